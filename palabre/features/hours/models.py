"""The tables of schedules, and of the orders to open or close out of turn."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named, Thing


class Schedule(Named):
    """Weekly periods `{days: [1..7], start: "08:00", end: "18:00", part}`, in force between two dates.

    Exceptions `{name, starts_on, ends_on, periods}` go before public holidays, and those before the week.
    """

    __tablename__ = "schedules"

    index: Mapped[int | None]
    periods: Mapped[list[dict[str, Any]]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    exceptions: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    holidays: Mapped[bool] = mapped_column(default=False)
    holiday_country: Mapped[str | None]
    holidays_off: Mapped[list[str]] = mapped_column(default=list)


class ScheduleOverride(Thing):
    """An order to open or close until an instant, or (`scheduled`) to follow the schedule, and its author."""

    __tablename__ = "schedule_overrides"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("schedules.id"))
    state: Mapped[str]
    made_at: Mapped[datetime]
    until: Mapped[datetime | None]
    made_by: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    extension_id: Mapped[UUID | None] = mapped_column(ForeignKey("extensions.id"))
