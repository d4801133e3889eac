"""The shapes of schedules in the API."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Input, Name, Output, untouched

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]
Day = Annotated[int, Field(ge=1, le=7)]


class DatesReversed(PalabreError):
    """A schedule that ends before it begins."""

    code, status = "dates_reversed", 422
    fr = "La fin ({ends_on}) précède le début ({starts_on})."
    en = "The end ({ends_on}) comes before the start ({starts_on})."


class Period(Input):
    """ISO week days (Monday is 1) and local times; an end at or before the start lies on the next day."""

    days: Annotated[list[Day], Field(min_length=1, max_length=7)]
    start: Clock
    end: Clock


Periods = Annotated[list[Period], Field(max_length=50)]


class ScheduleNew(Input):
    """A schedule: weekly periods, in force between two dates if given."""

    name: Name
    periods: Periods = []
    starts_on: date | None = None
    ends_on: date | None = None


class ScheduleChange(Input):
    """What can change of a schedule."""

    name: Name = untouched()
    periods: Periods = untouched()
    starts_on: date | None = untouched()
    ends_on: date | None = untouched()


class ScheduleOut(Output):
    """A schedule, in the account's time zone."""

    id: UUID
    name: str
    periods: list[Period]
    starts_on: date | None
    ends_on: date | None
    created_at: datetime
    updated_at: datetime
