"""Rooms on the fake switch: who is in, what he hears, what a moderator does, what outlives a crash."""

import asyncio
from functools import partial
from typing import Any

import pytest

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.features.conferences import facts as happened
from palabre.features.conferences.commands import (
    ConferenceEmpty,
    conference_member,
    conference_room,
)
from palabre.kit.errors import NotFound
from palabre.phone.events import LiveParty, SwitchUp
from palabre.phone.script import Moment, Press, Script
from palabre.routing.plan import flow_by_key
from palabre.routing.resume import resume
from tests.company import ident
from tests.stage import Stage, on_stage

PHONES = [f"phone{each}" for each in range(22)]
COMPANY: dict[str, Any] = {
    "extensions": {str(100 + place): {"phones": [name]} for place, name in enumerate(PHONES)},
    "conferences": {
        "open": {"number": "800"},
        "quiet": {"number": "801", "announce": False},
        "secret": {"number": "802", "pin": "1234"},
        "taped": {"number": "803", "record": True},
    },
}
ENOUGH = 100


async def come(stage: Stage, number: str, *scripts: Script) -> None:
    """People, one after the other."""
    for script in scripts:
        place = len(stage.phone.parties)
        stage.calls(f"{PHONES[place]}@acme.test", number, script)
        await asyncio.sleep(1)


async def room(stage: Stage, name: str, **more: Any) -> dict[str, Any]:
    return await conference_room(stage.dispatcher, stage.account, {"conference": str(ident(name)), **more})


async def member(stage: Stage, name: str, place: int, muted: bool | None) -> None:
    call = (await room(stage, name))["members"][place]["call"]
    body = {"conference": str(ident(name)), "call": call, "muted": muted}
    await conference_member(stage.dispatcher, stage.account, body)


def tones(stage: Stage) -> list[str]:
    return [each.detail for each in stage.phone.done if each.verb == "tell_all"]


def said(stage: Stage) -> list[str]:
    return [word for each in stage.phone.heard for word in each.says if word != "music"]


def kinds(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


@pytest.mark.parametrize(
    ("number", "expected"), [("800", ["beep", "beep", "beep beep", "beep beep"]), ("801", [])]
)
def test_a_tone_tells_that_somebody_comes_and_two_that_somebody_goes(
    number: str, expected: list[str]
) -> None:
    """The first one waits with music until the second comes."""

    async def play(stage: Stage) -> None:
        await come(stage, number, Script(hangs_up=Moment(40)), Script(hangs_up=Moment(30)))
        await come(stage, number, Script(hangs_up=Moment(10)))
        await asyncio.sleep(ENOUGH)
        assert stage.leftovers() == []

    assert tones(on_stage(COMPANY, play)) == expected


def test_the_pin_may_be_typed_three_times() -> None:
    async def play(stage: Stage) -> None:
        typed = [Press("9999", Moment(1, 1)), Press("12#", Moment(1, 2)), Press("1234", Moment(1, 3))]
        await come(stage, "802", Script(presses=tuple(typed)))
        await asyncio.sleep(10)
        wrong = [Press("9999", Moment(1, place)) for place in (1, 2, 3)]
        await come(stage, "802", Script(presses=tuple(wrong)))
        await asyncio.sleep(20)
        assert len((await room(stage, "secret"))["members"]) == 1

    stage = on_stage(COMPANY, play)
    assert said(stage).count("Composez le code de la conférence.") == 6
    assert "Ce code n'est pas le bon." in said(stage)


def test_the_twenty_first_is_told_that_the_room_is_full() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "801", *[Script()] * 21)
        assert len((await room(stage, "quiet"))["members"]) == 20
        await asyncio.sleep(10)
        assert len(stage.phone.parties) == 20
        stage.phone.leave(next(iter(stage.phone.parties)))
        await come(stage, "801", Script())
        assert len((await room(stage, "quiet"))["members"]) == 20

    assert said(on_stage(COMPANY, play))[0] == "Cette conférence est complète."


def test_a_locked_room_lets_nobody_in_and_is_open_again_when_all_have_left() -> None:
    async def play(stage: Stage) -> None:
        with pytest.raises(ConferenceEmpty):
            await room(stage, "open", locked=True)
        await come(stage, "800", Script(hangs_up=Moment(30)), Script(hangs_up=Moment(30)))
        assert (await room(stage, "open", locked=True))["locked"]
        await come(stage, "800", Script())
        await asyncio.sleep(ENOUGH)
        await come(stage, "800", Script())
        assert len((await room(stage, "open"))["members"]) == 1

    stage = on_stage(COMPANY, play)
    assert said(stage) == [
        "Cette conférence est fermée et n'admet plus personne.",
        "Merci de votre appel. Au revoir.",
    ]
    assert [each["locked"] for each in kinds(stage, happened.LOCKED)] == [True, True]


