"""What the robot of a queue has done in a period, from the log alone, summed by the database."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.robot_controller import facts
from palabre.features.robot_controller.schemas import RobotReport
from palabre.kit.periods import Period, span

OF_QUEUE = "facts where data->>'queue' = :queue and at >= :since and at < :until"
OVER = f"kind = '{facts.ENDED}' and data->>'state' ="
SUMS = text(f"""
    select
        count(*) filter (where kind = '{facts.MISSED}' and data->>'misses' = '1') as lost,
        count(*) filter (where kind = '{facts.CLAIMED}') as attempts,
        count(*) filter (where kind = '{facts.ASKED}' and data->>'what' = 'removed') as removed,
        count(*) filter (where {OVER} 'recovered') as recovered,
        count(*) filter (where {OVER} 'cancelled') as cancelled,
        count(*) filter (where {OVER} 'given_up') as given_up,
        avg((data->>'seconds')::float) filter (where {OVER} 'recovered') as mean_seconds
    from {OF_QUEUE} and kind in ('{facts.MISSED}', '{facts.CLAIMED}', '{facts.ASKED}', '{facts.ENDED}')
""")
RESULTS = text(f"""
    select data->>'why', count(*)
    from {OF_QUEUE} and kind in ('{facts.AGAIN}', '{facts.ENDED}') and data->>'why' <> '' group by 1
""")


async def report(session: AsyncSession, queue: UUID, period: Period) -> RobotReport:
    """The figures of one queue."""
    since, until = span(period)
    wanted = {"queue": str(queue), "since": since, "until": until}
    sums = (await session.execute(SUMS, wanted)).mappings().one()
    results = await session.execute(RESULTS, wanted)
    tried = sums["recovered"] + sums["given_up"]
    return RobotReport(
        **{**sums, **wanted, "queue": queue},
        recovered_share=sums["recovered"] / tried if tried else None,
        results={why: count for why, count in results},
    )
