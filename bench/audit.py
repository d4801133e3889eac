"""What must be gone when all calls have ended."""

import asyncio
import json
from dataclasses import dataclass

from bench.stack import Palabre

PATIENCE_SECONDS = 10
GAPS = """
    select count(*) from (
        select call_id from facts group by call_id
        having max(seq) <> count(*) or min(seq) <> 1 or count(*) filter (where kind = 'ended') <> 1
    ) as wrong
"""
ROWS = """
    select (select count(distinct call_id) from facts) - (select count(*) from calls)
        + (select count(*) - count(distinct id) from calls)
"""


@dataclass(frozen=True)
class Left:
    """What is still there: channels and bridges of the switch, calls, parties and tasks of ours, rows."""

    channels: int
    bridges: int
    calls: int
    parties: int
    tasks: int
    live_rows: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.channels + self.bridges + self.calls + self.parties + self.tasks + self.live_rows


async def left_over(palabre: Palabre, tasks_before: int) -> Left:
    """What is left after the last call; things on their way out are given some seconds."""
    for _ in range(PATIENCE_SECONDS):
        left = await _count(palabre, tasks_before)
        if not left.total:
            break
        await asyncio.sleep(1)
    return left


async def _count(palabre: Palabre, tasks_before: int) -> Left:
    census = await palabre.census()
    return Left(
        channels=len(json.loads((await palabre.rest.ask("GET", "channels"))[1])),
        bridges=len(json.loads((await palabre.rest.ask("GET", "bridges"))[1])),
        calls=census["calls"],
        parties=census["parties"],
        tasks=max(census["tasks"] - tasks_before, 0),
        live_rows=await palabre.connection.fetchval("select count(*) from live_calls"),
    )


async def broken_logs(palabre: Palabre) -> int:
    """Calls whose facts have gaps or no single end, plus calls without exactly one row in the history."""
    gaps = int(await palabre.connection.fetchval(GAPS))
    return gaps + abs(int(await palabre.connection.fetchval(ROWS)))
