"""Work beside the calls. One process does it at a time; when that one dies, another takes over at once.

What is to be done stands in the features' own tables, written in the transaction that decides it: nothing is
lost or invented, whoever is killed. A job does what is due and remembers it there, so it may do a thing twice
when it is killed in between, never not at all.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from palabre.kit.bus import Bus, Listening
from palabre.kit.clock import Clock
from palabre.kit.database_address import Address
from palabre.kit.mail import MailServer
from palabre.kit.outside import Outside
from palabre.kit.pool import AWAY, AWAY_TOO

log = logging.getLogger(__name__)
LOCK = 7_258_113  # any number that nobody else locks
TRY_SECONDS = 2.0
LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Desk:
    """What a job has at hand: the `pool` reads and writes for all accounts."""

    pool: "asyncpg.Pool[asyncpg.Record]"
    bus: Bus
    outside: Outside
    clock: Clock
    home: Path
    sms_provider: str = "outbox"
    mail: MailServer | None = None


@dataclass(frozen=True)
class Job:
    """One kind of work, which goes on until cancelled; a feature's `jobs.py` lists its own as `JOBS`."""

    name: str
    run: Callable[[Desk], Awaitable[None]]


def every(name: str, seconds: float, act: Callable[[Desk], Awaitable[object]]) -> Job:
    """A job that does something at the start and then every so often."""

    async def run(desk: Desk) -> None:
        while True:
            await act(desk)
            await asyncio.sleep(seconds)

    return Job(name, run)


class Alarm:
    """Wakes a job when there is news, or when it has slept for long enough."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        self.ring = self._news.set

    async def sleep(self, seconds: float) -> None:
        """Until somebody rings, but no longer than `seconds`."""
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()


@asynccontextmanager
async def alarm(bus: Bus, *channels: str) -> AsyncIterator[Alarm]:
    """An alarm that rings at whatever is published on some channels of the bus."""
    made = Alarm()

    async def hear(news: Listening) -> None:
        async for _ in news:
            made.ring()

    with bus.listen(*channels) as news:
        hearing = asyncio.create_task(hear(news))
        try:
            yield made
        finally:
            hearing.cancel()


async def do_all(jobs: Sequence[Job], desk: Desk) -> None:
    """All jobs, side by side, until cancelled; a fault in one holds up no other."""
    async with asyncio.TaskGroup() as tasks:
        for job in jobs:
            tasks.create_task(_do(job, desk))


async def _do(job: Job, desk: Desk) -> None:
    pause = 1.0
    while True:
        try:
            await job.run(desk)
        except Exception as trouble:
            if _is_away(trouble):
                log.warning("the job %s waits for the database: %r", job.name, trouble)
            else:
                log.exception("the job %s broke, and begins again in %d s", job.name, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        await asyncio.sleep(pause)


def _is_away(trouble: BaseException) -> bool:
    """Whether it is nothing but the database being away, also where several things were done at once."""
    if isinstance(trouble, BaseExceptionGroup):
        return all(_is_away(each) for each in trouble.exceptions)
    return isinstance(trouble, (*AWAY, *AWAY_TOO))


async def lead(
    address: Address, work: Callable[[], Coroutine[Any, Any, None]], again: float = TRY_SECONDS
) -> None:
    """Work while no other process does; the right to it goes with the connection that holds the lock.

    The lock is tried every `again` seconds, not waited for: a statement that waits for days would keep
    PostgreSQL from tidying up.
    """
    while True:
        try:
            connection = await asyncpg.connect(**address.role("palabre_calls"))
            try:
                if await connection.fetchval("select pg_try_advisory_lock($1)", LOCK):
                    await _while_connected(connection, work())
            finally:
                connection.terminate()
        except (*AWAY, *AWAY_TOO) as away:
            log.warning("the jobs wait for the database: %r", away)
        await asyncio.sleep(again)


async def _while_connected(
    connection: "asyncpg.Connection[asyncpg.Record]", work: Coroutine[Any, Any, None]
) -> None:
    closed = asyncio.Event()
    connection.add_termination_listener(lambda _: closed.set())
    tasks = {asyncio.create_task(work), asyncio.create_task(closed.wait())}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
