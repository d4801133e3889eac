"""Closes or opens a schedule from a phone, and says so in words."""

from datetime import datetime, timedelta
from typing import ClassVar, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.features.hours.override import Ordered, tomorrow
from palabre.features.hours.snapshot import Override, Schedule, Schedules
from palabre.kit.errors import Language
from palabre.routing.step import ScheduleRef, Step

OVERRIDDEN = "schedule_overridden"
"""The fact from which the order reaches the database: id, schedule, state, until, by, extension."""
TOMORROW = 0


class SwitchSchedule(Step):
    """Closes or opens a schedule for some hours (0: until tomorrow, unset: for long), or lifts that."""

    type: ClassVar[str] = "switch_schedule"
    icon: ClassVar[str] = "clock"
    group: ClassVar[str] = "end"

    schedule: ScheduleRef
    state: Ordered
    extension: UUID
    hours: int | None = None

    async def run(self, call: Call) -> None:
        """Give the order, which holds from this moment, and confirm it."""
        await call.answer()
        schedules = call.account.part(Schedules)
        schedule = schedules.get(self.schedule)
        now = call.now()
        until = self._until(now, schedule.zone)
        call.note(
            OVERRIDDEN,
            id=str(uuid4()),
            schedule=str(schedule.id),
            state=self.state,
            until=until.isoformat() if until else None,
            by=call.caller.name or call.caller.number,
            extension=str(self.extension),
        )
        schedules.put_override(
            schedule, None if self.state == "scheduled" else Override(self.state, now, until)
        )
        await self._confirm(call, schedules.get(schedule.id), until)
        await call.hang_up()

    def _until(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        if self.hours is None:
            return None
        return tomorrow(at, zone) if self.hours == TOMORROW else at + timedelta(hours=self.hours)

    async def _confirm(self, call: Call, schedule: Schedule, until: datetime | None) -> None:
        if self.state == "scheduled":
            now_open = schedule.state(call.now()).open
            again = spoken.USUAL_HOURS_OPEN if now_open else spoken.USUAL_HOURS_CLOSED
            texts = [f"{schedule.name}.", again.text(call.language)]
        else:
            texts = [_ordered(schedule.name, self.state, call.language), self._lasting(call, schedule, until)]
        sounds = call.world.sounds
        await call.play([await sounds.spoken(each, call.language) for each in texts])

    def _lasting(self, call: Call, schedule: Schedule, until: datetime | None) -> str:
        if until is None:
            return spoken.UNTIL_FURTHER_NOTICE.text(call.language)
        if self.hours == TOMORROW:
            return spoken.UNTIL_TOMORROW.text(call.language)
        return _until_when(until.astimezone(schedule.zone), call.language)


class NoSchedule(Step):
    """Tells a phone that there is no schedule of the index that it has dialled."""

    type: ClassVar[str] = "no_schedule"
    icon: ClassVar[str] = "clock"
    group: ClassVar[str] = "end"

    async def run(self, call: Call) -> None:
        """Say it."""
        await call.answer()
        await call.say(spoken.SCHEDULE_UNKNOWN)
        await call.hang_up()


def _ordered(name: str, state: Literal["open", "closed"], language: Language) -> str:
    """The order in words; `name` is the schedule's."""
    if language == "fr":
        return f"{name} : " + ("c'est ouvert." if state == "open" else "c'est fermé.")
    return f"{name}: " + ("it is open." if state == "open" else "it is closed.")


def _until_when(local: datetime, language: Language) -> str:
    """Until what time of day, as it is said."""
    if language == "fr":
        minutes = f" {local.minute}" if local.minute else ""
        return f"Jusqu'à {local.hour} heures{minutes}."
    return f"Until {local.hour % 12 or 12}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}."
