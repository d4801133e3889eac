"""Takes a ringing call away from the phones where it rings."""

from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.spoken import Sentence
from palabre.features.pickup.choose import first
from palabre.features.pickup.ringing import Rings, all_ringing, ringing, waiting_in
from palabre.features.pickup.spoken import NOT_TO_BE_PICKED_UP, NOTHING_RINGS
from palabre.phone.causes import Cause
from palabre.routing.plan import Plan
from palabre.routing.step import Step
from palabre.routing.taking import take_call

PICKED_UP = "picked_up"
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
            if not isinstance(found, Rings):
                refusal = found or refusal
                break
            free = _rings if found.queue is None else _waits
            if await take_call(call, found.call, free, PICKED_UP, to=found.to):
                return
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


def _waits(call: Call) -> bool:
    return call.talk is None


def _rings(call: Call) -> bool:
    return any(ringing(call))
