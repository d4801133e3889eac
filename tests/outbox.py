"""What tests of webhooks and text messages share: facts that are kept, and a world outside that obeys."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

from palabre.calls.copier import Listener
from palabre.calls.facts import Fact
from palabre.kit.bus import Bus
from palabre.kit.clock import Clock
from palabre.kit.db import Database
from palabre.kit.jobs import Desk
from palabre.kit.outside import Answer, Question, Unreachable

T = TypeVar("T")
Job = Callable[[Desk], Awaitable[None]]


class Receiver:
    """A web server of the subscriber: `status` None means that it is down."""

    def __init__(self) -> None:
        self.status: int | None = 200
        self.refuses: set[str] = set()
        self.holds = asyncio.Event()
        self.holds.set()
        self.asked: list[Question] = []
        self._news: asyncio.Queue[Question] = asyncio.Queue()

    async def ask(self, question: Question) -> Answer:
        """Answer as the test wants it."""
        self.asked.append(question)
        self._news.put_nowait(question)
        await self.holds.wait()
        if self.status is None:
            raise Unreachable(host="shop.test", reason="down")
        refused = any(each in (question.body or "") for each in self.refuses)
        return Answer(422 if refused else self.status, b"")

    async def next(self) -> Question:
        """The next thing that it was asked."""
        async with asyncio.timeout(10):
            return await self._news.get()


class Office:
    """The desk of the jobs, with a clock that the test moves."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.receiver = Receiver()
        self.clock = Clock()
        self.bus = Bus()
        self.desk = Desk(db.pool, self.bus, self.receiver, self.clock, Path())

    async def keep(self, hear: Listener, *facts: Fact) -> None:
        """What the copier does: facts and what follows from them in one transaction, then the news."""
        async with self.db.pool.acquire() as connection, connection.transaction():
            await hear(connection, list(facts))
        await self.bus.publish("facts", {})

    async def later(self, **time: float) -> None:
        """Time passes."""
        self.clock.move(self.clock.now() + timedelta(**time))
        await self.bus.publish("facts", {})

    @asynccontextmanager
    async def works(self, job: Job) -> AsyncIterator[None]:
        """A job, for as long as the block lasts; then it is killed."""
        running = asyncio.ensure_future(job(self.desk))
        try:
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


def facts(account: UUID, kind: str, *data: dict[str, Any]) -> Sequence[Fact]:
    """Facts of one call."""
    call, now = uuid4(), Clock().now()
    return [Fact(account, call, seq, now, kind, each) for seq, each in enumerate(data, 1)]


async def until(look: Callable[[], Awaitable[T]], wanted: T) -> None:
    """Until something is as wanted: the database is written a moment after the world has heard."""
    for _ in range(1000):
        found = await look()
        if found == wanted:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"still {found}")
