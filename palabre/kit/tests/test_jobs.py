"""Jobs are done by one process at a time, and go on whoever dies."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg
import pytest

from palabre.kit import jobs
from palabre.kit.bus import Bus
from palabre.kit.clock import clock
from palabre.kit.database_address import Address
from palabre.kit.db import Database
from palabre.kit.jobs import Alarm, Desk, Job, alarm, do_all, every, lead
from palabre.kit.outside import Nowhere

LOCKED = "select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted"


class Process:
    """A process of jobs: `begun` when it leads, `ended` when it leads no longer."""

    def __init__(self, address: Address) -> None:
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()
        self._task = asyncio.create_task(lead(address, self._work, again=0.05))

    async def _work(self) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.begun.clear()
            self.ended.set()

    async def kill(self) -> None:
        """Its end."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task


@asynccontextmanager
async def two(address: Address) -> AsyncIterator[tuple[Process, Process]]:
    """One that leads, and one that waits."""
    first = Process(address)
    await within(first.begun.wait())
    second = Process(address)
    yield first, second
    await first.kill()
    await second.kill()


async def within(what: Awaitable[object]) -> None:
    async with asyncio.timeout(10):
        await what


async def test_another_process_takes_over_from_one_that_dies(address: Address) -> None:
    async with two(address) as (first, second):
        assert not second.begun.is_set()
        await first.kill()
        await within(second.begun.wait())


async def test_who_loses_his_connection_leads_no_longer(address: Address) -> None:
    owner = await asyncpg.connect(**address.owner())
    async with two(address) as (first, second):
        await owner.execute("select pg_terminate_backend($1)", await owner.fetchval(LOCKED, jobs.LOCK))
        await within(first.ended.wait())
        leaders = [asyncio.create_task(each.begun.wait()) for each in (first, second)]
        await within(asyncio.wait(leaders, return_when=asyncio.FIRST_COMPLETED))
        assert not (first.begun.is_set() and second.begun.is_set())
        for each in leaders:
            each.cancel()
    await owner.close()


@pytest.fixture
def desk(db: Database) -> Desk:
    """What jobs have at hand."""
    return Desk(db.pool, Bus(), Nowhere(), clock, Path())


async def doing(desk: Desk, *all_jobs: Job, until: Callable[[], Awaitable[object]]) -> None:
    task = asyncio.create_task(do_all(all_jobs, desk))
    try:
        await within(until())
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_job_that_breaks_begins_again_and_holds_up_no_other(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    mended, quiet = asyncio.Event(), asyncio.Event()
    tries = []

    async def breaks(_: Desk) -> None:
        tries.append(1)
        if len(tries) < 2:
            raise ValueError("broken")
        mended.set()
        await asyncio.Event().wait()

    async def works(_: Desk) -> None:
        quiet.set()

    async def both() -> None:
        await quiet.wait()
        await mended.wait()

    await doing(desk, Job("breaks", breaks), every("works", 3600, works), until=both)
    assert "the job breaks broke" in caplog.text


async def test_something_periodic_is_done_at_the_start_and_then_again(desk: Desk) -> None:
    done: asyncio.Queue[int] = asyncio.Queue()

    async def act(_: Desk) -> None:
        done.put_nowait(1)

    async def thrice() -> None:
        for _ in range(3):
            await done.get()

    await doing(desk, every("often", 0.01, act), until=thrice)


async def test_news_wake_a_job_that_sleeps() -> None:
    bus = Bus()

    async def woken(news: Alarm) -> None:
        await news.sleep(3600)

    async with alarm(bus, "facts") as news:
        await within(woken(news))  # the first thing that is heard: read the state afresh
        await bus.publish("facts", {})
        await within(woken(news))
        await within(news.sleep(0.01))
