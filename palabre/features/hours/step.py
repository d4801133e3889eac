"""Opening hours as a fork in the road."""

from typing import ClassVar, Literal

from palabre.calls.call import Call
from palabre.features.hours.snapshot import Schedules
from palabre.routing.step import ScheduleRef, Step


class Hours(Step):
    """Sends the call one way in working hours and another way outside them."""

    type: ClassVar[str] = "hours"
    icon: ClassVar[str] = "clock"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False

    schedule: ScheduleRef

    async def run(self, call: Call) -> Literal["open", "closed"]:
        """Look at the clock of the account's time zone."""
        schedule = call.account.part(Schedules).get(self.schedule)
        return "open" if schedule.covers(call.now(), call.account.time_zone) else "closed"
