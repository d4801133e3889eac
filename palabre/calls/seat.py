"""What belongs to a caller's place in a call, so that another party can take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from palabre.phone.events import Caller, PartyEvent
from palabre.phone.port import Sound

if TYPE_CHECKING:
    from palabre.calls.call import Call
    from palabre.calls.world import Told


class Lent(Protocol):
    """Who has lent a call its caller, and wants him back."""

    async def take(self, event: PartyEvent | Told) -> bool:
        """Look at what happens in the borrowing call; True when it shall not know."""
        ...

    async def over(self) -> None:
        """The borrowing call has nothing more for him."""
        ...


@dataclass
class Seat:
    """The caller's place.

    He hears `sounds` as long as there is music, ringing while it `rings`, those in `bridge`; with any of
    these, or when he just `waits`, whoever takes his place needs no new beginning of the step (`step`, a
    target of the walk). `shown` is who those whom the call rings believe to be called by, if not the caller.
    `returns_to` is the extension that has transferred the call, until somebody takes it. `taken`: a
    colleague takes the call away from the phones that ring. `lent` is who
    wants the caller back, `lends` the same for the call that he was lent from. `into` is the call that its
    party has gone to. `over`: the call is ending, and nobody comes to it any more.
    """

    sounds: Sequence[Sound] = ()
    waits: bool = False
    rings: bool = False
    bridge: str | None = None
    step: Any = None
    shown: Caller | None = None
    returns_to: UUID | None = None
    taken: bool = False
    lent: Lent | None = None
    lends: Lent | None = None
    into: UUID | None = None
    over: bool = False

    @property
    def shared(self) -> bool:
        """Whether somebody is in two calls at the moment: then nobody else's place in them changes."""
        return self.lent is not None or self.lends is not None


def shown(call: Call) -> Caller:
    """Who calls, for the phones that the call rings."""
    return call.seat.shown or call.caller
