"""What the robot of a queue has done in a period, from the log alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.models import FactRow
from palabre.features.robot_controller import facts
from palabre.features.robot_controller.schemas import RobotReport
from palabre.kit.periods import Period, span

KINDS = (facts.MISSED, facts.CLAIMED, facts.AGAIN, facts.ENDED, facts.ASKED)


async def report(session: AsyncSession, queue: UUID, period: Period) -> RobotReport:
    """The figures of one queue."""
    since, until = span(period)
    rows = await session.scalars(
        select(FactRow).where(
            FactRow.kind.in_(KINDS),
            FactRow.at >= since,
            FactRow.at < until,
            FactRow.data["queue"].astext == str(queue),
        )
    )
    return sum_up(queue, (since, until), [(each.kind, each.data) for each in rows])


def sum_up(
    queue: UUID, period: tuple[datetime, datetime], happened: Iterable[tuple[str, dict[str, Any]]]
) -> RobotReport:
    """The figures out of the facts of one queue."""
    states: Counter[str] = Counter()
    results: Counter[str] = Counter()
    seconds: list[float] = []
    lost = attempts = 0
    for kind, data in happened:
        lost += kind == facts.MISSED and data["misses"] == 1
        attempts += kind == facts.CLAIMED
        states["removed"] += kind == facts.ASKED and data["what"] == "removed"
        if kind == facts.ENDED:
            states[data["state"]] += 1
            if data["state"] == "recovered":
                seconds.append(float(data["seconds"]))
        if kind in (facts.AGAIN, facts.ENDED) and data["why"]:
            results[data["why"]] += 1
    tried = states["recovered"] + states["given_up"]
    return RobotReport(
        queue=queue,
        since=period[0],
        until=period[1],
        lost=lost,
        recovered=states["recovered"],
        cancelled=states["cancelled"],
        given_up=states["given_up"],
        removed=states["removed"],
        attempts=attempts,
        recovered_share=states["recovered"] / tried if tried else None,
        mean_seconds=sum(seconds) / len(seconds) if seconds else None,
        results=dict(results),
    )
