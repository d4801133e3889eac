"""When schedules are open: tables, and the state against the preview at every minute, as clocks change."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from palabre.features.hours.opening import Opening, Span, Special, opening, span
from palabre.features.hours.preview import Stretch, of_days, stretches, until
from palabre.features.hours.public_holidays import PublicHolidays
from palabre.features.hours.snapshot import Override, Schedule

PARIS, ABIDJAN = "Europe/Paris", "Africa/Abidjan"
NIGHT = (span("22:00", "02:30"),)
EVERY_DAY = tuple([NIGHT] * 7)


def schedule(rules: Opening, zone: str, override: Override | None = None) -> Schedule:
    return Schedule(UUID(int=1), "Office", rules, ZoneInfo(zone), override=override)


def weekly(*spans: Span, specials: list[Special] | None = None, country: str | None = None) -> Opening:
    holidays = PublicHolidays(country) if country else None
    return opening(tuple([spans] * 7), specials or [], holidays, None, None)


def opened(rules: Opening, zone: str, first: date, days: int = 1) -> list[tuple[str, str]]:
    """The open stretches in UTC, as `day hour:minute`."""
    found = of_days(schedule(rules, zone), first, days)
    return [(f"{each.start:%d %H:%M}", f"{each.end:%d %H:%M}") for each in found if each.state.open]


@pytest.mark.parametrize(
    ("zone", "first", "expected"),
    [
        pytest.param(PARIS, date(2026, 3, 27), [("27 07:00", "27 17:00")], id="Paris in winter"),
        pytest.param(PARIS, date(2026, 3, 29), [("29 06:00", "29 16:00")], id="Paris, the day summer begins"),
        pytest.param(PARIS, date(2026, 10, 25), [("25 07:00", "25 17:00")], id="Paris, the day it ends"),
        pytest.param(ABIDJAN, date(2026, 3, 29), [("29 08:00", "29 18:00")], id="no such thing in Abidjan"),
        pytest.param("Asia/Kolkata", date(2026, 3, 29), [("29 02:30", "29 12:30")], id="half an hour off"),
        pytest.param("Pacific/Kiritimati", date(2026, 3, 29), [("28 18:00", "29 04:00")], id="far east"),
    ],
)
def test_periods_are_what_the_clock_on_the_wall_shows(
    zone: str, first: date, expected: list[tuple[str, str]]
) -> None:
    assert opened(weekly(span("08:00", "18:00")), zone, first) == expected


def test_a_night_over_the_beginning_of_summer_is_an_hour_shorter() -> None:
    """At 02:00 it becomes 03:00: 02:30 never comes, so it closes when 03:00 does."""
    rules = weekly(span("22:00", "02:30"))
    assert opened(rules, PARIS, date(2026, 3, 28), 2)[1] == ("28 21:00", "29 01:00")


def test_a_night_over_the_end_of_summer_has_its_half_hour_twice() -> None:
    """From 03:00 it becomes 02:00 again: until 02:30 comes, twice."""
    rules = weekly(span("22:00", "02:30"))
    night = opened(rules, PARIS, date(2026, 10, 24), 2)[1:3]
    assert night == [("24 20:00", "25 00:30"), ("25 01:00", "25 01:30")]


def test_a_period_within_the_hour_that_never_comes_is_left_out() -> None:
    rules = weekly(span("02:10", "02:50"))
    assert opened(rules, PARIS, date(2026, 3, 29)) == []
    assert opened(rules, PARIS, date(2026, 3, 30)) == [("30 00:10", "30 00:50")]


DAY_OFF = Special("Off", date(2026, 5, 20), date(2026, 5, 20))
LATE = Special("Late", date(2026, 5, 20), date(2026, 5, 21), (span("22:00", "02:00"),))
EVE = Special("Eve", date(2026, 12, 31), date(2026, 12, 31), (span("20:00", "02:00"),))


@pytest.mark.parametrize(
    ("rules", "at", "expected"),
    [
        (weekly(span("22:00", "06:00"), specials=[DAY_OFF]), "2026-05-19 23:59", (True, "period")),
        (weekly(span("22:00", "06:00"), specials=[DAY_OFF]), "2026-05-20 00:00", (False, "exception")),
        (weekly(span("22:00", "06:00"), specials=[DAY_OFF]), "2026-05-20 23:59", (False, "exception")),
        (weekly(span("22:00", "06:00"), specials=[DAY_OFF]), "2026-05-21 01:00", (False, "no_period")),
        (weekly(specials=[LATE]), "2026-05-20 01:00", (False, "exception")),
        (weekly(specials=[LATE]), "2026-05-21 01:59", (True, "exception")),
        (weekly(specials=[LATE]), "2026-05-22 01:59", (True, "exception")),
        (weekly(specials=[LATE]), "2026-05-22 02:00", (False, "no_period")),
        (weekly(specials=[LATE, DAY_OFF]), "2026-05-20 23:00", (False, "exception")),
        (weekly(span("22:00", "06:00"), country="CI"), "2026-08-07 01:00", (False, "holiday")),
        (weekly(country="CI", specials=[EVE]), "2027-01-01 01:59", (True, "exception")),
        (weekly(country="CI", specials=[EVE]), "2027-01-01 02:00", (False, "holiday")),
        (weekly(span("00:00", "00:00")), "2026-05-20 23:59", (True, "period")),
    ],
)
def test_exceptions_go_before_holidays_and_those_before_the_week(
    rules: Opening, at: str, expected: tuple[bool, str]
) -> None:
    state = rules.state(datetime.fromisoformat(at))
    assert (state.open, state.why) == expected


def test_an_order_ends_by_itself_and_the_week_goes_on() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    ends = at + timedelta(hours=2)
    ordered = schedule(weekly(span("08:00", "18:00")), ABIDJAN, Override("closed", at, ends))
    assert (ordered.state(at).open, until(ordered, at)) == (False, ends)
    assert ordered.state(ends).open
    assert until(ordered, ends) == datetime(2026, 3, 2, 18, tzinfo=UTC)


def test_what_never_changes_has_no_end() -> None:
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert until(schedule(weekly(), ABIDJAN), at) is None
    assert until(schedule(weekly(span("00:00", "00:00")), ABIDJAN), at) is None
    assert until(schedule(weekly(span("08:00", "18:00")), ABIDJAN, Override("closed", at)), at) is None


CLOCKS = some.builds(lambda minute: f"{minute // 60:02}:{minute % 60:02}", some.integers(0, 1439))
NEAR_MIDNIGHT = some.sampled_from(["00:00", "00:01", "02:00", "02:30", "03:00", "12:00", "23:59"])
SPANS = some.lists(some.builds(span, CLOCKS | NEAR_MIDNIGHT, CLOCKS | NEAR_MIDNIGHT), max_size=3).map(tuple)
CHANGES = [(PARIS, date(2026, 3, 28)), (PARIS, date(2026, 10, 24)), (ABIDJAN, date(2026, 3, 28))]
CHANGES += [("America/New_York", date(2026, 11, 1)), ("Australia/Lord_Howe", date(2026, 4, 4))]
CHANGES += [("Africa/Cairo", date(2026, 4, 23)), ("America/Santiago", date(2026, 9, 5))]


def _special(one: date, other: date, spans: tuple[Span, ...]) -> Special:
    return Special("Special", min(one, other), max(one, other), spans)


@some.composite
def lived_through(draw: some.DrawFn) -> tuple[Schedule, datetime]:
    """Some schedule, and the beginning of three days in which its zone may change its clocks."""
    zone, first = draw(some.sampled_from(CHANGES))
    dates = some.integers(-2, 3).map(lambda each: first + timedelta(each))
    specials = draw(some.lists(some.builds(_special, dates, dates, SPANS), max_size=2))
    week = tuple(draw(SPANS) for _ in range(7))
    holidays = draw(some.sampled_from([None, PublicHolidays("CI"), PublicHolidays("FR")]))
    rules = opening(week, specials, holidays, draw(some.none() | dates), draw(some.none() | dates))
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    ends = draw(some.none() | some.integers(1, 4000).map(lambda each: start + timedelta(minutes=each)))
    began = start + timedelta(minutes=draw(some.integers(-4000, 4000)))
    override = draw(some.sampled_from([None, Override("open", began, ends), Override("closed", began, ends)]))
    return schedule(rules, zone, override), start


@settings(deadline=None, max_examples=60)
@given(lived_through())
def test_the_state_of_every_minute_is_that_of_the_preview(lived: tuple[Schedule, datetime]) -> None:
    known, start = lived
    shown: list[Stretch] = list(stretches(known, start, start + timedelta(3)))
    assert [each.start for each in shown[1:]] == [each.end for each in shown[:-1]]
    for each in shown:
        minutes = int((each.end - each.start) / timedelta(minutes=1))
        states = {known.state(each.start + timedelta(minutes=count)) for count in range(minutes)}
        assert states == {each.state}
