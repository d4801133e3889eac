"""Takes a caller into a conference."""

import asyncio
from contextlib import suppress
from typing import ClassVar, Literal

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.spoken import Sentence
from palabre.features.conferences import facts
from palabre.features.conferences.room import Company, Room, Shown, room_of
from palabre.features.conferences.snapshot import Conference as Known
from palabre.features.conferences.snapshot import Conferences
from palabre.phone.port import Gone
from palabre.routing.step import ConferenceRef, Step

TRIES = 3
PIN_SECONDS = 10.0
DIGIT_SECONDS = 4.0


class Conference(Step):
    """The caller talks with all who are in the room; it ends when he hangs up or is shown the door.

    A wrong PIN, a locked room and a full one have the exit `refused`.
    """

    type: ClassVar[str] = "conference"
    icon: ClassVar[str] = "users-group"
    group: ClassVar[str] = "people"

    conference: ConferenceRef

    async def run(self, call: Call) -> Literal["refused"] | None:
        """Ask for the PIN, and go in."""
        conference = call.account.part(Conferences).get(self.conference)
        room = room_of(call.world, conference.id)
        await call.answer()
        if not _was_inside(call, conference):
            refusal = await _refusal(call, conference, room)
            if refusal is not None:
                await call.say(refusal)
                return "refused"
        await _take_part(call, conference, room)
        return None


async def _refusal(call: Call, conference: Known, room: Room) -> Sentence | None:
    if conference.pin is not None and not await _knows_pin(call, conference.pin):
        return spoken.PIN_WRONG
    if room.locked:
        return spoken.CONFERENCE_LOCKED
    return spoken.CONFERENCE_FULL if len(room.members) >= conference.max_members else None


async def _knows_pin(call: Call, pin: str) -> bool:
    prompt = await call.world.sounds.sentence(spoken.ENTER_PIN, call.language)
    for _ in range(TRIES):
        await call.play([prompt], cut_by_key=True)
        typed = await call.key(PIN_SECONDS) or ""
        while len(typed) < len(pin) and typed[-1:] not in ("", "#"):
            typed += await call.key(DIGIT_SECONDS) or "#"
        if typed.removesuffix("#") == pin:
            return True
    return False


async def _take_part(call: Call, conference: Known, room: Room) -> None:
    inside = _was_inside(call, conference)
    member = room.enter(call)
    room.note(call, facts.JOINED, members=len(room.members))
    try:
        if inside:
            await room.restore(member)
        if inside and not call.music:
            await _join(call, room)
        elif len(room.members) > 1:
            await _sit_down(call, conference, room)
            await _tell(call, conference, room, 1)
        else:
            await call.start_music()
        await _stay(call, conference, room)
    finally:
        await _get_up(call, conference, room)


async def _sit_down(call: Call, conference: Known, room: Room) -> None:
    await call.stop_music()
    await _join(call, room)
    if room.tape is not None:
        room.note_tape(call)
    elif conference.record:
        await room.record(call)


async def _join(call: Call, room: Room) -> None:
    await call.world.phone.join(room.bridge, call.party)
    call.seat.bridge = room.bridge


async def _get_up(call: Call, conference: Known, room: Room) -> None:
    """When this process stops nobody has left: the switch keeps them together until it is back."""
    if call.log.closed:
        return
    room.note(call, facts.LEFT)
    await room.leave(call)
    if room.members:
        await _tell(call, conference, room, 2)


async def _tell(call: Call, conference: Known, room: Room, tones: int) -> None:
    """One tone: somebody comes; two: somebody goes. One who waits alone is in no bridge."""
    if conference.announce:
        with suppress(Gone):
            sounds = [call.world.sounds.beep] * tones
            await call.world.phone.tell_all(room.bridge, call.new_id("sound"), sounds)


async def _stay(call: Call, conference: Known, room: Room) -> None:
    while True:
        match await call.next_event():
            case Company() if call.music:
                await _sit_down(call, conference, room)
            case Shown():
                return
        call.keys.clear()
        await asyncio.sleep(0)


def _was_inside(call: Call, conference: Known) -> bool:
    """Whether he was in the room already before this process was restarted."""
    been = [each for each in call.log.facts if each.kind in (facts.JOINED, facts.LEFT)]
    mine = [each.kind for each in been if each.data["conference"] == str(conference.id)]
    return mine[-1:] == [facts.JOINED]