def test_a_member_is_muted_heard_again_and_shown_out() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "800", Script(), Script(), Script())
        second = list(stage.phone.parties)[1]
        await member(stage, "open", 1, muted=True)
        assert stage.phone.muted == {second}
        await member(stage, "open", 1, muted=False)
        assert stage.phone.muted == set()
        await member(stage, "open", 1, muted=None)
        await asyncio.sleep(10)
        assert second not in stage.phone.parties
        assert len((await room(stage, "open"))["members"]) == 2
        body = {"conference": str(ident("open")), "call": str(ident("nobody")), "muted": True}
        with pytest.raises(NotFound):
            await conference_member(stage.dispatcher, stage.account, body)

    on_stage(COMPANY, play)


def test_after_a_crash_lock_mute_and_recording_are_as_before() -> None:
    """He who began the recording has left before; nobody hears a tone, and no second recording begins."""

    async def play(stage: Stage) -> None:
        await come(stage, "803", Script(), Script(hangs_up=Moment(20)), Script())
        await asyncio.sleep(30)
        await member(stage, "taped", 1, muted=True)
        await room(stage, "taped", locked=True)
        before = await room(stage, "taped")
        (taped,) = {each["recording"] for each in kinds(stage, happened.RECORDED)}
        heard = len(tones(stage))
        await crash(stage)
        await asyncio.sleep(1)
        after = await room(stage, "taped")
        names = ("call", "caller", "muted")
        assert [[each[name] for name in names] for each in after["members"]] == [
            [each[name] for name in names] for each in before["members"]
        ]
        assert [each["muted"] for each in after["members"]] == [False, True]
        assert after["locked"]
        assert len(tones(stage)) == heard
        assert [each.verb for each in stage.phone.done].count("record_all") == 1
        (expected,) = [each for each in stage.phone.done if each.verb == "expect_recording"]
        assert expected.subject == taped
        await come(stage, "803", Script())
        await asyncio.sleep(10)
        assert len((await room(stage, "taped"))["members"]) == 2
        await room(stage, "taped", locked=False)
        await come(stage, "803", Script())
        assert len(kinds(stage, happened.RECORDED)) == 4

    on_stage(COMPANY, play)


def test_a_recording_whose_members_have_all_left_during_a_crash_is_ended_and_kept() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "803", Script(), Script())
        (taped,) = {each["recording"] for each in kinds(stage, happened.RECORDED)}
        (file,) = {each["file"] for each in kinds(stage, happened.RECORDED)}
        stage.phone.parties.clear()
        await stage.dies()
        await asyncio.sleep(ENOUGH)
        ended = [(each.verb, each.subject) for each in stage.phone.done if each.subject == taped]
        assert ended == [("expect_recording", taped), ("stop_recording", taped)]
        (expected,) = [each.detail for each in stage.phone.done if each.verb == "expect_recording"]
        assert expected.endswith(file)
        assert stage.facts.kinds().count(Kind.ENDED) == 2

    on_stage(COMPANY, play)


def test_a_recording_goes_on_as_long_as_one_member_is_there_after_a_crash() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "803", Script(), Script())
        first, _ = stage.phone.parties
        del stage.phone.parties[first]
        await stage.dies()
        await asyncio.sleep(ENOUGH)
        assert "stop_recording" not in {each.verb for each in stage.phone.done}

    on_stage(COMPANY, play)


def test_who_waited_alone_waits_on_after_a_crash() -> None:
    async def play(stage: Stage) -> None:
        await come(stage, "800", Script())
        await crash(stage)
        await asyncio.sleep(1)
        assert len((await room(stage, "open"))["members"]) == 1
        assert stage.phone.bridges == {}
        await come(stage, "800", Script())
        (together,) = stage.phone.bridges.values()
        assert len(together) == 2

    on_stage(COMPANY, play)


async def crash(stage: Stage) -> None:
    """A new process takes the place of the one before, with the switch and the journal as they are."""
    stage.running.cancel()
    await asyncio.gather(stage.running, return_exceptions=True)
    await asyncio.sleep(0)
    world, known = stage.dispatcher.world, list(stage.facts.all)
    world.inboxes.clear()
    world.shared.clear()
    world.bridges.clear()
    stage.dispatcher = Dispatcher(stage.dispatcher.wiring)
    up = SwitchUp(tuple(LiveParty(each, True) for each in stage.phone.parties))
    for left in living(known):
        flow = flow_by_key(stage.account, left.flow or "")
        assert flow is not None
        call = restore(world, stage.account, left, stage.facts)
        taken = partial(resume, flows={flow.key: flow})
        stage.dispatcher.begin(call, adopt(call, left, up, taken))
    stage.running = asyncio.create_task(stage.dispatcher.run())
