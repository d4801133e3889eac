"""What callers in line and agents at their desks live through, on the fake switch."""

import asyncio
from typing import Any

import pytest

from palabre.calls import spoken
from palabre.calls.facts import Kind
from palabre.features.queues import facts as happened
from palabre.features.queues.commands import agent_state, queue_agents
from palabre.phone.script import Absent, Answers, Moment, Press, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

PATIENCE, ENOUGH = 35, 600
NUMBER = "+2252720001000"


def waits(queue: str, **fields: Any) -> dict[str, Any]:
    """A scenario that leads into a queue; whoever leaves it hears why."""
    exits = {"full": "full", "no_agent": "nobody", "timeout": "tired", "key": "left"}
    named = {"timeout": "seconds", "key": "exit_key"}
    arrows = {name: to for name, to in exits.items() if name not in named or named[name] in fields}
    said = {to: {"type": "greeting", "fields": {"prompt": {"text": to}}} for to in arrows.values()}
    start = {"type": "queue", "fields": {"queue": str(ident(queue)), **fields}, "exits": arrows}
    return {"start": "wait", "steps": {"wait": start, **said}}


COMPANY: dict[str, Any] = {
    "extensions": {
        "101": {"phones": ["awa"]},
        "102": {"phones": ["koffi"]},
        "300": {"phones": ["caller"]},
    },
    "numbers": {NUMBER: "plain"},
    "trunks": ["orange"],
    "agents": {"mobile": {"outside_number": "+2250709090909"}},
    "queues": {
        "sales": {"agents": ["101"], "wrap_up_seconds": 20, "max_length": 2, "misses_before_pause": 3},
        "known": {"agents": ["101", "102"], "familiar_hours": 8, "familiar_seconds": 8},
        "both": {"agents": ["mobile", {"agent": "102", "level": 1}], "ring_seconds": 20},
        "keeps": {"agents": ["101"], "leave_without_agents": False},
        "rated": {"agents": ["101"], "rating_id": "rating"},
    },
    "scenarios": {
        "plain": {"number": "700", "document": waits("sales")},
        "vip": {"number": "701", "document": waits("sales", priority=5)},
        "short": {"number": "702", "document": waits("sales", seconds=PATIENCE)},
        "key": {"number": "703", "document": waits("sales", exit_key="0")},
        "known": {"number": "704", "document": waits("known")},
        "both": {"number": "705", "document": waits("both")},
        "keeps": {"number": "706", "document": waits("keeps")},
        "rated": {"number": "707", "document": waits("rated")},
        "rating": {
            "document": {
                "start": "ask",
                "steps": {
                    "ask": {"type": "menu", "fields": {"prompt": {"text": "Votre note ?"}, "keys": ["9"]}}
                },
            }
        },
    },
}
ANSWERS = Script(others=Answers(2, 60))


def of(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


def why_left(stage: Stage) -> list[str]:
    return [each["why"] for each in of(stage, happened.LEFT)]


def said(stage: Stage) -> list[str]:
    return [word for each in stage.phone.heard for word in each.says if word != "music"]


def seconds(stage: Stage, kind: str) -> list[float]:
    """When facts of a kind happened, in seconds since the first call began."""
    began = stage.facts.all[0].at
    return [round((each.at - began).total_seconds(), 1) for each in stage.facts.all if each.kind == kind]


async def becomes(stage: Stage, digits: str, state: str, reason: str = "") -> None:
    body = {"agent": str(ident(digits)), "state": state, "reason": reason}
    await agent_state(stage.dispatcher, stage.account, body)


async def come(stage: Stage, *dialled: str, gap: float = 1) -> None:
    """Callers, one after the other."""
    for each in dialled:
        stage.calls("caller@acme.test", each, Script())
        await asyncio.sleep(gap)


def test_who_is_more_important_is_served_first_and_among_equals_who_came_first() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "700", "705", "700", "701")
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, ANSWERS)
    joined = [each.call for each in stage.facts.all if each.kind == happened.JOINED]
    sales = str(ident("sales"))
    taken = [each for each in stage.facts.all if each.kind == happened.ANSWERED]
    served = [each.call for each in taken if each.data["queue"] == sales]
    first, _, ordinary, important = joined
    assert served == [first, important, ordinary]
    assert [each["priority"] for each in of(stage, happened.JOINED)] == [0, 0, 0, 5]
    assert of(stage, happened.JOINED)[3]["position"] == 1


