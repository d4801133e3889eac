"""A queue's figures for a period."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.queues import facts
from palabre.features.queues.models import Queue
from palabre.features.queues.schemas import Report
from palabre.features.queues.sums import OF_ONE, WHOLE, share
from palabre.kit.periods import Period, span
from palabre.kit.rows import find

SUMS = text(f"select {WHOLE} from {OF_ONE}")
SHARES = text(f"""
    select kind, data->>(case kind when '{facts.LEFT}' then 'why' else 'agent' end), count(*)
    from {OF_ONE} and kind in ('{facts.LEFT}', '{facts.ANSWERED}') group by 1, 2
""")


async def report(session: AsyncSession, queue_id: UUID, period: Period) -> Report:
    """Waits, service level and abandonment. Raises NotFound."""
    queue = await find(session, Queue, queue_id)
    since, until = span(period)
    wanted = {"queue": queue_id, "since": since, "until": until}
    sums = (await session.execute(SUMS, wanted)).mappings().one()
    shares: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for kind, whose, count in await session.execute(SHARES, wanted):
        shares[kind][whose] = count
    return Report(
        **{**sums, **wanted},
        service_seconds=queue.service_seconds,
        service_level=share(sums["in_time"], sums["left_line"]),
        left=shares[facts.LEFT],
        agents={UUID(agent): count for agent, count in shares[facts.ANSWERED].items()},
    )
