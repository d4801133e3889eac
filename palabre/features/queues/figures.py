"""A company's queues side by side: today's service level, and a period cut into hours or days."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts import account
from palabre.features.queues import facts
from palabre.features.queues.models import Queue
from palabre.features.queues.schemas import QueueToday, ReportPart
from palabre.features.queues.sums import LINE, OF_ONE, OF_QUEUES, PART, share
from palabre.kit.clock import clock
from palabre.kit.periods import Period, span
from palabre.kit.rows import find

HOURLY = timedelta(days=2)
"""A period is cut into hours up to this length, into days beyond."""

TODAY = text(f"""
    select q.id as queue_id, {LINE} from {OF_QUEUES}
    where kind = '{facts.LEFT}' and at >= :since group by q.id
""")
PARTS = text(f"select date_trunc(:length, at, :zone) as since, {PART} from {OF_ONE} group by 1 order by 1")


async def today(session: AsyncSession) -> list[QueueToday]:
    """Since the company's midnight; queues that nobody has left are not among them."""
    zone = ZoneInfo((await account(session)).time_zone)
    midnight = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = (await session.execute(TODAY, {"since": midnight})).mappings()
    return [
        QueueToday(**each, service_level=each["in_time"] / each["left_line"], since=midnight) for each in rows
    ]


async def parts(session: AsyncSession, queue_id: UUID, period: Period) -> list[ReportPart]:
    """The hours or days of a period, by the company's clock. Raises NotFound."""
    await find(session, Queue, queue_id)
    since, until = span(period)
    zone = (await account(session)).time_zone
    length = "hour" if until - since <= HOURLY else "day"
    wanted = {"queue": queue_id, "since": since, "until": until, "length": length, "zone": zone}
    return [_part(each, ZoneInfo(zone)) for each in (await session.execute(PARTS, wanted)).mappings()]


def _part(sums: RowMapping, zone: ZoneInfo) -> ReportPart:
    return ReportPart(
        since=sums["since"].astimezone(zone),
        joined=sums["joined"],
        answered=sums["answered"],
        abandoned=sums["abandoned"],
        otherwise=sums["left_line"] - sums["answered"] - sums["abandoned"],
        service_level=share(sums["in_time"], sums["left_line"]),
        mean_wait=sums["mean_wait"],
    )
