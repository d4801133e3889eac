"""A queue's figures for a period."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime, BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.facts import Fact
from palabre.calls.models import FactRow
from palabre.features.queues import facts
from palabre.features.queues.models import Queue
from palabre.features.queues.schemas import Report
from palabre.features.queues.sums import mean, sum_up
from palabre.kit.clock import clock
from palabre.kit.rows import find

KINDS = (
    facts.FULL,
    facts.JOINED,
    facts.OFFERED,
    facts.MISSED,
    facts.WITHDRAWN,
    facts.ANSWERED,
    facts.SERVED,
    facts.LEFT,
)


class _Period(BaseModel):
    """From `since` (unset: a day before `until`) to `until` (unset: now)."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


Period = Annotated[_Period, Query()]


def span(period: _Period) -> tuple[datetime, datetime]:
    """From when to when."""
    until = period.until or clock.now()
    return period.since or until - timedelta(days=1), until


async def report(session: AsyncSession, queue_id: UUID, period: _Period) -> Report:
    """Waits, service level and abandonment. Raises NotFound."""
    queue = await find(session, Queue, queue_id)
    since, until = span(period)
    sums = sum_up(await facts_of(session, queue_id, since, until), str(queue_id))
    return Report(
        queue=queue_id,
        since=since,
        until=until,
        service_seconds=queue.service_seconds,
        joined=sums.joined,
        answered=sums.answered,
        abandoned=sums.abandoned,
        full=sums.full,
        called_back=sums.called_back,
        left=dict(sums.left),
        offered=sums.offered,
        missed=sums.missed,
        withdrawn=sums.withdrawn,
        service_level=sums.service_level(queue.service_seconds),
        mean_wait=mean(sums.waits),
        longest_wait=max(sums.waits, default=None),
        mean_talk=mean(sums.talks),
        estimate_error=mean(sums.errors),
        agents={UUID(agent): count for agent, count in sums.agents.items()},
    )


async def facts_of(session: AsyncSession, queue: UUID, since: datetime, until: datetime) -> list[Fact]:
    """What happened in a queue, as far as figures count it."""
    rows = await session.scalars(
        select(FactRow).where(
            FactRow.kind.in_(KINDS),
            FactRow.at >= since,
            FactRow.at < until,
            FactRow.data["queue"].astext == str(queue),
        )
    )
    return [Fact(each.account_id, each.call_id, each.seq, each.at, each.kind, each.data) for each in rows]