def test_a_familiar_agent_who_pauses_is_passed_over_and_comes_first_again_later() -> None:
    async def play(stage: Stage) -> None:
        await becomes(stage, "101", "logged_out")
        await come(stage, "704", gap=70)
        await becomes(stage, "101", "available")
        await come(stage, "704", gap=70)
        await becomes(stage, "102", "paused", "Déjeuner")
        await come(stage, "704", gap=70)
        await becomes(stage, "102", "available")
        await come(stage, "704", gap=70)

    agents = [each["agent"] for each in of(on_stage(COMPANY, play, ANSWERS), happened.ANSWERED)]
    awa, koffi = str(ident("101")), str(ident("102"))
    assert agents == [koffi, koffi, awa, awa]


def test_after_a_conversation_an_agent_rests_unless_he_says_that_he_is_ready() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "700")
        await come(stage, "700", gap=2)
        await come(stage, "700")
        await asyncio.sleep(62 + 20 + 62 + 1 - 4)
        who = {"queue": str(ident("sales")), "from": 0}
        seen = await queue_agents(stage.dispatcher, stage.account, who)
        assert seen["agents"][0]["state"] == "wrap_up"
        await becomes(stage, "101", "available")
        await asyncio.sleep(ENOUGH)

    assert seconds(on_stage(COMPANY, play, ANSWERS), happened.OFFERED) == [0, 82, 145]


def test_after_three_calls_rung_in_vain_he_is_paused_and_the_caller_hears_that_nobody_is_there() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "700")
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Rings()))
    assert seconds(stage, happened.OFFERED) == [0, 25, 50]
    assert [each["reason"] for each in of(stage, happened.AGENT_PAUSED)] == ["missed"]
    assert (why_left(stage), said(stage)) == (["no_agent"], ["nobody"])


def test_who_answers_in_between_is_not_paused() -> None:
    async def play(stage: Stage) -> None:
        for answers in (Rings(), Answers(1, 5), Rings(), Answers(1, 5), Rings()):
            stage.phone.script = Script(others=answers)
            stage.calls("caller@acme.test", "700", Script(hangs_up=Moment(24)))
            await asyncio.sleep(40)

    stage = on_stage(COMPANY, play)
    assert len(of(stage, happened.MISSED)) == 3
    assert of(stage, happened.AGENT_PAUSED) == []


def test_a_line_has_an_end() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "700", gap=5)
        await come(stage, "700", "700", "700")
        await asyncio.sleep(10)

    stage = on_stage(COMPANY, play, ANSWERS)
    assert said(stage) == ["full"]
    assert len(of(stage, happened.JOINED)) == 3


def test_a_wait_has_an_end_also_while_a_phone_rings() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "702")
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    stage = on_stage(COMPANY, play, Script(others=Rings()))
    assert (why_left(stage), said(stage)) == (["timeout"], ["tired"])
    assert of(stage, happened.LEFT)[0]["waited"] == PATIENCE * 1000
    assert len(of(stage, happened.WITHDRAWN)) == 1


def test_the_exit_key_leads_out_and_other_keys_do_not() -> None:
    async def play(stage: Stage) -> None:
        keys = (Press("7", Moment(4)), Press("0", Moment(9)))
        stage.calls("caller@acme.test", "703", Script(presses=keys))
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, Script(others=Rings()))
    assert (why_left(stage), said(stage)) == (["key"], ["left"])
    assert of(stage, happened.LEFT)[0]["waited"] == 9000


