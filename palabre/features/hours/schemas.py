"""The shapes of schedules in the API."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from palabre.features.hours.opening import Why
from palabre.features.hours.step import Part
from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Input, Name, Output, untouched

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]
WeekDay = Annotated[int, Field(ge=1, le=7)]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$", max_length=2)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))]
HolidayKey = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class DatesReversed(PalabreError):
    """A schedule or an exception that ends before it begins."""

    code, status = "dates_reversed", 422
    fr = "La fin ({ends_on}) précède le début ({starts_on})."
    en = "The end ({ends_on}) comes before the start ({starts_on})."


class Times(Input):
    """Local times of a day, and that part's name; an end at or before the start lies on the next day."""

    start: Clock
    end: Clock
    part: Part | None = None


class Period(Times):
    """Times of some ISO week days (Monday is 1)."""

    days: Annotated[list[WeekDay], Field(min_length=1, max_length=7)]


class ScheduleException(Input):
    """Days that do not follow the week, from one to another inclusive; closed all day without periods."""

    name: Name
    starts_on: Day
    ends_on: Day | None = Field(None, description="unset: that one day")
    periods: Annotated[list[Times], Field(max_length=20)] = []


Periods = Annotated[list[Period], Field(max_length=50)]
Exceptions = Annotated[list[ScheduleException], Field(max_length=200)]
HolidaysOff = Annotated[list[HolidayKey], Field(max_length=100)]
Index = Annotated[int, Field(ge=1, le=999, description="what phones dial behind a feature code")]


class ScheduleNew(Input):
    """A schedule: weekly periods, exceptions, and whether it is closed on public holidays.

    It is in force between two dates if given. `holidays_off` names holidays on which it is open all the same;
    `holiday_country` is the account's when unset. Without an `index` it gets the lowest free one.
    """

    name: Name
    periods: Periods = []
    starts_on: Day | None = None
    ends_on: Day | None = None
    exceptions: Exceptions = []
    holidays: bool = False
    holiday_country: Country | None = None
    holidays_off: HolidaysOff = []
    index: Index | None = None


class ScheduleChange(Input):
    """What can change of a schedule; an `index` of null takes it off the phones."""

    name: Name = untouched()
    periods: Periods = untouched()
    starts_on: Day | None = untouched()
    ends_on: Day | None = untouched()
    exceptions: Exceptions = untouched()
    holidays: bool = untouched()
    holiday_country: Country | None = untouched()
    holidays_off: HolidaysOff = untouched()
    index: Index | None = untouched()


class ScheduleOut(Output):
    """A schedule, in the account's time zone."""

    id: UUID
    name: str
    index: int | None
    periods: list[Period]
    starts_on: date | None
    ends_on: date | None
    exceptions: list[ScheduleException]
    holidays: bool
    holiday_country: str | None
    holidays_off: list[str]
    created_at: datetime
    updated_at: datetime


class OverrideNew(Input):
    """Open or closed from now on: for some hours, or until an instant, tomorrow, or further notice."""

    state: Literal["open", "closed"]
    hours: Annotated[float, Field(gt=0, le=744)] | None = None
    until: Literal["tomorrow", "further_notice"] | AwareDatetime = "further_notice"


class OverrideOut(Output):
    """An order and who gave it; `scheduled` is the order to follow the schedule again."""

    id: UUID
    state: Literal["open", "closed", "scheduled"]
    made_at: datetime
    until: datetime | None
    made_by: str
    user_id: UUID | None
    extension_id: UUID | None


class StateOut(Output):
    """Open or closed, until when (null: for long), and why; `name` is the exception's or the holiday's."""

    open: bool
    until: datetime | None
    why: Why
    name: str | None
    part: str | None
    override: OverrideOut | None


class StretchOut(Output):
    """A state from one instant to another."""

    start: datetime
    end: datetime
    open: bool
    why: Why
    name: str | None
    part: str | None


class PreviewOut(Output):
    """The states of some days, one after the other without gaps, and the zone in which they are drawn."""

    time_zone: str
    stretches: list[StretchOut]


class HolidayOut(Output):
    """A public holiday; `key` is what `holidays_off` takes."""

    day: date
    key: str
    fr: str
    en: str
