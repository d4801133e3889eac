"""What a schedule will be: its changes, one after the other, for a calendar and for “until when”."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from palabre.features.hours.opening import DAY, ONE_DAY, Opening, State

FAR = timedelta(400)
"""Whatever does not change in so many days counts as lasting."""
MINUTE = timedelta(minutes=1)


class Lasting(Protocol):
    """A schedule, as far as its future goes."""

    @property
    def opening(self) -> Opening: ...

    @property
    def zone(self) -> ZoneInfo: ...

    def state(self, at: datetime) -> State: ...

    def override_bounds(self) -> tuple[datetime, ...]: ...


@dataclass(frozen=True)
class Stretch:
    """A state from one instant to another, both UTC."""

    start: datetime
    end: datetime
    state: State


def stretches(schedule: Lasting, start: datetime, end: datetime) -> Iterator[Stretch]:
    """The states between two instants, without a gap."""
    since, state = start, schedule.state(start)
    for at in sorted(set(_instants(schedule, start, end))):
        found = schedule.state(at)
        if found != state:
            yield Stretch(since, at, state)
            since, state = at, found
    yield Stretch(since, end, state)


def until(schedule: Lasting, at: datetime) -> datetime | None:
    """When it opens or closes next; None when that is far away or never."""
    first, since = schedule.state(at).open, at
    for step in (timedelta(2), timedelta(8), timedelta(60), FAR):
        for each in stretches(schedule, since, since + step):
            if each.state.open != first:
                return each.start
        since += step
    return None


def of_days(schedule: Lasting, first: date, days: int) -> list[Stretch]:
    """The stretches of some days, from local midnight to local midnight."""
    start, end = (_midnight(first + timedelta(each), schedule.zone) for each in (0, days))
    return list(stretches(schedule, start, end))


def _instants(schedule: Lasting, start: datetime, end: datetime) -> Iterator[datetime]:
    """Whenever the state may change: boundaries of days, spans and orders, and changes of the clock."""
    day = start.astimezone(schedule.zone).date() - ONE_DAY
    last = end.astimezone(schedule.zone).date()
    found = list(schedule.override_bounds())
    while day <= last:
        minutes = {0}
        for span in schedule.opening.program(day).spans:
            minutes |= {span.start, span.end}
        for minute in minutes:
            found.extend(_at(day, minute, schedule.zone))
        day += ONE_DAY
    found.extend(_clock_changes(schedule.zone, start, end))
    return (each for each in found if start < each < end)


def _at(day: date, minute: int, zone: ZoneInfo) -> list[datetime]:
    """When the clock on the wall shows it: twice in the hour that is repeated."""
    wall = datetime.combine(day + ONE_DAY * (minute // DAY), time(minute % DAY // 60, minute % 60), zone)
    return [each.astimezone(UTC) for each in (wall, wall.replace(fold=1))]


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """When daylight saving begins or ends, to the minute."""
    at = start
    while at < end:
        following = min(at + ONE_DAY, end)
        if _offset(at, zone) != _offset(following, zone):
            low, high = at, following
            while high - low > MINUTE:
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(middle, zone) == _offset(at, zone) else (low, middle)
            yield high.replace(second=0, microsecond=0)
        at = following


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()
