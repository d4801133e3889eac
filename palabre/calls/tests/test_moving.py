"""Parties take the caller's place and go from call to call; emptied calls end, nobody is left behind."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

from palabre.calls.adopt import living
from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.moving import empty, hand_over, move, take_place
from palabre.calls.session import Order, Redirect
from palabre.phone.events import Caller
from palabre.phone.script import Answers, Rings, Script
from palabre.routing.walk import TalkHere
from tests.stage import Stage, on_stage

COMPANY = {
    "extensions": {
        "101": {"phones": ["anna"]},
        "102": {"phones": ["bob"]},
        "103": {"phones": ["carol"]},
        "104": {"phones": ["dan"], "ring_seconds": 5},
    }
}
SCRIPT = Script(
    phones={"bob@acme.test": Answers(1), "dan@acme.test": Answers(1), "anna@acme.test": Rings()},
    others=Rings(),
)


def call_of(stage: Stage, endpoint: str) -> Call:
    """The call that a phone has begun."""
    return next(
        each.call for each in stage.dispatcher.sessions.values() if each.call.party.startswith(endpoint)
    )


async def order(call: Call, act: Callable[[Call], Awaitable[None]]) -> None:
    """Have something done with a call."""
    call.inbox.put_nowait(Order(act))
    await asyncio.sleep(0.1)


def phone_of(stage: Stage, name: str) -> str:
    """The only party of a phone."""
    (party,) = stage.dispatcher.world.lines.of(f"{name}@acme.test")
    return party


def kinds(stage: Stage, call: UUID) -> list[str]:
    """What happened in one call."""
    return [each.kind for each in stage.facts.all if each.call == call]


def test_a_call_outlives_its_caller_when_another_party_takes_his_place() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", "102")
        await asyncio.sleep(3)
        call, anna, bob = call_of(stage, "anna"), phone_of(stage, "anna"), phone_of(stage, "bob")
        call.inbox.put_nowait(Redirect(call.seat.step))  # to 102 again: nobody but anna was there

        async def leaves(call: Call) -> None:
            hand_over(call, bob, Caller("102"))
            await stage.phone.hang_up(anna)

        await order(call, leaves)
        assert (call.party, call.gone, anna in call.parties) == (bob, None, False)
        stage.phone.leave(bob)
        await stage.facts.ended.wait()
        await asyncio.sleep(0.1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play, SCRIPT).facts
    assert facts.of(Kind.PARTY_MOVED)[0]["caller"] == "102"
    assert facts.of(Kind.ENDED)[0]["by"] == "caller"


def test_a_party_joins_the_talk_of_another_call_and_the_emptied_one_names_it() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", "102")
        stage.calls("carol@acme.test", "104")
        await asyncio.sleep(3)
        first, second = call_of(stage, "anna"), call_of(stage, "carol")
        bob, dan = phone_of(stage, "bob"), phone_of(stage, "dan")

        async def joins(call: Call) -> None:
            assert call.talk is not None
            call.talk.pause()
            await stage.phone.hang_up(bob)
            move(second, call, dan)
            empty(second, call)
            call.inbox.put_nowait(Redirect(TalkHere(call.talk.bridge, dan, "104")))

        await order(first, joins)
        assert list(stage.dispatcher.sessions) == [first.id]
        assert stage.phone.together(dan) == {first.party}
        assert stage.dispatcher.world.lines.parties[dan].call == first.id
        assert [each["into"] for each in stage.facts.of(Kind.ENDED)] == [str(first.id)]
        await asyncio.sleep(4)
        stage.phone.leave(dan)
        await asyncio.sleep(0.1)
        assert stage.leftovers() == []
        talks = [each for each in kinds(stage, first.id) if each in (Kind.TALK_STARTED, Kind.TALK_ENDED)]
        assert talks == [Kind.TALK_STARTED, Kind.TALK_ENDED] * 2

    on_stage(COMPANY, play, SCRIPT)


def test_a_party_takes_the_place_of_a_caller_who_hears_ringing_and_is_connected_when_it_is_answered() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", "102")
        await asyncio.sleep(3)
        stage.calls("carol@acme.test", "104")
        await asyncio.sleep(0.5)
        first, second = call_of(stage, "anna"), call_of(stage, "carol")
        bob, carol = phone_of(stage, "bob"), phone_of(stage, "carol")

        async def goes(call: Call) -> None:
            move(call, second, bob)
            empty(call, second)
            await take_place(second, bob, Caller("102"))
            await stage.phone.hang_up(carol)

        await order(first, goes)
        assert [each.detail for each in stage.phone.done if each.verb == "ring"][-1:] == [""]
        await asyncio.sleep(3)
        assert stage.phone.together(bob) == {phone_of(stage, "dan")}
        stage.phone.leave(bob)
        await asyncio.sleep(0.1)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_what_happens_to_a_party_that_has_moved_is_told_to_its_new_call() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", "102")
        stage.calls("carol@acme.test", "104")
        await asyncio.sleep(3)
        first, second = call_of(stage, "anna"), call_of(stage, "carol")
        bob = phone_of(stage, "bob")

        async def goes(call: Call) -> None:
            stage.phone.leave(bob)
            await asyncio.sleep(0)  # his hang-up waits in the first call's inbox now
            move(call, second, bob)

        await order(first, goes)
        assert bob not in second.parties
        stage.phone.leave(second.party)
        stage.phone.leave(first.party)
        await asyncio.sleep(0.1)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_after_a_restart_everybody_is_where_he_went() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("anna@acme.test", "102")
        stage.calls("carol@acme.test", "104")
        await asyncio.sleep(3)
        first, second = call_of(stage, "anna"), call_of(stage, "carol")
        anna, bob = phone_of(stage, "anna"), phone_of(stage, "bob")

        async def lends(call: Call) -> None:
            assert call.talk is not None
            call.talk.pause()
            move(call, second, bob)

        await order(first, lends)
        lefts = {each.facts[0].call: each for each in living(stage.facts.all)}
        assert lefts[first.id].parties == {anna}
        assert bob in lefts[second.id].parties
        assert lefts[first.id].talking_with == bob
        for each in list(stage.phone.parties):
            stage.phone.leave(each)
        await asyncio.sleep(0.1)

    on_stage(COMPANY, play, SCRIPT)
