"""Opening hours as a fork in the road."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features.hours.snapshot import Schedules
from palabre.kit.errors import PalabreError
from palabre.routing.step import ScheduleRef, Step, declared_exits

Part = Annotated[str, StringConstraints(min_length=1, max_length=40)]
"""What a part of the day is called, as in the periods of a schedule."""


class PartName(PalabreError):
    """A part of the day called like an exit that every such step has, or named twice."""

    code, status = "part_name", 422
    fr = "La partie de journée « {part} » est en double ou porte un nom réservé."
    en = "The day part “{part}” is there twice or has a reserved name."


class PartUnknown(PalabreError):
    """An exit for a part of the day that the schedule has not."""

    code, status = "part_unknown", 422
    fr = "L'horaire « {schedule} » n'a pas de partie de journée « {part} »."
    en = "The schedule “{schedule}” has no day part “{part}”."


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
        return "open" if schedule.state(call.now()).open else "closed"


class DayPart(Step):
    """Sends the call a way of its own in each named part of a schedule's day."""

    type: ClassVar[str] = "day_part"
    icon: ClassVar[str] = "sun"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False
    exits_from: ClassVar[str | None] = "parts"

    schedule: ScheduleRef
    parts: tuple[Part, ...] = Field((), max_length=20)

    def exits(self) -> tuple[str, ...]:
        """One for each part, one for the rest of the opening hours, and one for closed."""
        return (*self.parts, *declared_exits(type(self)))

    def problems(self) -> Iterator[PalabreError]:
        """A part must have an exit of its own."""
        reserved = {*declared_exits(type(self)), "failed"}
        for count, part in enumerate(self.parts):
            if part in reserved or part in self.parts[:count]:
                yield PartName(field="parts", part=part)

    def warnings_in(self, account: Account) -> Iterator[PalabreError]:
        """An exit that no caller will ever take."""
        schedule = account.part(Schedules).by_id.get(self.schedule)
        for part in self.parts if schedule else ():
            if schedule and part not in schedule.opening.parts:
                yield PartUnknown(field="parts", schedule=schedule.name, part=part)

    async def run(self, call: Call) -> Literal["open", "closed"] | Part:
        """Look at the clock, and at what this part of the day is called."""
        state = call.account.part(Schedules).get(self.schedule).state(call.now())
        if not state.open:
            return "closed"
        return state.part if state.part in self.parts else "open"
