"""Finds calls in the history of an account."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.facts import Fact, Kind
from palabre.calls.models import CallRow, FactRow
from palabre.calls.summary import Summary, fold
from palabre.features.stats.schemas import CallFilter
from palabre.kit.cursor import pack, unpack
from palabre.kit.errors import NotFound

MOST_FACTS = 5000
SEPARATORS = r"[\s.()/-]"


async def find_calls(
    session: AsyncSession, wanted: CallFilter, own: str | None
) -> tuple[list[CallRow], str | None]:
    """One page of ended calls, newest first, and the next cursor; `own`: only the calls of a short number."""
    query = _chosen(select(CallRow), wanted)
    if own is not None:
        query = query.where(_concerns(own))
    place = tuple_(CallRow.started_at, CallRow.id)
    if wanted.cursor:
        query = query.where(place < unpack(wanted.cursor))
    query = query.order_by(CallRow.started_at.desc(), CallRow.id.desc()).limit(wanted.limit + 1)
    rows = list(await session.scalars(query))
    shown = rows[: wanted.limit]
    return shown, pack(shown[-1].started_at, shown[-1].id) if len(rows) > wanted.limit else None


def _chosen(query: Select[CallRow], wanted: CallFilter) -> Select[CallRow]:
    if wanted.since:
        query = query.where(CallRow.started_at >= wanted.since)
    if wanted.until:
        query = query.where(CallRow.started_at < wanted.until)
    if wanted.direction:
        query = query.where(CallRow.direction == wanted.direction)
    if wanted.outcome:
        query = query.where(CallRow.outcome == wanted.outcome.value)
    if wanted.key:
        query = query.where(CallRow.keys.contains([wanted.key]))
    if wanted.tag:
        query = query.where(CallRow.tags.is_not(None), CallRow.tags.any_() == wanted.tag)
    if wanted.search:
        text = re.sub(SEPARATORS, "", wanted.search) if _is_number(wanted.search) else wanted.search
        columns = (CallRow.caller, CallRow.called, CallRow.caller_name)
        query = query.where(or_(*(each.icontains(text, autoescape=True) for each in columns)))
    return query


def _is_number(text: str) -> bool:
    return re.fullmatch(rf"(?:[+0-9*#]|{SEPARATORS})+", text) is not None


def _concerns(digits: str) -> ColumnElement[bool]:
    """The short number called, was called, or rang; what outside callers call themselves does not count."""
    inside = CallRow.direction != "inbound"
    took_part = and_(inside, or_(CallRow.caller == digits, CallRow.called == digits))
    return or_(took_part, CallRow.rang.contains([digits]))


async def story(session: AsyncSession, call: UUID, own: str | None) -> tuple[Summary, Sequence[FactRow]]:
    """A call folded from its facts, and these, in order. Raises NotFound."""
    query = select(FactRow).where(FactRow.call_id == call).order_by(FactRow.seq).limit(MOST_FACTS)
    rows = list(await session.scalars(query))
    if not rows or (own is not None and not _names(rows, own)):
        raise NotFound(what=str(call))
    summary: Summary | None = None
    for row in rows:
        summary = fold(summary, _fact(row))
    assert summary is not None
    return summary, rows


def _names(rows: Sequence[FactRow], digits: str) -> bool:
    started = rows[0].data
    inside = started.get("direction") != "inbound" and digits in (started["caller"], started["dialled"])
    return inside or any(row.kind == Kind.DIALLED and row.data["to"] == digits for row in rows)


def _fact(row: FactRow) -> Fact:
    at: datetime = row.at
    return Fact(row.account_id, row.call_id, row.seq, at, row.kind, row.data)
