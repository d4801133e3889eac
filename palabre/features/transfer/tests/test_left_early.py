"""Anna leaves while the target speaks to her: the client hears all of it, from the beginning."""

import asyncio

import pytest

from palabre.features.transfer.tests.people import COMPANY, Desk, script
from tests.stage import Stage, on_stage


@pytest.mark.parametrize("seconds", [0.05, 0.4])
@pytest.mark.parametrize(("number", "words"), [("200", "Laissez votre message"), ("300", "Tapez 1.")])
def test_who_asks_leaves_while_she_is_spoken_to_and_the_client_hears_all_of_it(
    number: str, words: str, seconds: float
) -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage, "api")
        await desk.begin()
        await desk.consult(number)
        await asyncio.sleep(seconds)
        stage.phone.leave(desk.anna)
        await asyncio.sleep(2)
        said = [str(each.says) for each in stage.phone.heard if each.party == desk.client]
        assert any(words in each for each in said)
        assert desk.client in stage.phone.parties
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script())
