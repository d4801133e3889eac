"""Takes a transferred call back, from any phone of who has transferred it."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.moving import empty, move
from palabre.calls.parties import talk
from palabre.calls.session import Redirect
from palabre.features.transfer import facts
from palabre.features.transfer.spoken import NOTHING_TO_TAKE_BACK
from palabre.phone.causes import Cause
from palabre.routing.step import Step
from palabre.routing.walk import Do


class TakeBack(Step):
    """The caller talks with the one whom he has transferred last; whoever still rings stops."""

    type: ClassVar[str] = "take_back"
    icon: ClassVar[str] = "arrow-back-up"
    group: ClassVar[str] = "people"

    extension: UUID

    async def run(self, call: Call) -> None:
        """Say so where there is nobody."""
        found = max(_waiting(call, self.extension), key=lambda each: each.log.facts[0].at, default=None)
        await call.answer()
        if found is None:
            await call.say(NOTHING_TO_TAKE_BACK)
            await call.hang_up(Cause.NORMAL)
            return
        party = call.party
        found.seat.returns_to = found.seat.shown = None
        found.note(facts.TAKEN_BACK, to=call.caller.number)
        move(call, found, party)
        empty(call, found)
        found.inbox.put_nowait(Redirect(Do(partial(talk, party=party, to=call.caller.number))))


def _waiting(call: Call, extension: UUID) -> Iterator[Call]:
    """The calls that come back to an extension if nobody takes them."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    for session in dispatcher.sessions.values():
        other = session.call
        if other.id == call.id or other.account.id != call.account.id:
            continue
        if other.seat.returns_to == extension and other.gone is None:
            yield other
