"""Rings a number outside."""

from typing import ClassVar
from uuid import UUID

from pydantic import Field

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features import numbers
from palabre.features.outbound.place_call import Result, Wanted, place_call
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.step import NumberRef, Step
from palabre.routing.tell import Tell
from palabre.routing.variables import Filled, fill

PATIENCE = 60
WHY = {
    "busy": Tell(sentence=spoken.EXTENSION_BUSY, cause=Cause.BUSY),
    "no_answer": Tell(sentence=spoken.NO_ANSWER, cause=Cause.NO_ANSWER),
    "unavailable": Tell(sentence=spoken.TRUNK_FAILED, cause=Cause.CONGESTION, always=True),
}

WITHOUT_NUMBER = Tell(sentence=spoken.CALLER_NUMBER_MISSING, cause=Cause.REJECTED, always=True, refused=True)


class DialNumber(Step):
    """Rings a telephone number over the account's trunks; the call ends after the conversation."""

    type: ClassVar[str] = "dial_number"
    icon: ClassVar[str] = "phone-outgoing"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"busy", "unavailable"})

    number: Filled = Field(min_length=1, max_length=100)
    seconds: int = Field(PATIENCE, ge=1, le=600, description="how long to ring")
    shown: NumberRef | None = Field(None, description="the number that is shown; unset: the account's")

    async def run(self, call: Call) -> Result | Flow | None:
        """Ring, then talk."""
        return await place_call(call, Wanted(fill(self.number, call), self.seconds, self.shown))


def flow_to(account: Account, number: str, shown: UUID | None) -> Flow:
    """What happens when an extension dials an outside number."""
    if account.part(numbers.Numbers).default() is None:
        return single("outside", WITHOUT_NUMBER)
    return single("outside", DialNumber(number=number, seconds=PATIENCE, shown=shown), dict(WHY))
