"""Picking up: who gets which call, who is refused, and what becomes of the others."""

import asyncio
from typing import Any

from palabre.calls.facts import Kind
from palabre.features.pickup.pick import PICKED_UP
from palabre.features.pickup.spoken import NOT_TO_BE_PICKED_UP, NOTHING_RINGS
from palabre.phone.causes import Cause
from palabre.phone.script import Answers, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

CLIENT, SECOND = "trunk-orange", "trunk-mtn"
WAIT = {
    "type": "queue",
    "fields": {"queue": str(ident("sales"))},
    "exits": {"full": "end", "no_agent": "end"},
}
END = {"type": "hang_up"}
COMPANY: dict[str, Any] = {
    "extensions": {
        "101": {"phones": ["anna", "mobile"]},
        "102": {"phones": ["bob"]},
        "103": {"phones": ["carol"]},
        "104": {"phones": ["dan"], "may_be_picked_up": False},
    },
    "queues": {"sales": {"number": "600", "agents": ["102"]}},
    "scenarios": {
        name: {"document": {"start": "a", "steps": {"a": step, "end": END}}}
        for name, step in {
            "anna": {"type": "dial_extension", "fields": {"extension": str(ident("101"))}},
            "dan": {"type": "dial_extension", "fields": {"extension": str(ident("104"))}},
            "sales": WAIT,
        }.items()
    },
    "numbers": {"+2252720001000": "anna", "+2252720001004": "dan", "+2252720001006": "sales"},
    "trunks": ["orange", "mtn"],
}
SCRIPT = Script(others=Rings())


def at(name: str) -> str:
    """A phone's SIP identity."""
    return f"{name}@acme.test"


def party(stage: Stage, endpoint: str) -> str:
    """The only party of a phone or trunk."""
    (found,) = stage.dispatcher.world.lines.of(endpoint)
    return found


def said(stage: Stage, name: str) -> list[str]:
    """What a caller has heard."""
    return [text for each in stage.phone.heard if each.party == name for text in each.says]


async def rings(stage: Stage, number: str = "+2252720001000", trunk: str = CLIENT) -> str:
    """A client calls; his party."""
    stage.calls(trunk, number)
    await asyncio.sleep(2)
    return party(stage, trunk)


async def dials(stage: Stage, phone: str, digits: str) -> str:
    """A colleague dials a code; his party."""
    stage.calls(at(phone), digits)
    await asyncio.sleep(1)
    return next(each for each in [*stage.phone.parties, ""] if each.startswith(at(phone)) or not each)


async def nobody_is_left(stage: Stage, *names: str) -> None:
    """All hang up, and nothing remains."""
    for name in names:
        stage.phone.leave(name)
    await asyncio.sleep(20)
    assert stage.leftovers() == []


def test_any_ringing_call_is_taken_and_the_phones_show_no_missed_call() -> None:
    async def play(stage: Stage) -> None:
        client = await rings(stage)
        carol = await dials(stage, "carol", "*8")
        assert stage.phone.together(client) == {carol}
        assert stage.dispatcher.world.lines.count(at("anna")) == 0
        stopped = {each.detail for each in stage.phone.done if each.verb == "hang_up"}
        assert stopped == {Cause.ANSWERED_ELSEWHERE.name}
        await nobody_is_left(stage, carol)

    facts = on_stage(COMPANY, play, SCRIPT).facts
    picked = [each.data for each in facts.all if each.kind == PICKED_UP]
    assert [(each["by"], each["to"]) for each in picked] == [("103", "101")]
    assert sum("into" in each for each in facts.of(Kind.ENDED)) == 1


def test_a_call_for_one_extension_is_chosen_by_its_number() -> None:
    async def play(stage: Stage) -> None:
        await rings(stage)
        stage.calls(at("dan"), "102")
        await asyncio.sleep(1)
        carol = await dials(stage, "carol", "*8102")
        assert stage.phone.together(carol) == {party(stage, at("dan"))}
        assert stage.dispatcher.world.lines.count(at("anna")) == 1

    on_stage(COMPANY, play, SCRIPT)


def test_the_call_that_rings_longest_goes_first() -> None:
    async def play(stage: Stage) -> None:
        first = await rings(stage)
        await rings(stage, trunk=SECOND)
        assert stage.phone.together(await dials(stage, "carol", "*8")) == {first}

    on_stage(COMPANY, play, SCRIPT)


def test_two_pick_at_once_and_one_is_told_that_there_is_none() -> None:
    async def play(stage: Stage) -> None:
        client = await rings(stage)
        stage.calls(at("carol"), "*8")
        stage.calls(at("bob"), "*8101")
        await asyncio.sleep(2)
        (winner,) = stage.phone.together(client)
        assert winner == party(stage, at("carol"))
        loser = party(stage, at("bob"))
        await asyncio.sleep(5)
        assert said(stage, loser) == [NOTHING_RINGS.fr]
        await nobody_is_left(stage, client)

    on_stage(COMPANY, play, SCRIPT)


