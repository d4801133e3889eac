"""Which slots of a company are taken at the moment."""

from dataclasses import dataclass, field
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.dispatcher import Dispatcher
from palabre.features.parking.snapshot import Parking


@dataclass(frozen=True)
class Kept:
    """A slot that a call is on its way to, and the extension that has sent it there."""

    slot: str
    by: UUID


@dataclass
class Lot:
    """The calls of one company by their slots; `kept` are those that do not stand there yet."""

    slots: dict[str, UUID] = field(default_factory=dict)
    kept: dict[UUID, Kept] = field(default_factory=dict)

    def free(self, call: Call) -> list[str]:
        """The slots of the call's company where nobody waits."""
        living = call.world.shared[Dispatcher].sessions
        self.slots = {slot: owner for slot, owner in self.slots.items() if owner in living}
        return [each for each in call.account.part(Parking).slots(call.account) if each not in self.slots]

    def take(self, call: Call, wanted: str) -> str | None:
        """A slot for a call: the wanted one if that is free, else the first free one; None: all are taken."""
        free = self.free(call)
        slot = wanted if wanted in free else next(iter(free), None)
        if slot is not None:
            self.slots[slot] = call.id
        return slot

    def leave(self, call: Call) -> None:
        """A call waits no more."""
        self.kept.pop(call.id, None)
        self.slots = {slot: owner for slot, owner in self.slots.items() if owner != call.id}


class Lots:
    """All of this process, by account."""

    def __init__(self) -> None:
        self.by_account: dict[UUID, Lot] = {}


def lot_of(world: World, account: UUID) -> Lot:
    """A company's slots."""
    lots: Lots = world.shared.setdefault(Lots, Lots())
    return lots.by_account.setdefault(account, Lot())
