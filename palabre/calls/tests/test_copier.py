"""Facts reach the database exactly once, with the row of their call, whatever happens to the database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from palabre.calls.copier import Copier, Listener, Writer
from palabre.calls.facts import Fact, Kind
from palabre.calls.journal import Journal, Place, Reader
from palabre.features.voicemail.listen import hear
from palabre.kit.database_address import Address
from palabre.kit.db import Database
from tests.log import BEGUN, OVER, TALKING, Told, told
from tests.portal import Company

LEFT: Told = (
    Kind.RECORDED,
    {"message": str(uuid4()), "mailbox": "", "caller": "+225", "seconds": 3, "file": "f"},
)


class Watched(Reader):
    """A reader that tells when it is asked for a batch and when one is done."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: asyncio.Queue[None] = asyncio.Queue()
        self.done = asyncio.Event()

    def batch(self) -> tuple[list[Fact], Place]:
        """The next facts."""
        self.asked.put_nowait(None)
        return super().batch()

    def remember(self, place: Place) -> None:
        """One batch is done."""
        super().remember(place)
        self.done.set()

    async def all_done(self) -> None:
        """Wait until nothing is left."""
        while super().batch()[0]:
            self.done.clear()
            await self.done.wait()


class Copying:
    """A journal that is being copied; `news` are the bus messages."""

    def __init__(self, folder: Path, db: Database, listeners: Sequence[Listener]) -> None:
        self.journal = Journal(folder)
        self.reader = Watched(folder)
        self.news: list[tuple[str, dict[str, Any]]] = []
        self.copier = Copier(self.reader, db.pool, listeners, self._publish)

    async def _publish(self, channel: str, body: dict[str, Any]) -> None:
        self.news.append((channel, body))

    def write(self, *calls: Sequence[Fact]) -> None:
        """Put facts onto the disk."""
        for fact in (fact for call in calls for fact in call):
            self.journal.append(fact)
        self.journal.flush()

    async def copied(self, *calls: Sequence[Fact]) -> None:
        """Write facts and wait until they are copied."""
        self.write(*calls)
        await self.reader.all_done()


@asynccontextmanager
async def copying(folder: Path, db: Database, *listeners: Listener) -> AsyncIterator[Copying]:
    running = Copying(folder, db, listeners)
    task = asyncio.create_task(running.copier.run())
    try:
        yield running
    finally:
        task.cancel()
        running.journal.close()


