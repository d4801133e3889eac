"""Ends the call, with a cause."""

from typing import ClassVar, Literal

from palabre.calls.call import Call
from palabre.phone.causes import Cause
from palabre.routing.step import Step

CAUSES = {
    "normal": Cause.NORMAL,
    "busy": Cause.BUSY,
    "rejected": Cause.REJECTED,
    "congestion": Cause.CONGESTION,
}


class HangUp(Step):
    """Hangs up; a caller who was not answered yet sees the cause."""

    type: ClassVar[str] = "hang_up"
    icon: ClassVar[str] = "phone-off"
    group: ClassVar[str] = "end"

    cause: Literal["normal", "busy", "rejected", "congestion"] = "normal"

    async def run(self, call: Call) -> None:
        """End it."""
        await call.hang_up(CAUSES[self.cause])