@pytest.mark.parametrize("state", ["paused", "logged_out"])
def test_when_the_last_agent_goes_who_waits_is_told(state: str) -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "700", gap=5)
        await come(stage, "700", gap=5)
        await becomes(stage, "101", state, "Déjeuner")
        await asyncio.sleep(90)
        await come(stage, "700", gap=5)

    stage = on_stage(COMPANY, play, ANSWERS)
    assert why_left(stage) == ["answered", "no_agent", "no_agent"]
    assert of(stage, Kind.TALK_ENDED) != []
    assert said(stage) == ["nobody", "nobody"]


def test_a_queue_may_let_callers_wait_for_an_agent_who_is_not_there_yet() -> None:
    async def play(stage: Stage) -> None:
        await becomes(stage, "101", "logged_out")
        await come(stage, "706", gap=100)
        await becomes(stage, "101", "available")
        await asyncio.sleep(ENOUGH)

    stage = on_stage(COMPANY, play, ANSWERS)
    assert [each["waited"] for each in of(stage, happened.ANSWERED)] == [102_000]


def test_nobody_is_registered_until_somebody_plugs_his_phone_in() -> None:
    """The first caller is told so; when the next one comes the agent's phone is there."""

    async def play(stage: Stage) -> None:
        await come(stage, "700", gap=20)
        stage.phone.script = ANSWERS
        await come(stage, "700", gap=20)

    stage = on_stage(COMPANY, play, Script(others=Absent()))
    assert why_left(stage) == ["no_agent", "answered"]
    assert said(stage) == ["nobody"]


def test_a_mailbox_that_answers_for_an_agent_never_gets_a_caller() -> None:
    """It is asked for a key, presses none, and is hung up on; the next agent takes the call."""

    async def play(stage: Stage) -> None:
        await come(stage, "705")
        await asyncio.sleep(ENOUGH)

    phones = {"+2250709090909": Answers(4, None), "koffi@acme.test": Answers(3, 30)}
    stage = on_stage(COMPANY, play, Script(phones=phones))
    mailbox, koffi = stage.phone.legs
    assert [each["why"] for each in of(stage, happened.MISSED)] == ["not_accepted"]
    assert [each.says for each in stage.phone.heard if each.party == mailbox.party] == [
        (spoken.ACCEPT_CALL.fr,) * 2
    ]
    together = [each.detail for each in stage.phone.done if each.verb == "connect"]
    assert len(together) == 1
    assert mailbox.party not in together[0]
    assert koffi.party in together[0]
    assert [each["waited"] for each in of(stage, happened.ANSWERED)] == [4000 + 15_000 + 3000]


def test_when_the_agent_hangs_up_the_caller_says_how_it_was() -> None:
    async def play(stage: Stage) -> None:
        for script in (Script(presses=(Press("9", Moment(70)),)), Script(hangs_up=Moment(30))):
            stage.calls("caller@acme.test", "707", script)
            await asyncio.sleep(100)

    stage = on_stage(COMPANY, play, ANSWERS)
    assert said(stage)[0] == "Votre note ?"
    assert [each["key"] for each in of(stage, Kind.KEY_PRESSED)] == ["9"]
    entered = [each.call for each in stage.facts.all if each.kind == Kind.STEP_ENTERED]
    asked = [entered.count(each.call) for each in stage.facts.all if each.kind == happened.JOINED]
    assert asked == [2, 1]


def test_who_hangs_up_the_moment_he_comes_has_hung_up() -> None:
    """The switch knows it before we do: whatever we ask of his phone is refused."""

    async def play(stage: Stage) -> None:
        stage.calls("caller@acme.test", "700", Script())
        while happened.JOINED not in stage.facts.kinds():  # noqa: ASYNC110  (not a moment later)
            await asyncio.sleep(0)
        stage.phone.leave(next(iter(stage.phone.parties)))
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    assert why_left(on_stage(COMPANY, play, ANSWERS)) == ["abandoned"]
