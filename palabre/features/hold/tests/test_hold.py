"""Hold: what the held side hears, and how the holder is reminded of it."""

import asyncio

from palabre.calls.facts import Kind
from palabre.features.hold.in_talk import REMINDED
from palabre.phone.events import Held
from palabre.phone.fake import STOCK
from palabre.phone.script import Answers, Refuses, Script
from tests.company import ident
from tests.stage import Stage, on_stage

ANNA, BOB, TRUNK = "anna@acme.test", "bob@acme.test", "trunk-orange"
COMPANY = {
    "extensions": {"101": {"phones": ["anna"]}, "102": {"phones": ["bob"]}},
    "numbers": {"+2252720001000": "main"},
    "trunks": ["orange"],
    "scenarios": {
        "main": {"number": "300", "document": {"start": "end", "steps": {"end": {"type": "hang_up"}}}}
    },
    "greetings": {"jazz": {"kind": "music", "text": "jazz"}},
    "hold": {"reminder_seconds": 60},
}
SCRIPT = Script(phones={BOB: Answers(1)})


def phone_of(stage: Stage, endpoint: str) -> str:
    """The only party of a phone."""
    (party,) = stage.dispatcher.world.lines.of(endpoint)
    return party


async def talking(stage: Stage) -> tuple[str, str]:
    """Anna has called Bob, and they talk."""
    stage.calls(ANNA, "102")
    await asyncio.sleep(3)
    return phone_of(stage, ANNA), phone_of(stage, BOB)


def music(stage: Stage, party: str) -> list[tuple[str, ...]]:
    """What somebody has heard."""
    return [each.says for each in stage.phone.heard if each.party == party]


def test_the_held_side_hears_the_companys_music_until_it_is_taken_back() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.hold(bob)
        await asyncio.sleep(5)
        (call,) = stage.dispatcher.sessions.values()
        assert list(call.call.holding) == [bob]
        stage.phone.resume(bob)
        await asyncio.sleep(1)
        assert call.call.holding == {}
        (heard,) = [each for each in stage.phone.heard if each.party == anna]
        assert (heard.says, round(heard.seconds)) == (("jazz",), 5)
        assert music(stage, bob) == []
        await asyncio.sleep(100)

    facts = on_stage({**COMPANY, "hold": {"music": "jazz", "reminder_seconds": 60}}, play, SCRIPT).facts
    assert [each["ms"] for each in facts.of(Kind.RESUMED)] == [5000]
    assert REMINDED not in facts.kinds()


def test_the_companys_music_is_heard_though_the_switch_begins_its_own_a_moment_after_it() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.hold(bob)
        await asyncio.sleep(0.1)
        await stage.phone.start_music(anna, [])
        await asyncio.sleep(5)
        stage.phone.resume(bob)
        await asyncio.sleep(1)
        assert music(stage, anna) == [("jazz",), (STOCK,), ("jazz",)]

    on_stage({**COMPANY, "hold": {"music": "jazz", "reminder_seconds": 60}}, play, SCRIPT)


def test_without_music_of_its_own_the_switch_plays_what_it_has() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.hold(anna)
        await asyncio.sleep(5)
        stage.phone.resume(anna)
        await asyncio.sleep(1)
        assert not [each for each in stage.phone.done if "music" in each.verb]
        assert (music(stage, anna), music(stage, bob)) == ([], [])

    on_stage(COMPANY, play, SCRIPT)


def test_a_holder_who_forgets_is_rung_and_goes_on_where_he_picks_up() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.hold(bob)
        await asyncio.sleep(59)
        assert len(stage.phone.legs) == 1
        await asyncio.sleep(4)
        leg = stage.phone.legs[-1]
        assert (leg.endpoint, leg.caller.number, leg.caller.name) == (BOB, "101", "Appel en garde")
        assert stage.phone.together(anna) == {leg.party}
        assert bob not in stage.phone.parties
        (call,) = stage.dispatcher.sessions.values()
        assert call.call.holding == {}
        stage.phone.leave(leg.party)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    facts = on_stage(COMPANY, play, SCRIPT).facts
    talks = [each for each in facts.kinds() if each in (Kind.TALK_STARTED, Kind.TALK_ENDED)]
    assert talks == [Kind.TALK_STARTED, Kind.TALK_ENDED] * 2


