"""Calls that would be sent on for ever, and calls that were being sent on when we stopped."""

import asyncio
from functools import partial
from typing import Any

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.facts import Kind
from palabre.features.forwarding import chain, facts, spoken
from palabre.phone.causes import Cause
from palabre.phone.events import CallArrived, Caller, LiveParty, SwitchUp
from palabre.routing.resume import resume
from tests.company import ident
from tests.sent_on import MOBILE, OWN, called, company, ended, heard, noted, phones, rang
from tests.stage import Stage, on_stage


def test_two_who_forward_to_each_other_end_cleanly() -> None:
    forwards = {"101": [{"kind": "always", "to": "102"}], "102": [{"kind": "always", "to": "101"}]}
    stage = called(company(forwards), phones())
    assert rang(stage) == []
    assert heard(stage) == [spoken.IN_A_CIRCLE.en]
    assert ended(stage) == Cause.NO_ANSWER
    assert [each["loop"] for each in noted(stage, facts.LOOPED)] == ["circle"]


def test_a_circle_of_silent_phones_rings_each_of_them_once() -> None:
    forwards = {
        one: [{"kind": "no_answer", "to": other, "seconds": 3}]
        for one, other in (("101", "102"), ("102", "103"), ("103", "101"))
    }
    stage = called(company(forwards), phones(), endpoint="104@acme.test", caller=Caller("104"))
    assert rang(stage) == ["101", "102", "103"]
    assert [each["why"] for each in noted(stage, facts.CAME_BACK)] == ["no_answer"] * 3


def test_a_circle_through_a_scenario_ends_too() -> None:
    ring = {"type": "dial_extension", "fields": {"extension": str(ident("101"))}}
    steps = {"ring": {**ring, "exits": dict.fromkeys(("busy", "no_answer", "unavailable"), "end")}}
    described = company({"101": [{"kind": "always", "to": "main"}]})
    document = {"start": "ring", "steps": {**steps, "end": {"type": "hang_up"}}}
    described["scenarios"] = {"main": {"number": "300", "document": document}}
    stage = called(described, phones())
    assert [each["loop"] for each in noted(stage, facts.LOOPED)] == ["circle"]
    assert stage.facts.of(Kind.STEP_ENTERED)[-1]["step"] == "end"


def test_a_call_that_others_have_sent_on_too_often_goes_no_further() -> None:
    main = {"start": "ring", "steps": {"ring": {"type": "forward", "fields": {"to": "101"}}}}
    described = company({"101": [{"kind": "always", "to": MOBILE}]}, scenarios={"main": {"document": main}})
    described["numbers"] = {OWN: "main"}
    from_outside: dict[str, Any] = {
        "endpoint": "trunk-orange",
        "dialled": OWN,
        "caller": Caller("+2250700000009"),
    }
    stage = called(described, phones(), **from_outside, hops=9)
    assert rang(stage) == [MOBILE]
    (leg,) = stage.phone.legs
    assert leg.diversion is not None and (leg.diversion.by, leg.diversion.hops) == (OWN, 10)
    stage = called(described, phones(), **from_outside, hops=10)
    assert rang(stage) == []
    assert [each["loop"] for each in noted(stage, facts.LOOPED)] == ["too_many"]
    assert (heard(stage), ended(stage)) == ([], Cause.NO_ANSWER)


def test_calls_that_carriers_bring_back_without_a_word_come_to_an_end() -> None:
    main = {"start": "ring", "steps": {"ring": {"type": "forward", "fields": {"to": "101"}}}}
    described = company({"101": [{"kind": "always", "to": MOBILE}]}, scenarios={"main": {"document": main}})
    described["numbers"] = {OWN: "main"}

    async def play(stage: Stage) -> None:
        for count in range(chain.MOST_AT_ONCE + 2):
            caller = Caller("+2250700000009")
            stage.phone.arrive(CallArrived(f"caller{count}", "trunk-orange", OWN, caller))
            await asyncio.sleep(0.2)
        assert (len(rang(stage)), heard(stage)) == (chain.MOST_AT_ONCE, [])
        assert [each["loop"] for each in noted(stage, facts.LOOPED)] == ["outside"] * 2
        await asyncio.sleep(60)
        stage.phone.arrive(CallArrived("later", "trunk-orange", OWN, Caller("+2250700000009")))
        await asyncio.sleep(1)

    assert len(rang(on_stage(described, play))) == chain.MOST_AT_ONCE + 1


def test_after_a_restart_the_call_is_sent_on_once_more_and_comes_back_to_its_scenario() -> None:
    ring = {"type": "dial_extension", "fields": {"extension": str(ident("101"))}}
    ways = {"busy": "end", "no_answer": "box", "unavailable": "end"}
    steps = {
        "ring": {**ring, "exits": ways},
        "box": {"type": "voicemail", "fields": {"mailbox": str(ident("200"))}, "exits": {"done": "end"}},
        "end": {"type": "hang_up"},
    }
    described = company({"101": [{"kind": "always", "to": ["102"], "seconds": 5}]})
    described["scenarios"] = {"main": {"number": "300", "document": {"start": "ring", "steps": steps}}}

    async def until_killed(stage: Stage) -> None:
        stage.calls("104@acme.test", "300")
        await asyncio.sleep(2)

    before = on_stage(described, until_killed)

    async def afterwards(stage: Stage) -> None:
        (left,) = living(before.facts.all)
        assert left.flow == f"forwarding:{ident('forward 101 0')}"
        stage.phone.revive(left.party)
        call = restore(stage.dispatcher.world, stage.account, left, stage.facts)
        up = SwitchUp((LiveParty(left.party, up=False),))
        target = adopt(call, left, up, partial(resume, flows={left.flow: stage.flow(left.flow)}))
        stage.dispatcher.begin(call, target)
        await asyncio.sleep(40)

    after = on_stage(described, afterwards)
    assert rang(after) == ["102"]
    assert heard(after)[0] == "Please leave your message after the tone."
    assert noted(after, facts.LOOPED) == []
