"""Carol refuses, and Anna is told why the client comes back to her; one of them has had enough of it."""

import asyncio

import pytest

from palabre.calls.facts import Kind
from palabre.features.transfer.tests.people import COMPANY, Desk, script
from palabre.phone.script import Refuses
from tests.stage import Stage, on_stage


@pytest.mark.parametrize("who", ["client", "anna"])
def test_who_hangs_up_while_she_is_told_why_ends_the_call(who: str) -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage, "api")
        await desk.begin()
        await desk.blind("103")
        back = desk.party("anna")
        assert [each.party for each in stage.phone.heard].count(back) == 1
        assert stage.phone.together(desk.client) == set()
        before = len(stage.phone.done)
        stage.phone.leave(desk.client if who == "client" else back)
        await asyncio.sleep(2)
        asked = [each.verb for each in stage.phone.done[before:]]
        assert asked == {"client": ["stop_playing", "hang_up"], "anna": ["hang_up"]}[who]
        assert desk.log()[-1].kind == Kind.ENDED
        assert stage.leftovers() == []

    on_stage(COMPANY, play, script({"carol@acme.test": Refuses()}))