def test_the_caller_too_is_reminded_and_keeps_his_call() -> None:
    async def play(stage: Stage) -> None:
        stage.phone.script = Script(phones={BOB: Answers(1), ANNA: Answers(2)})
        anna, bob = await talking(stage)
        stage.phone.hold(anna)
        await asyncio.sleep(65)
        leg = stage.phone.legs[-1]
        assert (leg.endpoint, leg.caller.number) == (ANNA, "102")
        assert stage.phone.together(bob) == {leg.party}
        (call,) = stage.dispatcher.sessions.values()
        assert call.call.party == leg.party
        stage.phone.leave(leg.party)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    assert on_stage(COMPANY, play, SCRIPT).facts.of(Kind.ENDED)[0]["by"] == "caller"


def test_who_does_not_pick_up_is_rung_again_until_he_resumes() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.script = Script()
        stage.phone.hold(bob)
        await asyncio.sleep(61)
        assert stage.dispatcher.world.lines.count(BOB) == 2
        await asyncio.sleep(25)
        assert stage.dispatcher.world.lines.count(BOB) == 1
        await asyncio.sleep(60)
        assert stage.dispatcher.world.lines.count(BOB) == 2
        stage.phone.resume(bob)
        await asyncio.sleep(1)
        assert stage.dispatcher.world.lines.of(BOB) == {bob}
        assert stage.phone.together(anna) == {bob}
        await asyncio.sleep(200)

    assert on_stage(COMPANY, play, SCRIPT).facts.kinds().count(REMINDED) == 2


def test_a_busy_phone_is_tried_again_later() -> None:
    async def play(stage: Stage) -> None:
        _, bob = await talking(stage)
        stage.phone.script = Script(phones={BOB: Refuses()})
        stage.phone.hold(bob)
        await asyncio.sleep(130)
        assert stage.dispatcher.world.lines.count(BOB) == 1

    assert on_stage(COMPANY, play, SCRIPT).facts.kinds().count(REMINDED) == 2


def test_who_waits_may_hang_up_while_the_reminder_rings() -> None:
    async def play(stage: Stage) -> None:
        anna, bob = await talking(stage)
        stage.phone.script = Script()
        stage.phone.hold(bob)
        await asyncio.sleep(62)
        stage.phone.leave(anna)
        await asyncio.sleep(1)
        assert stage.leftovers() == []

    on_stage(COMPANY, play, SCRIPT)


def test_people_outside_are_not_rung_and_the_reminder_can_be_off() -> None:
    async def outside(stage: Stage) -> None:
        stage.calls(TRUNK, "+2252720001000")
        await asyncio.sleep(3)
        (client,) = stage.dispatcher.world.lines.of(TRUNK)
        stage.phone.hold(client)
        await asyncio.sleep(200)

    async def off(stage: Stage) -> None:
        _, bob = await talking(stage)
        stage.phone.hold(bob)
        await asyncio.sleep(4000)

    ring = {"type": "dial_extension", "fields": {"extension": str(ident("102"))}}
    scenarios = {"main": {"document": {"start": "ring", "steps": {"ring": ring}}}}
    assert REMINDED not in on_stage({**COMPANY, "scenarios": scenarios}, outside, SCRIPT).facts.kinds()
    assert REMINDED not in on_stage({**COMPANY, "hold": {}}, off, SCRIPT).facts.kinds()


def test_a_hold_that_is_told_twice_is_one_hold() -> None:
    async def play(stage: Stage) -> None:
        _, bob = await talking(stage)
        stage.dispatcher.take(Held(bob))
        stage.dispatcher.take(Held(bob))
        await asyncio.sleep(1)

    assert on_stage(COMPANY, play, SCRIPT).facts.kinds().count(Kind.HELD) == 1
