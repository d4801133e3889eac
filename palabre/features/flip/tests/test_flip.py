"""A conversation goes on at another phone of the same extension."""

import asyncio
from typing import Any

from palabre.calls.adopt import living
from palabre.calls.facts import Kind
from palabre.features.flip.spoken import NO_CALL_TO_MOVE
from palabre.kit import discover
from palabre.phone.script import Answers, Rings, Script
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": ["anna", "mobile", "tablet"]}, "102": {"phones": ["bob"]}},
}
SCRIPT = Script(phones={"anna@acme.test": Answers(1), "bob@acme.test": Answers(1)}, others=Rings())


def at(name: str) -> str:
    """A phone's SIP identity."""
    return f"{name}@acme.test"


def party(stage: Stage, endpoint: str) -> str:
    """The only party of a phone."""
    (found,) = stage.dispatcher.world.lines.of(endpoint)
    return found


async def talks(stage: Stage, caller: str, number: str) -> tuple[str, str]:
    """Two talk; their parties."""
    stage.calls(at(caller), number)
    await asyncio.sleep(3)
    return party(stage, at("anna")), party(stage, at("bob"))


async def flips(stage: Stage, phone: str) -> str:
    """Somebody dials the code at a phone; its party."""
    stage.calls(at(phone), "*9")
    await asyncio.sleep(1)
    return party(stage, at(phone))


def test_who_was_called_goes_on_at_another_phone() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talks(stage, "bob", "101")
        mobile = await flips(stage, "mobile")
        assert stage.phone.together(bob) == {mobile}
        assert anna not in stage.phone.parties
        tablet = await flips(stage, "tablet")
        assert stage.phone.together(bob) == {tablet}
        stage.phone.leave(tablet)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play, SCRIPT).facts
    assert [each["with"] for each in facts.of(Kind.TALK_STARTED)] == ["101"] * 3


def test_who_has_called_goes_on_at_another_phone_and_nobody_is_without_the_other() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talks(stage, "anna", "102")
        stage.phone.done.clear()
        mobile = await flips(stage, "mobile")
        verbs = [(each.verb, each.subject) for each in stage.phone.done]
        assert verbs.index(("hang_up", anna)) > next(
            i for i, each in enumerate(verbs) if each[0] == "connect"
        )
        assert stage.phone.together(bob) == {mobile}
        (session,) = stage.dispatcher.sessions.values()
        assert (session.call.party, session.call.caller.number) == (mobile, "101")
        stage.phone.leave(mobile)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play, SCRIPT).facts
    assert facts.of(Kind.ENDED)[-1]["by"] == "caller"


def test_a_call_on_hold_is_taken_over_too() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talks(stage, "bob", "101")
        stage.phone.hold(anna)
        await asyncio.sleep(2)
        mobile = await flips(stage, "mobile")
        assert stage.phone.together(bob) == {mobile}
        assert stage.phone.done[-2].verb != "start_music"
        (session,) = stage.dispatcher.sessions.values()
        assert session.call.holding == {}
        await asyncio.sleep(100)
        assert len(stage.phone.legs) == 3

    on_stage(COMPANY, play, SCRIPT)


def test_nothing_to_move_is_said_and_colleagues_calls_stay_where_they_are() -> None:
    async def play(stage: Stage) -> None:
        await talks(stage, "bob", "101")
        company = stage.phone.bridges.copy()
        stage.phone.leave(party(stage, at("anna")))
        await asyncio.sleep(1)
        mobile = await flips(stage, "mobile")
        assert [each.says for each in stage.phone.heard if each.party == mobile] == [(NO_CALL_TO_MOVE.fr,)]
        await asyncio.sleep(20)
        assert company and stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_a_program_rings_the_other_phone_and_the_conversation_goes_on_there() -> None:
    async def play(stage: Stage) -> None:
        _, bob = await talks(stage, "bob", "101")
        stage.phone.script = Script(phones={at("mobile"): Answers(2)})
        wish = {"from": "101", "device": at("mobile"), "to": "*9"}
        commands = [each.COMMANDS for each in discover.modules("palabre.features", "commands")]
        originate = next(each["originate"] for each in commands if "originate" in each)
        await originate(stage.dispatcher, stage.account, wish)
        await asyncio.sleep(4)
        assert stage.phone.together(bob) == {party(stage, at("mobile"))}

    on_stage(COMPANY, play, SCRIPT)


def test_a_conversation_that_has_moved_survives_a_restart() -> None:
    async def play(stage: Stage) -> None:
        await talks(stage, "anna", "102")
        mobile = await flips(stage, "mobile")
        left = next(each for each in living(stage.facts.all) if each.talking_with is not None)
        assert (left.party, left.parties) == (mobile, frozenset({mobile, party(stage, at("bob"))}))

    on_stage(COMPANY, play, SCRIPT)
