"""Agents who hang up at the worst moment: the caller is still in line, at his place."""

import asyncio

from palabre.calls.facts import Kind
from palabre.features.queues import facts as happened
from palabre.features.queues.tests.test_live_waiting import ANSWERS, COMPANY, ENOUGH, come, of, why_left
from palabre.phone.script import Answers, Script
from tests.stage import Stage, on_stage


def test_a_mobile_agent_who_hangs_up_the_moment_he_answers_takes_no_caller_with_him() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "705")
        await asyncio.sleep(ENOUGH)

    phones = {"+2250709090909": Answers(4, 0), "koffi@acme.test": Answers(3, 30)}
    stage = on_stage(COMPANY, play, Script(phones=phones))
    assert [each["why"] for each in of(stage, happened.MISSED)] == ["not_accepted"]
    assert why_left(stage) == ["answered"]


def test_an_agent_who_vanishes_while_he_is_connected_leaves_the_caller_at_his_place() -> None:
    """He hangs up after he has taken the call, before the switch has put the two together."""

    async def play(stage: Stage) -> None:
        await come(stage, "706", gap=0.5)
        first = stage.call
        await come(stage, "706", gap=4)
        stage.phone.script = ANSWERS
        await asyncio.sleep(ENOUGH)
        assert [each.call for each in stage.facts.all if each.kind == happened.ANSWERED][0] == first
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play, Script(others=Answers(3, 0)))
    assert {each["why"] for each in of(stage, happened.MISSED)} == {"rejected"}
    assert why_left(stage) == ["answered"] * 2
    assert len(of(stage, happened.JOINED)) == len(of(stage, Kind.TALK_STARTED)) == 2
