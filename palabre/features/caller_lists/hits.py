"""Which calls of the last days a rule would have hit."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.accounts import country_of
from palabre.features.caller_lists.entries import read
from palabre.features.caller_lists.match import NEVER, Matcher, matcher
from palabre.features.caller_lists.models import CallerList
from palabre.features.caller_lists.schemas import HitOut, HitsIn, HitsOut
from palabre.features.caller_lists.snapshot import micros, read_entries
from palabre.features.caller_lists.traits import Subject
from palabre.kit.clock import clock
from palabre.kit.db import account_of, raw_of
from palabre.kit.errors import NotFound
from palabre.kit.rows import find

Refuses = Literal["listed", "others", "nobody"]
MOST_GROUPS = 100_000
SECONDS = 5
SHOWN = 20

CALLS = "from calls where account_id = $1 and started_at >= $2 and direction = $3"
RANG = " and $4 = any(rang)"
GROUPS = """
    select caller, called, count(*) calls, max(started_at) newest {calls}
    group by caller, called order by newest desc limit {limit}
"""
NEWEST = """
    select id, started_at, caller, called {calls} and (caller, called) in (select * from unnest({places}))
    order by started_at desc limit {limit}
"""


@dataclass(frozen=True)
class Hit:
    """Calls from one number to another, and the entry that would have met them (None: none did)."""

    row: Mapping[str, Any]
    outside: str
    entry: str | None


@dataclass(frozen=True)
class Draft:
    """A rule as it might be, ready to be tried."""

    entries: Matcher
    refuses: Refuses
    outbound: bool
    number: str | None
    country: str


async def hits(session: AsyncSession, wanted: HitsIn) -> HitsOut:
    """Count them, and show the newest. Raises NotFound and what `read` raises."""
    draft = await _draft(session, wanted)
    since = clock.now() - timedelta(days=wanted.days)
    values: list[Any] = [account_of(session), since, wanted.direction]
    calls = CALLS
    if wanted.level == "extension" and wanted.extension_id:
        digits = await numbers.digits_of(session, "extension", [wanted.extension_id])
        values.append(digits.get(wanted.extension_id, "-"))
        calls += " and caller = $4" if draft.outbound else RANG
    rows = await raw_of(session)
    groups = await rows.fetch(GROUPS.format(calls=calls, limit=MOST_GROUPS), *values)
    found, looked_at = await asyncio.to_thread(_matched, draft, groups)
    newest = found[:SHOWN]
    places = f"${len(values) + 1}::text[], ${len(values) + 2}::text[]"
    pairs = [[each.row[column] for each in newest] for column in ("caller", "called")]
    listed = await rows.fetch(NEWEST.format(calls=calls, places=places, limit=SHOWN), *values, *pairs)
    entries = {(each.row["caller"], each.row["called"]): each.entry for each in newest}
    return HitsOut(
        since=since,
        calls=sum(each["calls"] for each in groups[:looked_at]),
        hits=sum(each.row["calls"] for each in found),
        numbers=len({each.outside for each in found}),
        complete=looked_at == len(groups) < MOST_GROUPS,
        newest=[HitOut(**dict(each), entry=entries[each["caller"], each["called"]]) for each in listed],
    )


async def _draft(session: AsyncSession, wanted: HitsIn) -> Draft:
    country = await country_of(session)
    entries, kind = matcher((read(each, country), NEVER) for each in wanted.entries), wanted.type
    if wanted.caller_list_id:
        found = await find(session, CallerList, wanted.caller_list_id, "caller_list_id")
        entries = (await read_entries(await raw_of(session), [found.id])).get(found.id, Matcher())
        kind = "white" if found.type == "white" else "black"
    number = None
    if wanted.number_id:
        number = await _e164(session, wanted.number_id)
    refuses: Refuses = "listed" if kind == "black" else "others" if wanted.only_these else "nobody"
    return Draft(entries, refuses, wanted.direction == "outbound", number, country)


async def _e164(session: AsyncSession, number: UUID) -> str:
    account = account_of(session)
    found = (await numbers.Numbers.load(await raw_of(session), [account]))[account].by_id.get(number)
    if found is None:
        raise NotFound(field="number_id", what=str(number))
    return found.e164


def _matched(draft: Draft, groups: Sequence[Mapping[str, Any]]) -> tuple[list[Hit], int]:
    """The groups that would have been hit, and how many were looked at before the time was over."""
    found: list[Hit] = []
    until = clock.now() + timedelta(seconds=SECONDS)
    for at, row in enumerate(groups):
        if clock.now() > until:
            return found, at
        found += _hit(draft, row, until)
    return found, len(groups)


def _hit(draft: Draft, row: Mapping[str, Any], now: datetime) -> Iterator[Hit]:
    if draft.number and numbers.e164(row["called"], draft.country) != draft.number:
        return
    # callers are kept in E.164 already, destinations as they were dialled
    outside = numbers.shown(row["called"], draft.country) if draft.outbound else row["caller"]
    entry = draft.entries.find(Subject(outside), micros(now))
    if draft.refuses == ("others" if entry is None else "listed"):
        yield Hit(row, outside, entry)
