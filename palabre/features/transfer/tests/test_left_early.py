"""Anna leaves while the target speaks to her: the client hears all of it, from the beginning."""

import asyncio
from typing import Any

import pytest

from palabre.features.transfer.tests.people import COMPANY, Desk, script
from palabre.phone.port import Gone
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


@pytest.mark.parametrize("verb", ["play", "record"])
@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.2])
def test_the_switch_refuses_what_is_for_her_before_it_tells_that_she_has_left(
    verb: str, seconds: float
) -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage, "api")
        await desk.begin()
        ask = getattr(stage.phone, verb)

        async def refused(party: str, *asked: Any) -> None:
            if party != desk.anna:
                await ask(party, *asked)
                return
            asyncio.get_running_loop().call_later(seconds, stage.phone.leave, desk.anna)
            raise Gone()

        vars(stage.phone)[verb] = refused
        await desk.consult("200")
        await asyncio.sleep(8)
        assert [each.subject for each in stage.phone.done if each.verb == "record"][-1] == desk.client
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script())
