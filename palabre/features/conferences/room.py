"""Who is in which conference at the moment."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from palabre.calls.call import Call, Told, World
from palabre.features.conferences import facts
from palabre.phone.port import Gone, SwitchRefused


@dataclass(frozen=True)
class Company(Told):
    """Somebody else has come: waiting alone is over."""


@dataclass(frozen=True)
class Shown(Told):
    """The member is shown the door."""


@dataclass(frozen=True)
class Tape:
    """A recording that goes on: its name at the switch, and the file that it becomes."""

    recording: str
    file: str


@dataclass
class Member:
    """One call in a room."""

    call: Call
    since: datetime
    muted: bool = False


@dataclass
class Room:
    """A conference that somebody is in; its bridge is shared by all their calls."""

    world: World
    id: UUID
    locked: bool = False
    tape: Tape | None = None
    members: dict[UUID, Member] = field(default_factory=dict)

    @property
    def bridge(self) -> str:
        """The same after a restart."""
        return f"conference-{self.id}"

    def enter(self, call: Call) -> Member:
        """One more; those who waited alone learn of it."""
        self.world.bridges.add(self.bridge)
        for each in self.members.values():
            each.call.inbox.put_nowait(Company())
        member = self.members[call.id] = Member(call, call.now())
        return member

    async def leave(self, call: Call) -> None:
        """One less; the last one closes the room and unlocks it."""
        member = self.members.pop(call.id, None)
        if member is not None and member.muted and call.gone is None:
            await self.world.phone.mute(call.party, False)
        if call.gone is None and call.seat.bridge == self.bridge:
            call.seat.bridge = None
            with suppress(Gone, SwitchRefused):
                await self.world.phone.part(self.bridge, call.party)
        if not self.members:
            self.locked, self.tape = False, None
            await self.world.phone.disconnect(self.bridge)
            self.world.bridges.discard(self.bridge)

    def lock(self, locked: bool) -> None:
        """Let nobody in any more, or open it again; every member's log knows, whoever leaves first."""
        self.locked = locked
        for each in self.members.values():
            self.note(each.call, facts.LOCKED, locked=locked)

    async def record(self, call: Call) -> None:
        """Keep what is said from now on."""
        file = f"conferences/{call.account.id}/{self.id}/{call.now():%Y%m%dT%H%M%S}.wav"
        self.tape = Tape(call.new_id("recording"), file)
        await self.world.phone.record_all(self.bridge, self.tape.recording, self.target)
        for each in self.members.values():
            self.note_tape(each.call)

    def note_tape(self, call: Call) -> None:
        """A member's log names the file that his voice is in."""
        known = [each.data for each in call.log.facts if each.kind == facts.RECORDED]
        if self.tape is not None and self.tape.recording not in [each["recording"] for each in known]:
            self.note(call, facts.RECORDED, recording=self.tape.recording, file=self.tape.file)

    async def restore(self, member: Member) -> None:
        """What his log knows of the room and of him, after a restart of this process."""
        known = [each for each in member.call.log.facts if each.data.get("conference") == str(self.id)]
        last = {each.kind: each.data for each in known}
        member.muted = last.get(facts.MUTED, {"muted": False})["muted"]
        self.locked = last.get(facts.LOCKED, {"locked": self.locked})["locked"]
        if (kept := last.get(facts.RECORDED)) is not None and self.tape is None:
            self.tape = Tape(kept["recording"], kept["file"])
            await self.world.phone.expect_recording(self.tape.recording, self.target)

    @property
    def target(self) -> Path:
        """Where the recording shall lie."""
        assert self.tape is not None
        return self.world.files / self.tape.file

    def note(self, call: Call, kind: str, **data: object) -> None:
        """A fact about this room in a member's log."""
        call.note(kind, conference=str(self.id), **data)


class Rooms:
    """All rooms of this process, by the id of their conference."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, Room] = {}


def room_of(world: World, conference: UUID) -> Room:
    """The room of a conference, empty or not."""
    rooms: Rooms = world.shared.setdefault(Rooms, Rooms())
    return rooms.by_id.setdefault(conference, Room(world, conference))
