"""A company's queues side by side: today's service level, and a period cut into hours or days."""

from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.facts import Fact
from palabre.features.accounts import account
from palabre.features.queues import facts
from palabre.features.queues.models import Queue
from palabre.features.queues.report import Period, facts_of, span
from palabre.features.queues.schemas import QueueToday, ReportPart
from palabre.features.queues.sums import mean, sum_up
from palabre.kit.clock import clock
from palabre.kit.rows import find

HOURLY = timedelta(days=2)
"""A period is cut into hours up to this length, into days beyond."""

TODAY = text(f"""
    select q.id as queue_id, count(*) as left_line,
        count(*) filter (where f.data->>'why' = 'answered') as answered,
        count(*) filter (where f.data->>'why' = 'abandoned') as abandoned,
        count(*) filter (where f.data->>'why' = 'answered'
            and (f.data->>'waited')::float <= q.service_seconds * 1000) as in_time
    from queues q join facts f on f.account_id = q.account_id and f.data->>'queue' = q.id::text
    where f.kind = '{facts.LEFT}' and f.at >= :since
    group by q.id
""")


async def today(session: AsyncSession) -> list[QueueToday]:
    """Since the company's midnight; queues that nobody has left are not among them."""
    zone = ZoneInfo((await account(session)).time_zone)
    midnight = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (await session.execute(TODAY, {"since": midnight})).mappings()
    return [
        QueueToday(**{**each, "service_level": each["in_time"] / each["left_line"]}, since=midnight)
        for each in rows
    ]


async def parts(session: AsyncSession, queue_id: UUID, period: Period) -> list[ReportPart]:
    """The hours or days of a period, by the company's clock. Raises NotFound."""
    queue = await find(session, Queue, queue_id)
    since, until = span(period)
    zone = ZoneInfo((await account(session)).time_zone)
    hourly = until - since <= HOURLY

    def beginning(fact: Fact) -> datetime:
        return _begun(fact.at.astimezone(zone), hourly)

    happened = sorted(await facts_of(session, queue_id, since, until), key=lambda fact: fact.at)
    return [_part(begins, list(each), queue) for begins, each in groupby(happened, beginning)]


def _begun(at: datetime, hourly: bool) -> datetime:
    hour = at.replace(minute=0, second=0, microsecond=0)
    return hour if hourly else hour.replace(hour=0)


def _part(since: datetime, happened: list[Fact], queue: Queue) -> ReportPart:
    sums = sum_up(happened, str(queue.id))
    return ReportPart(
        since=since,
        joined=sums.joined,
        answered=sums.answered,
        abandoned=sums.abandoned,
        otherwise=sums.left.total() - sums.answered - sums.abandoned,
        service_level=sums.service_level(queue.service_seconds),
        mean_wait=mean(sums.waits),
    )
