"""A phone's request reaches us twice: the switch tells of it on both sides of the conversation."""

import asyncio

import pytest

from palabre.features.transfer import facts
from palabre.features.transfer.tests.people import COMPANY, Desk, script
from palabre.phone.script import Answers
from tests.stage import Stage, on_stage

CAROL = "carol@acme.test"


@pytest.mark.parametrize("wanted", ["blind", "attended", "refused"])
def test_it_is_done_once(wanted: str) -> None:
    async def play(stage: Stage) -> None:
        desk = Desk(stage, "phone")
        await desk.begin()
        if wanted == "attended":
            await desk.consult("103")
            await asyncio.sleep(3)
        to = {"blind": "103", "attended": "", "refused": "999"}[wanted]
        for _ in range(2):
            stage.phone.refer(desk.anna, to, desk.second if wanted == "attended" else None)
        await asyncio.sleep(3)
        told = desk.facts(facts.TRANSFERRED) + desk.facts(facts.REFUSED)
        answers = [each.verb for each in stage.phone.done if each.verb.endswith("_transfer")]
        assert len(told) == len(answers) == 1
        if wanted == "refused":
            stage.phone.refer(desk.anna, to)
            await asyncio.sleep(1)
            assert len(desk.facts(facts.REFUSED)) == 2, "who tries again is answered again"
        else:
            assert stage.phone.together(desk.client) == {desk.party("carol")}
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({CAROL: Answers(1)}))


def test_what_two_calls_have_become_one_by_is_not_refused_in_the_other_one() -> None:
    """Told a second time, it names no other call any more."""

    async def play(stage: Stage) -> None:
        desk = Desk(stage, "phone")
        await desk.begin()
        await desk.consult("103")
        await asyncio.sleep(1)
        stage.phone.refer(desk.anna, "", desk.second)
        stage.phone.refer(desk.second, "+2250700000001")
        await asyncio.sleep(4)
        assert stage.phone.together(desk.client) == {desk.party("carol")}
        assert desk.facts(facts.REFUSED) == []
        await desk.everybody_leaves()

    on_stage(COMPANY, play, script({CAROL: Answers(3)}))
