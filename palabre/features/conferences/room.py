"""Who is in which conference at the moment."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from palabre.calls.call import Call, Told, World


@dataclass(frozen=True)
class Company(Told):
    """Somebody else has come: waiting alone is over."""


@dataclass(frozen=True)
class Shown(Told):
    """The member is shown the door."""


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
    recorded: bool = False
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
        self.members.pop(call.id, None)
        if not self.members:
            self.locked = self.recorded = False
            await self.world.phone.disconnect(self.bridge)
            self.world.bridges.discard(self.bridge)


class Rooms:
    """All rooms of this process, by the id of their conference."""

    def __init__(self) -> None:
        self.by_id: dict[UUID, Room] = {}


def room_of(world: World, conference: UUID) -> Room:
    """The room of a conference, empty or not."""
    rooms: Rooms = world.shared.setdefault(Rooms, Rooms())
    return rooms.by_id.setdefault(conference, Room(world, conference))
