"""An account's schedules, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from palabre.calls.directory import Things

QUERY = """
    select account_id, id, name, periods, starts_on, ends_on from schedules where account_id = any($1)
"""


class Period(msgspec.Struct, frozen=True):
    """Week days (ISO: Monday is 1) and local times; an end at or before its start is on the next day."""

    days: frozenset[int]
    start: str
    end: str

    def covers(self, at: datetime) -> bool:
        """Whether a local time lies in it."""
        start, end = time.fromisoformat(self.start), time.fromisoformat(self.end)
        now, today = at.time(), at.isoweekday()
        if start < end:
            return today in self.days and start <= now < end
        yesterday = (today - 2) % 7 + 1
        return (today in self.days and now >= start) or (yesterday in self.days and now < end)


@dataclass(frozen=True)
class Schedule:
    """When something is open."""

    id: UUID
    name: str
    periods: tuple[Period, ...]
    starts_on: date | None = None
    ends_on: date | None = None

    def covers(self, at: datetime, zone: str) -> bool:
        """Whether it is open at an instant, for an account in `zone`."""
        local = at.astimezone(ZoneInfo(zone))
        if self.starts_on and local.date() < self.starts_on:
            return False
        if self.ends_on and local.date() > self.ends_on:
            return False
        return any(each.covers(local) for each in self.periods)


@dataclass(frozen=True)
class Schedules(Things[Schedule]):
    """The schedules by id."""

    kind: ClassVar[str] = "schedule"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Schedule:
        """One schedule."""
        periods = _periods(row["periods"])
        return Schedule(row["id"], row["name"], periods, row["starts_on"], row["ends_on"])


def _periods(stored: Any) -> tuple[Period, ...]:
    if isinstance(stored, str):
        return msgspec.json.decode(stored, type=tuple[Period, ...])
    return msgspec.convert(stored, type=tuple[Period, ...])
