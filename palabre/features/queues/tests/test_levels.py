"""An agent's phones ring as on a direct call, by their levels and times, whoever lets them ring."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from palabre.features.queues import facts as happened
from palabre.phone.causes import Cause
from palabre.phone.script import Absent, Answers, Behaviour, Moment, Press, Refuses, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

CLIENT, MOBILE, NUMBER = "+2250700000001", "+2250709090909", "+2252720001000"
WAITS = {"type": "queue", "fields": {"queue": str(ident("sales"))}}
PHONES = {"desk": {"level": 1, "ring_seconds": 4}, "side": {"level": 1}, "soft": {"level": 2}}
COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": PHONES}, "300": {"phones": ["caller"]}},
    "numbers": {NUMBER: "main"},
    "trunks": ["orange"],
    "scenarios": {"main": {"document": {"start": "wait", "steps": {"wait": WAITS}}}},
    "queues": {"sales": {"number": "600", "agents": ["101"], "ring_seconds": 10, "call_back_key": "5"}},
}
SOFT = Script(phones={"soft@acme.test": Answers(2, 30), CLIENT: Answers(2, 20)}, others=Rings())


def rang(stage: Stage) -> list[str]:
    """Whose phones rang, in order."""
    return [each.number or each.endpoint.partition("@")[0] for each in stage.phone.legs]


def lasted(stage: Stage, name: str) -> float:
    """For how long a phone rang at its first call, until it was stopped."""
    party = next(each.party for each in stage.phone.legs if each.endpoint.startswith(name))
    begun = next(each.at for each in stage.facts.all if party in each.data.get("parties", ()))
    left = next(
        each.at for each in stage.facts.all if each.kind == "party_left" and each.data["party"] == party
    )
    return round((left - begun).total_seconds())


async def waits(stage: Stage) -> None:
    """A caller stands in line."""
    stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(100)))
    await asyncio.sleep(300)
    assert stage.leftovers() == []


async def is_called_back(stage: Stage) -> None:
    """A caller leaves his place to his number, and an agent is chosen for him."""
    stage.phone.script = Script(others=Rings())
    stage.calls("trunk-orange", NUMBER, Script(presses=(Press("5", Moment(2)),)))
    await asyncio.sleep(1.5)
    stage.phone.script = SOFT
    stage.phone.legs.clear()
    await asyncio.sleep(300)
    assert stage.leftovers() == []


@pytest.mark.parametrize("play", [waits, is_called_back])
def test_the_next_level_rings_when_the_first_has_rung_in_vain(play: Any) -> None:
    stage = on_stage(COMPANY, play, SOFT)
    assert rang(stage)[:3] == ["desk", "side", "soft"]
    assert (lasted(stage, "desk"), lasted(stage, "side")) == (4, 10)
    assert [each.data["agent"] for each in stage.facts.all if each.kind == happened.ANSWERED] == [
        str(ident("101"))
    ]


@pytest.mark.parametrize(
    ("desk", "why"), [(Refuses(Cause.BUSY), "busy"), (Refuses(Cause.REJECTED), "rejected")]
)
def test_who_is_busy_or_says_no_is_not_rung_on_his_other_phones(desk: Behaviour, why: str) -> None:
    script = Script(phones={"desk@acme.test": desk, "side@acme.test": desk}, others=Rings())
    stage = on_stage(COMPANY, waits, script)
    assert "soft" not in rang(stage)
    missed = [each.data["why"] for each in stage.facts.all if each.kind == happened.MISSED]
    assert set(missed) == {why}


def test_a_level_that_is_switched_off_costs_no_time() -> None:
    off = {"desk@acme.test": Absent(), "side@acme.test": Absent()}
    stage = on_stage(COMPANY, waits, Script(phones={**off, **SOFT.phones}, others=Rings()))
    (answered,) = [each.data for each in stage.facts.all if each.kind == happened.ANSWERED]
    assert answered["waited"] == 2000


def test_an_agent_whose_phones_ring_in_vain_has_missed_one_call_after_the_last_level() -> None:
    stage = on_stage(COMPANY, waits, Script(others=Rings()))
    offers = [each for each in stage.facts.all if each.kind in (happened.OFFERED, happened.MISSED)]
    assert [each.kind for each in offers[:2]] == [happened.OFFERED, happened.MISSED]
    assert [(b.at - a.at).total_seconds() for a, b in pairwise(offers[:2])] == [20]


def test_an_extension_that_is_a_number_outside_accepts_by_a_key() -> None:
    outside = {"300": {"phones": ["caller"]}, "101": {"kind": "external", "outside": MOBILE}}

    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(60)))
        await asyncio.sleep(6)
        (leg,) = stage.phone.legs
        assert leg.number == MOBILE
        stage.phone.press(leg.party, "1")
        await asyncio.sleep(100)

    stage = on_stage({**COMPANY, "extensions": outside}, play, Script(others=Answers(2, 30)))
    assert [each.kind for each in stage.facts.all].count(happened.ANSWERED) == 1
