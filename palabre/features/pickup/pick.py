"""Takes a ringing call away from the phones where it rings."""

import asyncio
from functools import partial
from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.moving import empty, move
from palabre.calls.parties import talk
from palabre.calls.session import Order, Redirect
from palabre.calls.spoken import Sentence
from palabre.features.pickup.choose import first
from palabre.features.pickup.ringing import Rings, all_ringing, ringing, waiting_in
from palabre.features.pickup.spoken import NOT_TO_BE_PICKED_UP, NOTHING_RINGS
from palabre.phone.causes import Cause
from palabre.routing.plan import Plan
from palabre.routing.step import Step
from palabre.routing.walk import Do

PICKED_UP = "picked_up"
PATIENCE_SECONDS = 3.0
TRIES = 5
"""So many colleagues may be quicker."""


class PickUp(Step):
    """Who dials the code talks with a caller for whom a colleague's phone rings, or who stands in line.

    `at` is the short number of an extension or of a queue; without it any call of the company will do.
    """

    type: ClassVar[str] = "pick_up"
    icon: ClassVar[str] = "phone-incoming"
    group: ClassVar[str] = "people"

    extension: UUID
    at: str = ""

    async def run(self, call: Call) -> None:
        """Take it; when somebody was quicker, the next one, or say that there is none."""
        await call.answer()
        refusal = NOTHING_RINGS
        for _ in range(TRIES):
            found = self._choose(call)
            if isinstance(found, Rings) and await _take(call, found):
                return
            if not isinstance(found, Rings):
                refusal = found or refusal
                break
        await call.say(refusal)
        await call.hang_up(Cause.NORMAL)

    def _choose(self, call: Call) -> Rings | Sentence | None:
        if not self.at:
            return first(call.account, self.extension, all_ringing(call))
        kind, thing = call.account.part(Plan).short.get(self.at, ("", UUID(int=0)))
        if kind == "queue":
            return next(waiting_in(call, thing), None)
        there = [each for each in all_ringing(call) if kind == "extension" and each.extension == thing]
        return first(call.account, self.extension, there) or (NOT_TO_BE_PICKED_UP if there else None)


async def _take(call: Call, wanted: Rings) -> bool:
    """Whether the call was still to be had: it is decided in that call, between two of its events."""
    decided: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    party, digits = call.party, call.caller.number

    async def act(other: Call) -> None:
        free = any(ringing(other)) if wanted.queue is None else _waits(other)
        if free:
            move(call, other, party)
            other.seat.taken = True
            other.note(PICKED_UP, by=digits, to=wanted.to)
            other.inbox.put_nowait(Redirect(Do(partial(_talk, party=party, to=digits))))
        if not decided.done():
            decided.set_result(free)
        if free:
            empty(call, other)

    wanted.call.inbox.put_nowait(Order(act))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await decided
    except TimeoutError:
        return False


def _waits(call: Call) -> bool:
    return call.talk is None and call.gone is None and not call.seat.taken


async def _talk(call: Call, party: str, to: str) -> None:
    call.seat.taken = False
    await talk(call, party, to)
