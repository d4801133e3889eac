"""Who is in a call is offered others as his extension says, over all his phones."""

import asyncio
from uuid import UUID

import pytest

from palabre.calls.facts import Kind
from palabre.features.extensions.snapshot import Extension
from palabre.features.extensions.waiting import takes_one_more
from palabre.phone.script import Answers, Script
from tests.company import ident
from tests.stage import Stage, on_stage

PHONES = {"101": ["desk", "soft"], "102": ["front"], "103": ["back"], "104": ["side"]}
DESK, SOFT = "desk@acme.test", "soft@acme.test"
CALLERS = ("front@acme.test", "back@acme.test", "side@acme.test")


@pytest.mark.parametrize(
    ("waiting", "most", "calls", "rings"),
    [
        (True, 2, 0, True),
        (True, 2, 1, True),
        (True, 2, 2, False),
        (True, 10, 9, True),
        (True, 10, 10, False),
        (True, 1, 1, False),
        (False, 10, 0, True),
        (False, 10, 1, False),
    ],
)
def test_decision(waiting: bool, most: int, calls: int, rings: bool) -> None:
    extension = Extension(UUID(int=1), "Awa", 30, None, None, call_waiting=waiting, calls_at_once=most)
    assert takes_one_more(extension, calls) is rings


def missed(stage: Stage) -> list[str]:
    """Why calls did not ring."""
    return [each.get("why", each["result"]) for each in stage.facts.of(Kind.DIAL_MISSED)]


def company(**settings: object) -> dict[str, object]:
    """Awa with two phones, and colleagues."""
    extensions = {digits: {"phones": phones} for digits, phones in PHONES.items()}
    return {"extensions": {**extensions, "101": {"phones": PHONES["101"], **settings}}}


def test_a_second_call_rings_and_a_third_finds_her_busy() -> None:
    async def play(stage: Stage) -> None:
        lines = stage.dispatcher.world.lines
        stage.calls(CALLERS[0], "101")
        await asyncio.sleep(3)
        assert (lines.count(DESK), lines.count(SOFT)) == (1, 0)
        stage.calls(CALLERS[1], "101")
        await asyncio.sleep(3)
        assert lines.count(DESK) == 2
        stage.calls(CALLERS[2], "101")
        await asyncio.sleep(1)
        assert (lines.count(DESK), lines.count(SOFT)) == (2, 0)

    stage = on_stage(company(), play, Script(phones={DESK: Answers(1)}))
    assert missed(stage) == ["on_a_call"]


def test_without_call_waiting_all_her_phones_are_silent_while_one_is_used() -> None:
    async def play(stage: Stage) -> None:
        lines = stage.dispatcher.world.lines
        stage.calls(SOFT, "102")
        await asyncio.sleep(1)
        stage.calls(CALLERS[1], "101")
        await asyncio.sleep(1)
        assert (lines.count(DESK), lines.count(SOFT)) == (0, 1)
        (party,) = lines.of(SOFT)
        stage.phone.leave(party)
        await asyncio.sleep(10)
        stage.calls(CALLERS[2], "101")
        await asyncio.sleep(1)
        assert (lines.count(DESK), lines.count(SOFT)) == (1, 1)

    assert missed(on_stage(company(call_waiting=False), play)) == ["on_a_call"]


def test_a_scenario_may_ring_the_same_extension_again() -> None:
    """What has rung for a call before does not make the extension busy for that call."""
    ring = {"type": "dial_extension", "fields": {"extension": str(ident("101")), "seconds": 2}}
    ways = {"busy": "end", "unavailable": "end"}
    steps = {
        "once": {**ring, "exits": {**ways, "no_answer": "again"}},
        "again": {**ring, "exits": {**ways, "no_answer": "end"}},
        "end": {"type": "hang_up"},
    }

    async def play(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        await asyncio.sleep(20)
        assert stage.leftovers() == []

    scenarios = {"main": {"document": {"start": "once", "steps": steps}}}
    described = {
        **company(call_waiting=False),
        **{"scenarios": scenarios, "numbers": {"+2252720001000": "main"}, "trunks": ["orange"]},
    }
    assert missed(on_stage(described, play)) == ["no_answer", "no_answer"]
