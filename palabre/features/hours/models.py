"""The table of schedules."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from palabre.kit.tables import Named


class Schedule(Named):
    """Weekly periods `{days: [1..7], start: "08:00", end: "18:00"}`, in force between two dates if given."""

    __tablename__ = "schedules"

    periods: Mapped[list[dict[str, Any]]]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