def test_an_extension_that_does_not_want_it_keeps_its_calls_but_from_its_own_phones() -> None:
    async def play(stage: Stage) -> None:
        client = await rings(stage, "+2252720001004")
        for code, words in (("*8", NOTHING_RINGS), ("*8104", NOT_TO_BE_PICKED_UP)):
            carol = await dials(stage, "carol", code)
            await asyncio.sleep(8)
            assert said(stage, carol) == [words.fr]
            assert carol not in stage.phone.parties
        assert stage.phone.together(client) == set()

    on_stage(COMPANY, play, SCRIPT)


def test_ones_own_other_phone_is_always_picked_up() -> None:
    company = {**COMPANY, "extensions": {**COMPANY["extensions"], "101": {"phones": ["anna", "mobile"]}}}
    company["extensions"]["101"]["may_be_picked_up"] = False

    async def play(stage: Stage) -> None:
        client = await rings(stage)
        mobile = await dials(stage, "mobile", "*8")
        assert mobile in stage.phone.together(client)

    on_stage(company, play, SCRIPT)


def test_a_call_in_line_is_taken_from_the_queue_before_an_agent_has_it() -> None:
    async def play(stage: Stage) -> None:
        first = await rings(stage, "+2252720001006")
        second = await rings(stage, "+2252720001006", SECOND)
        carol = await dials(stage, "carol", "*8600")
        assert stage.phone.together(carol) == {first}
        await asyncio.sleep(10)
        dan = await dials(stage, "dan", "*8")
        assert stage.phone.together(dan) == {second}
        await nobody_is_left(stage, carol, dan)

    facts = on_stage(COMPANY, play, SCRIPT).facts
    assert [each.data["why"] for each in facts.all if each.kind == "queue_left"] == ["picked_up"] * 2


def test_outgoing_calls_and_conversations_are_nobody_elses() -> None:
    async def play(stage: Stage) -> None:
        stage.calls(at("bob"), "+2250505050505")
        stage.calls(at("dan"), "101")
        await asyncio.sleep(4)
        carol = await dials(stage, "carol", "*8")
        await asyncio.sleep(1)
        assert said(stage, carol) == [NOTHING_RINGS.fr]

    on_stage(COMPANY, play, Script(phones={at("anna"): Answers(1)}, others=Rings()))


def test_a_number_that_nobody_has_rings_nowhere() -> None:
    async def play(stage: Stage) -> None:
        await rings(stage)
        carol = await dials(stage, "carol", "*8999")
        await asyncio.sleep(1)
        assert said(stage, carol) == [NOTHING_RINGS.fr]

    on_stage(COMPANY, play, SCRIPT)


def test_a_caller_who_gives_up_while_his_call_is_picked_up_leaves_nothing() -> None:
    async def play(stage: Stage) -> None:
        client = await rings(stage)
        stage.calls(at("carol"), "*8")
        stage.phone.leave(client)
        await asyncio.sleep(20)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_who_hangs_up_at_once_after_the_code_leaves_the_call_in_order() -> None:
    async def play(stage: Stage) -> None:
        client = await rings(stage)
        stage.calls(at("carol"), "*8")
        for _ in range(3):
            await asyncio.sleep(0)
        stage.phone.leave(party(stage, at("carol")))
        await asyncio.sleep(3)
        stage.phone.leave(client)
        await asyncio.sleep(20)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_a_call_for_ones_own_department_goes_first_and_a_department_may_keep_its_calls() -> None:
    extensions = {
        "101": {"phones": ["anna"]},
        "102": {"phones": ["bob"], "group": "sales"},
        "103": {"phones": ["carol"], "group": "sales"},
        "104": {"phones": ["dan"], "group": "board"},
    }
    groups = {"sales": {}, "board": {"may_be_picked_up": False}}

    async def play(stage: Stage) -> None:
        client = await rings(stage)
        await rings(stage, "+2252720001004", SECOND)
        stage.calls(at("anna"), "102")
        await asyncio.sleep(2)
        carol = await dials(stage, "carol", "*8")
        assert at("anna") in "".join(stage.phone.together(carol))
        stage.phone.leave(carol)
        await asyncio.sleep(1)
        again = await dials(stage, "carol", "*8")
        assert stage.phone.together(again) == {client}
        bob = await dials(stage, "bob", "*8")
        await asyncio.sleep(1)
        assert said(stage, bob) == [NOTHING_RINGS.fr]

    on_stage({**COMPANY, "extensions": extensions, "extension_groups": groups}, play, SCRIPT)
