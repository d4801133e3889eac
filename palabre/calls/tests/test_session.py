"""Whatever happens when: a call ends once, with its last fact, and leaves nobody and nothing behind."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.calls.adopt import living
from palabre.calls.facts import Kind
from palabre.calls.session import EndCall, Redirect
from palabre.phone.causes import Cause
from palabre.phone.port import Gone
from palabre.phone.script import (
    Absent,
    Answers,
    Behaviour,
    Moment,
    Press,
    Refuses,
    Rings,
    SaysNothing,
    Script,
)
from palabre.routing.plan import find
from palabre.routing.walk import Begin
from tests.company import ident
from tests.stage import Stage, on_stage

DIAL = {"type": "dial_extension", "fields": {"extension": str(ident("101"))}}
COMPANY = {
    "numbers": {"+2252720001000": "main"},
    "trunks": ["orange"],
    "extensions": {"101": {"phones": ["desk", "mobile"], "ring_seconds": 10}, "102": {"phones": ["front"]}},
    "mailboxes": {"200": {"max_seconds": 20}},
    "scenarios": {
        "main": {
            "document": {
                "start": "menu",
                "steps": {
                    "menu": {
                        "type": "menu",
                        "fields": {"prompt": {"text": "Tapez 1, ou attendez."}, "keys": ["1"], "repeats": 0},
                        "exits": {"1": "dial", "no_key": "box", "wrong_key": "box"},
                    },
                    "dial": {**DIAL, "exits": {"busy": "box", "no_answer": "box", "unavailable": "box"}},
                    "box": {
                        "type": "voicemail",
                        "fields": {"mailbox": str(ident("200"))},
                        "exits": {"done": "bye"},
                    },
                    "bye": {"type": "hang_up"},
                },
            }
        }
    },
}
BEHAVIOURS: list[Behaviour] = [
    Absent(),
    Rings(),
    SaysNothing(),
    Refuses(),
    Refuses(Cause.REJECTED, 603, 2),
    Answers(2, 5),
    Answers(4, None),
]
Interrupt = st.sampled_from(
    ["hang up", "end", "end twice", "redirect", "redirect twice", "redirect, hang up"]
)


def interrupt(stage: Stage, how: str) -> None:
    for session in stage.dispatcher.sessions.values():
        elsewhere = find(stage.account, "200")
        assert elsewhere is not None
        for word in how.replace(" twice", ", " + how.removesuffix(" twice")).split(", "):
            if word == "hang up":
                stage.phone.leave(session.call.party)
            else:
                session.call.inbox.put_nowait(EndCall() if word == "end" else Redirect(Begin(elsewhere)))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 40), Interrupt), min_size=1, max_size=3),
    st.sampled_from(BEHAVIOURS),
    st.sampled_from(BEHAVIOURS),
    st.floats(0, 8),
)
def test_nothing_stays_behind_whatever_is_interrupted_when(
    interrupts: list[tuple[float, str]], desk: Behaviour, mobile: Behaviour, key: float
) -> None:
    phones = {"desk@acme.test": desk, "mobile@acme.test": mobile}
    script = Script((Press("1", Moment(key)),), phones=phones)

    async def play(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        for at, how in sorted(interrupts):
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            interrupt(stage, how)
        await asyncio.sleep(3600)
        interrupt(stage, "hang up")
        await asyncio.sleep(10)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play, script).facts.all
    assert [each.seq for each in facts] == list(range(1, len(facts) + 1))
    assert [each.kind for each in facts].count(Kind.ENDED) == 1
    assert facts[-1].kind == Kind.ENDED


def test_who_ends_a_recording_by_a_click_keeps_the_message() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "200")
        await asyncio.sleep(10)
        interrupt(stage, "end")
        await asyncio.sleep(3)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play).facts
    assert len(facts.of(Kind.RECORDED)) == 1
    assert facts.of(Kind.ENDED)[0]["by"] == "us"
    assert len(facts.of(Kind.PLAYED)) == 1


def test_a_redirected_caller_goes_on_elsewhere_and_only_there() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        await asyncio.sleep(1)
        interrupt(stage, "redirect")
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play).facts
    assert [each["type"] for each in facts.of(Kind.STEP_ENTERED)] == ["menu", "voicemail", "tell"]


def test_a_stop_of_the_process_leaves_the_conversation_to_the_switch() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("front@acme.test", "101")
        await asyncio.sleep(5)
        stage.running.cancel()
        await asyncio.sleep(1)
        assert len(stage.phone.parties) == 2
        assert [len(inside) for inside in stage.phone.bridges.values()] == [2]

    phones: dict[str, Behaviour] = {"desk@acme.test": Answers(2), "mobile@acme.test": Absent()}
    stage = on_stage(COMPANY, play, Script(phones=phones))
    assert stage.facts.all[-1].kind == Kind.TALK_STARTED
    (left,) = living(stage.facts.all)
    assert left.talking_with is not None


def test_a_fault_of_ours_ends_one_call_and_is_told() -> None:
    class Broken(Exception):
        pass

    async def play(stage: Stage) -> None:
        async def fail(*_: object) -> None:
            raise Broken("a fault")

        object.__setattr__(stage.dispatcher.wiring, "follow", fail)
        stage.calls("front@acme.test", "101")
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play).facts
    assert facts.of(Kind.FAILED) == [{"code": "fault", "text": "Broken('a fault')"}]
    assert facts.of(Kind.ENDED) == [{"cause": Cause.TEMPORARY_FAILURE, "by": "us"}]


def test_news_that_somebody_has_left_is_waited_for_a_second_whatever_else_happens() -> None:
    async def play(stage: Stage) -> None:
        async def gone(*_: object) -> None:
            raise Gone()

        object.__setattr__(stage.dispatcher.wiring, "follow", gone)
        stage.calls("front@acme.test", "101")
        await asyncio.wait_for(stage.facts.ended.wait(), 2)
        assert stage.leftovers() == []

    presses = tuple(Press("1", Moment(0.4 * each)) for each in range(100))
    facts = on_stage(COMPANY, play, Script(presses)).facts
    assert facts.of(Kind.ENDED) == [{"cause": Cause.NORMAL, "by": "us"}]
