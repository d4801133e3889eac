"""Takes a caller into a conference."""

import asyncio
from typing import ClassVar, Literal

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.spoken import Sentence
from palabre.features.conferences.room import Company, Room, Shown, room_of
from palabre.features.conferences.snapshot import Conference as Known
from palabre.features.conferences.snapshot import Conferences
from palabre.routing.step import ConferenceRef, Step

TRIES = 3
PIN_SECONDS = 10.0
DIGIT_SECONDS = 4.0
JOINED = "conference_joined"
LEFT = "conference_left"


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
    room.enter(call)
    call.seat.returns_to = None
    call.note(JOINED, conference=str(conference.id), members=len(room.members))
    try:
        if len(room.members) > 1 or _was_inside(call, conference, joined_again=True):
            await _sit_down(call, conference, room)
        else:
            await call.start_music()
        await _stay(call, conference, room)
    finally:
        call.seat.bridge = None
        call.note(LEFT, conference=str(conference.id))
        await room.leave(call)


async def _sit_down(call: Call, conference: Known, room: Room) -> None:
    await call.stop_music()
    await call.world.phone.join(room.bridge, call.party)
    call.seat.bridge = room.bridge
    if conference.announce:
        await call.world.phone.tell_all(room.bridge, call.new_id("sound"), [call.world.sounds.beep])
    if conference.record and not room.recorded:
        room.recorded = True
        file = f"conferences/{call.account.id}/{conference.id}/{call.now():%Y%m%dT%H%M%S}.wav"
        await call.world.phone.record_all(room.bridge, call.new_id("recording"), call.world.files / file)
        call.note("conference_recorded", conference=str(conference.id), file=file)


async def _stay(call: Call, conference: Known, room: Room) -> None:
    while True:
        match await call.next_event():
            case Company() if call.music:
                await _sit_down(call, conference, room)
            case Shown():
                return
        call.keys.clear()
        await asyncio.sleep(0)


def _was_inside(call: Call, conference: Known, joined_again: bool = False) -> bool:
    """Whether he was in the room already before this process was restarted."""
    name = str(conference.id)
    been = [each.kind for each in call.log.facts if each.kind in (JOINED, LEFT) and _of(each.data, name)]
    if joined_again:
        been = been[:-1]
    return been[-1:] == [JOINED]


def _of(data: dict[str, object], conference: str) -> bool:
    return data.get("conference") == conference
