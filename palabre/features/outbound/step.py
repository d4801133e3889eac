"""Rings a number outside."""

from typing import ClassVar

from pydantic import Field

from palabre.calls.call import Call
from palabre.features.outbound.place_call import Result, Wanted, place_call
from palabre.routing.flow import Flow
from palabre.routing.step import NumberRef, Step
from palabre.routing.variables import Filled, fill

PATIENCE = 60


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