async def rows(db: Database, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return [tuple(each) for each in await db.pool.fetch(query, *values)]


async def facts_in(db: Database) -> list[tuple[Any, ...]]:
    return await rows(db, "select call_id, seq from facts order by call_id, seq")


def numbered(*calls: Sequence[Fact]) -> list[tuple[Any, ...]]:
    return sorted((fact.call, fact.seq) for call in calls for fact in call)


async def test_a_call_in_progress_is_live_and_an_ended_one_has_its_row(tmp_path: Path, db: Database) -> None:
    living, over = told(TALKING), told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(living, over)
        assert await facts_in(db) == numbered(living, over)
        assert await rows(db, "select call_id, state ->> 'outcome' from live_calls") == [
            (living[0].call, "answered")
        ]
        query = "select id, outcome, cause, duration_ms, talk_ms, facts from calls"
        assert await rows(db, query) == [(over[0].call, "answered", 16, 6000, 1000, 7)]
        (end,) = told([OVER[-1]], living[0].call)
        await running.copied([msgspec.structs.replace(end, seq=len(living) + 1)])
        assert await rows(db, "select * from live_calls") == []
        assert len(await rows(db, "select * from calls")) == 2


async def test_a_call_in_portions_is_one_row(tmp_path: Path, db: Database) -> None:
    facts = told(OVER)
    async with copying(tmp_path, db) as running:
        for fact in facts:
            await running.copied([fact])
    assert await rows(db, "select facts, talk_ms from calls") == [(len(OVER), 1000)]


async def test_what_was_copied_before_a_kill_is_not_there_twice(tmp_path: Path, db: Database) -> None:
    over, other = told(OVER), told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(over)
    Reader(tmp_path).remember(Place())
    async with copying(tmp_path, db) as running:
        await running.copied(over, other)
    assert await facts_in(db) == numbered(over, other)
    assert len(await rows(db, "select * from calls")) == 2


async def test_the_messages_of_a_batch_come_with_it(tmp_path: Path, db: Database, acme: Company) -> None:
    mailbox = (await acme.made("/mailboxes", name="Reception", number="200"))["id"]
    left = (LEFT[0], LEFT[1] | {"mailbox": mailbox})
    facts = told([*OVER[:-1], left, OVER[-1]], account=acme.id)
    async with copying(tmp_path, db, hear) as running:
        await running.copied(facts)
        Reader(tmp_path).remember(Place())
    async with copying(tmp_path, db, hear) as running:
        await running.copied(facts)
    (message,) = (await acme.api.get(f"/mailboxes/{mailbox}/messages")).json()["items"]
    assert (message["caller"], message["seconds"]) == ("+225", 3)


async def test_a_message_for_a_mailbox_that_has_gone_holds_nothing_up(tmp_path: Path, db: Database) -> None:
    facts = told([*OVER[:-1], (LEFT[0], LEFT[1] | {"mailbox": str(uuid4())}), OVER[-1]])
    async with copying(tmp_path, db, hear) as running:
        await running.copied(facts)
    assert await rows(db, "select outcome from calls") == [("answered",)]


@pytest.mark.parametrize(
    "bad",
    [("failed", {"text": "nul \x00"}), ("kind\x00", {})],
    ids=["data", "kind"],
)
async def test_a_fact_that_the_database_refuses_is_put_aside(tmp_path: Path, db: Database, bad: Told) -> None:
    facts, other = told([*OVER[:-1], bad, OVER[-1]]), told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(facts, other)
    kept = [fact for fact in facts if fact.kind != bad[0] or fact.data != bad[1]]
    assert await facts_in(db) == numbered(kept, other)
    assert len(await rows(db, "select * from calls")) == 2
    refused = (tmp_path / "refused").read_bytes().splitlines()
    assert [msgspec.json.decode(each, type=Fact).kind for each in refused] == [bad[0]]


async def test_a_number_that_fits_no_column_is_put_aside_with_its_fact(tmp_path: Path, db: Database) -> None:
    huge: Told = (Kind.ENDED, {"cause": 2**70, "by": "caller"})
    facts, other = told([*OVER[:-1], huge]), told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(facts[:-1], other)
        await running.copied([facts[-1]], told(OVER))
    assert len(await facts_in(db)) == len(facts) - 1 + 2 * len(other)


async def test_a_listener_that_fails_puts_its_fact_aside_and_nothing_else(
    tmp_path: Path, db: Database
) -> None:
    async def fail(writer: Writer, facts: list[Fact]) -> None:
        if any(fact.kind == Kind.TALK_STARTED for fact in facts):
            await writer.execute("select 1 / 0")

    facts = told(OVER)
    async with copying(tmp_path, db, fail) as running:
        await running.copied(facts)
    kinds = await rows(db, "select kind from facts order by seq")
    assert [kind for (kind,) in kinds] == [kind for kind, _ in OVER if kind != Kind.TALK_STARTED]


@asynccontextmanager
async def database_gone(address: Address) -> AsyncIterator[None]:
    """Nobody gets in, and who is in is thrown out."""
    server = await asyncpg.connect(**address.owner() | {"database": "postgres"})
    away = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1"
    await server.execute(f"alter database {address.database} allow_connections false")
    await server.execute(away, address.database)
    yield
    await server.execute(f"alter database {address.database} allow_connections true")
    await server.close()


async def test_a_database_that_goes_away_loses_no_fact(
    tmp_path: Path, db: Database, address: Address
) -> None:
    before, meanwhile = told(OVER), told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(before)
        async with database_gone(address):
            running.write(meanwhile)
            while not running.reader.asked.empty():
                running.reader.asked.get_nowait()
            for _ in range(3):
                await running.reader.asked.get()
        await running.reader.all_done()
    assert await facts_in(db) == numbered(before, meanwhile)
    assert len(await rows(db, "select * from calls")) == 2
    assert not (tmp_path / "refused").exists()


async def test_the_bus_hears_of_calls_after_their_facts_are_there(tmp_path: Path, db: Database) -> None:
    facts = told(OVER)
    async with copying(tmp_path, db) as running:
        await running.copied(facts)
        await running.copied(told(BEGUN))
    assert running.news[0] == ("facts", {"account": str(facts[0].account), "calls": [str(facts[0].call)]})
