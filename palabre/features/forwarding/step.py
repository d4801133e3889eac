"""Forwards a call to any number."""

import re
from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.features import extensions, outbound
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan, flow_of
from palabre.routing.step import NumberRef, Step, TrunkRef, declared_exits
from palabre.routing.variables import Filled, fill

PATIENCE = 60
SEPARATORS = re.compile(r"[\s.()/-]")
Exit = Literal["busy", "no_answer", "unavailable"]


class Forward(Step):
    """Rings a short number or a telephone number, which variables may hold; then the call ends.

    With `seconds`, a call that is not answered goes on by an exit; without, it ends here in any case.
    It stays behind the short number of a queue, menu or mailbox.
    """

    type: ClassVar[str] = "forward"
    icon: ClassVar[str] = "phone-forwarded"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"busy", "unavailable"})

    to: Filled = Field(min_length=1, max_length=200, description="a short number, a number, or {{variable}}")
    seconds: int | None = Field(None, ge=1, le=600, description="how long to ring; unset: the call ends here")
    trunk: TrunkRef | None = Field(None, description="the line to call over; unset: all in turn")
    shown: NumberRef | None = Field(None, description="the own number that is shown; unset: the account's")
    as_caller: bool = Field(False, description="show the caller's number where the line takes it")

    def exits(self) -> tuple[str, ...]:
        """None for one in which the call ends."""
        return declared_exits(type(self)) if self.seconds else ()

    async def run(self, call: Call) -> Exit | Flow | None:
        """Find out who is meant, ring, then talk; what is no number leads to `failed`."""
        digits = SEPARATORS.sub("", fill(self.to, call))
        kind, thing = call.account.part(Plan).short.get(digits, (None, None))
        if kind is None or thing is None:
            missed: Exit | Flow | None = await outbound.place_call(call, self._outside(digits))
        elif kind == "extension":
            ringing = extensions.DialExtension(extension=thing, seconds=self.seconds)
            missed = await ringing.run(call)
        else:
            return flow_of(call.account, kind, thing)
        if missed is None or isinstance(missed, Flow) or self.seconds:
            return missed
        await extensions.WHY[missed].run(call)
        return None

    def _outside(self, number: str) -> outbound.Wanted:
        seconds = self.seconds or PATIENCE
        return outbound.Wanted(number, seconds, self.shown, trunk=self.trunk, as_caller=self.as_caller)
