"""Reads the history."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.facts import Fact
from palabre.calls.models import CallRow, FactRow
from palabre.calls.summary import Summary, fold
from palabre.features.stats.schemas import CallOut, CallStory, FactOut, Wanted
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import Page


class CursorWrong(PalabreError):
    """A cursor that no page has given."""

    code, status = "cursor_wrong", 422
    fr = "Ce curseur ne vient d'aucune page."
    en = "This cursor comes from no page."


async def find_calls(session: AsyncSession, wanted: Wanted, own: str | None) -> Page[CallOut]:
    """Ended calls, newest first; `own` limits them to those from or to one short number."""
    query = _filtered(select(CallRow), wanted)
    if own is not None:
        query = query.where(or_(CallRow.caller == own, CallRow.called == own))
    age = tuple_(CallRow.started_at, CallRow.id)
    if wanted.cursor:
        query = query.where(age < _place(wanted.cursor))
    query = query.order_by(CallRow.started_at.desc(), CallRow.id.desc()).limit(wanted.limit + 1)
    rows: list[CallRow] = list(await session.scalars(query))
    items = [CallOut.model_validate(each) for each in rows[: wanted.limit]]
    last = rows[wanted.limit - 1] if len(rows) > wanted.limit else None
    return Page(items=items, next=f"{last.started_at.isoformat()}|{last.id}" if last else None)


def _filtered(query: Select[CallRow], wanted: Wanted) -> Select[CallRow]:
    if wanted.direction:
        query = query.where(CallRow.direction == wanted.direction)
    if wanted.outcome:
        query = query.where(CallRow.outcome == wanted.outcome)
    if wanted.since:
        query = query.where(CallRow.started_at >= wanted.since)
    if wanted.until:
        query = query.where(CallRow.started_at < wanted.until)
    if wanted.search:
        columns = (CallRow.caller, CallRow.called, CallRow.caller_name)
        query = query.where(or_(*(each.icontains(wanted.search, autoescape=True) for each in columns)))
    return query


def _place(cursor: str) -> tuple[datetime, UUID]:
    at, _, call = cursor.partition("|")
    try:
        return datetime.fromisoformat(at), UUID(call)
    except ValueError as wrong:
        raise CursorWrong(field="cursor") from wrong


async def tell(session: AsyncSession, call: UUID, own: str | None) -> CallStory:
    """A call with its facts, ended or still going on; what it came to is folded from them."""
    query = select(FactRow).where(FactRow.call_id == call).order_by(FactRow.seq)
    rows = list(await session.scalars(query))
    summary: Summary | None = None
    for row in rows:
        summary = fold(summary, Fact(row.account_id, row.call_id, row.seq, row.at, row.kind, row.data))
    if summary is None or (own is not None and own not in (summary.caller, summary.called)):
        raise NotFound(what=str(call))
    facts = [FactOut.model_validate(each) for each in rows]
    return CallStory(**_fields(summary), facts=facts)


def _fields(summary: Summary) -> dict[str, object]:
    names = ("started_at", "answered_at", "ended_at", "direction", "caller", "caller_name", "called")
    more = ("outcome", "cause", "duration_ms", "talk_ms")
    scenario = {"scenario_id": summary.scenario, "scenario_version": summary.version}
    return {"id": summary.call, **scenario, **{each: getattr(summary, each) for each in (*names, *more)}}
