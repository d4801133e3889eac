"""An account's schedules, in memory."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar, Literal, Self
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from palabre.calls.directory import Rows, Things
from palabre.features.hours.opening import Opening, Span, Special, State, opening, span
from palabre.features.hours.public_holidays import PublicHolidays, prepare
from palabre.kit.clock import clock

QUERY = """
    select s.account_id, s.id, s.name, s.index, s.periods, s.starts_on, s.ends_on, s.exceptions, s.holidays,
        s.holidays_off, coalesce(s.holiday_country, a.country) as country, a.time_zone,
        o.state, o.made_at, o.until
    from schedules s join accounts a on a.id = s.account_id
    left join lateral (
        select state, made_at, until from schedule_overrides
        where account_id = s.account_id and schedule_id = s.id order by made_at desc, id desc limit 1
    ) o on true
    where s.account_id = any($1)
"""


@dataclass(frozen=True)
class Override:
    """What somebody has ordered: open or closed, until an instant or (None) until further notice."""

    state: Literal["open", "closed"]
    since: datetime
    until: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it was so already, and still is."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Schedule:
    """When something is open, in the account's time zone; phones dial its `index` behind a feature code."""

    id: UUID
    name: str
    opening: Opening
    zone: ZoneInfo
    index: int | None = None
    override: Override | None = None

    def state(self, at: datetime) -> State:
        """Open or closed at an instant, and why."""
        if self.override is not None and self.override.holds(at):
            return State(self.override.state == "open", "override")
        return self.opening.state(at.astimezone(self.zone))

    def override_bounds(self) -> tuple[datetime, ...]:
        """When the week gave way to an order, and when it comes back into force."""
        order = self.override
        return tuple(each for each in (order.since, order.until) if each) if order else ()


@dataclass(frozen=True)
class Schedules(Things[Schedule]):
    """The schedules by id."""

    kind: ClassVar[str] = "schedule"
    query: ClassVar[str] = QUERY

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, Self]:
        """Each account's schedules; their holidays are computed here, beside the calls that go on."""
        loaded = {each: cls() for each in accounts}
        found = await rows.fetch(cls.query, accounts)
        countries = {row["country"] for row in found if row["holidays"]}
        await asyncio.to_thread(prepare, countries, clock.now().year)
        for row in found:
            loaded[row["account_id"]].by_id[row["id"]] = cls.read(row)
        return loaded

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Schedule:
        """One schedule."""
        ordered = row["state"] in ("open", "closed")
        override = Override(row["state"], row["made_at"], row["until"]) if ordered else None
        zone = ZoneInfo(row["time_zone"])
        return Schedule(row["id"], row["name"], opening_of(row), zone, row["index"], override)

    def at_index(self, index: int | None) -> Schedule | None:
        """The schedule that phones call by an index; without one, that of the lowest."""
        found = {each.index: each for each in self.by_id.values() if each.index is not None}
        return found.get(index if index is not None else min(found, default=0))

    def ordinary(self) -> Self:
        """Without orders to close or open."""
        return type(self)({name: replace(each, override=None) for name, each in self.by_id.items()})

    def put_override(self, schedule: Schedule, override: Override | None) -> None:
        """Let calls follow an order at once; the database hears of it in its own time."""
        self.by_id[schedule.id] = replace(schedule, override=override)


def opening_of(row: Mapping[str, Any]) -> Opening:
    """The rules of a stored schedule."""
    periods, exceptions = _values(row["periods"]), _values(row["exceptions"])
    week = tuple(tuple(_span(each) for each in periods if day in each["days"]) for day in range(1, 8))
    off = frozenset(row["holidays_off"])
    holidays = PublicHolidays(row["country"], off) if row["holidays"] else None
    specials = [_special(each) for each in exceptions]
    return opening(week, specials, holidays, row["starts_on"], row["ends_on"])


def _values(stored: Any) -> Any:
    """JSON, which some connections read for us."""
    return msgspec.json.decode(stored) if isinstance(stored, str) else stored


def _span(stored: Mapping[str, Any]) -> Span:
    return span(stored["start"], stored["end"], stored.get("part"))


def _special(stored: Mapping[str, Any]) -> Special:
    first = date.fromisoformat(stored["starts_on"])
    last = date.fromisoformat(stored.get("ends_on") or stored["starts_on"])
    return Special(stored["name"], first, last, tuple(_span(each) for each in stored["periods"]))
