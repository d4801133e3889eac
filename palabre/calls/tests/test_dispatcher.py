"""After a gap the calls and the switch agree again; strangers and hostile callers get nowhere."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.calls.facts import Kind
from palabre.phone.causes import Cause
from palabre.phone.events import (
    CallArrived,
    Caller,
    DigitPressed,
    LiveBridge,
    LiveParty,
    PhoneSeen,
    SwitchDown,
    SwitchUp,
)
from palabre.phone.script import Answers, Script
from tests.stage import Stage, on_stage

COMPANY = {
    "numbers": {"+2252720001000": None},
    "trunks": ["orange"],
    "extensions": {"101": {"phones": ["desk"]}, "102": {"phones": ["front"]}},
}
TALKING = Script(phones={"desk@acme.test": Answers(1)})


def held(stage: Stage) -> SwitchUp:
    """What the switch says it holds after a reconnection."""
    parties = tuple(LiveParty(name, each.up) for name, each in stage.phone.parties.items())
    bridges = tuple(LiveBridge(name, frozenset(each)) for name, each in stage.phone.bridges.items())
    return SwitchUp(parties, bridges)


def test_a_conversation_goes_on_over_a_gap() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "101")
        await asyncio.sleep(5)
        stage.dispatcher.take(SwitchDown())
        await asyncio.sleep(5)
        stage.dispatcher.take(held(stage))
        await asyncio.sleep(20)
        assert (len(stage.dispatcher.sessions), len(stage.phone.parties)) == (1, 2)

    assert on_stage(COMPANY, play, TALKING).facts.kinds()[-1] == Kind.TALK_STARTED


def test_who_hung_up_during_the_gap_is_gone_after_it() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "101")
        await asyncio.sleep(5)
        stage.phone.parties.clear()
        stage.dispatcher.take(SwitchUp())
        await asyncio.sleep(1)
        assert stage.dispatcher.sessions == {}

    ended = on_stage(COMPANY, play, TALKING).facts.of(Kind.ENDED)
    assert ended == [{"cause": Cause.OUT_OF_ORDER, "by": "caller"}]


def test_what_no_call_claims_is_ended_after_some_seconds() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "101")
        await asyncio.sleep(5)
        await stage.phone.connect("lost-bridge", [])
        stage.calls("nobody@nowhere.test", "101")
        (lost,) = [each for each in stage.phone.parties if each.startswith("nobody")]
        stage.dispatcher.take(held(stage))
        await asyncio.sleep(1)
        assert "lost-bridge" in stage.phone.bridges
        await asyncio.sleep(9)
        assert lost not in stage.phone.parties
        assert "lost-bridge" not in stage.phone.bridges
        assert (len(stage.dispatcher.sessions), len(stage.phone.parties)) == (1, 2)

    on_stage(COMPANY, play, TALKING)


def test_a_stranger_is_refused_without_a_fact() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("nobody@nowhere.test", "101")
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play)
    assert (stage.facts.all, stage.phone.done[-1].detail) == ([], Cause.REJECTED.name)


def test_a_call_that_is_announced_twice_is_one_call() -> None:
    async def play(stage: Stage) -> None:
        arrived = CallArrived("once", "front@acme.test", "101", Caller(""))
        stage.phone.arrive(arrived)
        stage.dispatcher.take(arrived)
        await asyncio.sleep(1)
        assert len(stage.dispatcher.sessions) == 1

    on_stage(COMPANY, play)


def test_events_of_nobody_are_dropped_and_registrations_passed_on() -> None:
    seen = PhoneSeen("front@acme.test", "192.0.2.7:5060")

    async def play(stage: Stage) -> None:
        stage.dispatcher.take(DigitPressed("nobody", "1"))
        stage.dispatcher.take(seen)

    assert on_stage(COMPANY, play).seen == [seen]


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["front@acme.test", "trunk-orange"]),
    st.text(max_size=80),
    st.text(max_size=80),
    st.text(max_size=80),
)
def test_no_dialled_text_and_no_caller_breaks_anything(
    endpoint: str, dialled: str, number: str, name: str
) -> None:
    async def play(stage: Stage) -> None:
        stage.phone.arrive(CallArrived("hostile", endpoint, dialled, Caller(number, name)))
        await asyncio.sleep(200)
        stage.phone.leave("hostile")
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play).facts
    assert (facts.kinds()[0], facts.kinds()[-1]) == (Kind.STARTED, Kind.ENDED)
    assert "fault" not in [each["code"] for each in facts.of(Kind.FAILED)]


def test_ten_thousand_digits_are_a_number_that_nobody_has() -> None:
    async def play(stage: Stage) -> None:
        many = "7" * 10_000
        stage.phone.arrive(CallArrived("hostile", "front@acme.test", many, Caller(many, many)))
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play).facts
    assert len(facts.of(Kind.STARTED)[0]["dialled"]) == 64
    assert facts.of(Kind.REFUSED) == [{"why": "number_unknown"}]
