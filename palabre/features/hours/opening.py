"""When something is open, by what the clock on the wall shows; pure values, made ready once and asked often.

A period belongs to the day on which it begins. A day with an exception or a public holiday follows only
that: what reaches into it from the evening before ends at midnight, unless it comes from the same exception,
or from an exception into a public holiday. In the hour that daylight saving repeats, a time counts twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

DAY = 24 * 60
ONE_DAY = timedelta(1)

Why = Literal["period", "exception", "holiday", "no_period", "not_in_force", "override"]


@dataclass(frozen=True)
class Span:
    """Minutes of a day, from `start` to before `end` (past 1440: the next day), and that part's name."""

    start: int
    end: int
    part: str | None = None


@dataclass(frozen=True)
class Special:
    """Days that do not follow the week: what is open then; closed all day without spans."""

    name: str
    first: date
    last: date
    spans: tuple[Span, ...] = ()

    @property
    def length(self) -> timedelta:
        """A shorter one goes before a longer one."""
        return self.last - self.first


@dataclass(frozen=True)
class Holiday:
    """A public holiday: its lasting name, and what people call it."""

    key: str
    fr: str
    en: str


HolidayOn = Callable[[date], Holiday | None]


@dataclass(frozen=True)
class State:
    """Open or closed and why, with the exception's name, the holiday, or the part of the day."""

    open: bool
    why: Why
    name: str | None = None
    holiday: Holiday | None = None
    part: str | None = None


@dataclass(frozen=True)
class Program:
    """What one day follows."""

    spans: tuple[Span, ...]
    why: Why
    special: Special | None = None
    holiday: Holiday | None = None

    def state(self, span: Span | None) -> State:
        """Open in a span of it, or closed all around."""
        name = self.special.name if self.special else None
        why = self.why if span or self.why != "period" else "no_period"
        return State(span is not None, why, name, self.holiday, span.part if span else None)

    def reaches(self, following: "Program") -> bool:
        """Whether its late spans go on after midnight."""
        if following.why == "period":
            return True
        if self.special is not None and following.special is not None:
            return self.special is following.special
        return self.special is not None


NOT_IN_FORCE = State(False, "not_in_force")


def _never(_: date) -> None:
    return None


@dataclass(frozen=True)
class Opening:
    """A week, Monday first, with its exceptions (the shortest first) and holidays, between two dates."""

    week: tuple[tuple[Span, ...], ...]
    specials: tuple[Special, ...] = ()
    holiday_on: HolidayOn = _never
    starts_on: date = date.min
    ends_on: date = date.max
    over_midnight: bool = True

    @property
    def parts(self) -> frozenset[str]:
        """What parts of its days are called."""
        every = [*self.week, *(each.spans for each in self.specials)]
        return frozenset(each.part for spans in every for each in spans if each.part)

    def state(self, wall: datetime) -> State:
        """What it is when the clock on the wall shows `wall`."""
        today = wall.date()
        if not self.starts_on <= today <= self.ends_on:
            return NOT_IN_FORCE
        minute = wall.hour * 60 + wall.minute
        program = self.program(today)
        for span in program.spans:
            if span.start <= minute < span.end:
                return program.state(span)
        if self.over_midnight and today > self.starts_on:
            evening = self.program(today - ONE_DAY)
            for span in evening.spans:
                if minute + DAY < span.end and evening.reaches(program):
                    return evening.state(span)
        return program.state(None)

    def program(self, day: date) -> Program:
        """What a day follows: an exception, else a public holiday, else its day of the week."""
        for each in self.specials:
            if each.first <= day <= each.last:
                return Program(each.spans, "exception", special=each)
        holiday = self.holiday_on(day)
        if holiday is not None:
            return Program((), "holiday", holiday=holiday)
        return Program(self.week[day.weekday()], "period")


def minutes(clock: str) -> int:
    """Minutes since midnight of `08:30`."""
    hours, _, rest = clock.partition(":")
    return int(hours) * 60 + int(rest)


def span(start: str, end: str, part: str | None = None) -> Span:
    """A span of two times; an end at or before its start lies on the next day."""
    first, last = minutes(start), minutes(end)
    return Span(first, last if last > first else last + DAY, part)


def opening(
    week: tuple[tuple[Span, ...], ...],
    specials: list[Special],
    holiday_on: HolidayOn | None,
    starts_on: date | None,
    ends_on: date | None,
) -> Opening:
    """Make ready what is then asked often."""
    every = [*week, *(each.spans for each in specials)]
    return Opening(
        week,
        tuple(sorted(specials, key=lambda each: each.length)),
        holiday_on or _never,
        starts_on or date.min,
        ends_on or date.max,
        any(each.end > DAY for spans in every for each in spans),
    )
