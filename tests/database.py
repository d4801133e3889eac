"""A fresh migrated database for a test in some milliseconds: a copy of a template."""

import asyncio
import itertools
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from palabre.kit.bus import PostgresBus
from palabre.kit.database_address import Address
from palabre.kit.db import Database
from palabre.kit.migrate import migrate
from palabre.kit.postgres import embedded
from tests.slots import slot

_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "file_copy_method": "clone",
}
_names = (f"test_{count}" for count in itertools.count(1))


@contextmanager
def running_server(home: Path) -> Iterator[Address]:
    """An embedded server in a thread with a loop of its own: tests have a new loop each."""
    started: dict[str, Any] = {}
    ready = threading.Event()

    async def serve() -> None:
        stop = asyncio.Event()
        try:
            async with embedded(home, _FAST) as server:
                await migrate(server.address)
                started.update(address=server.address, stop=stop, loop=asyncio.get_running_loop())
                ready.set()
                await stop.wait()
        finally:
            ready.set()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait()
    try:
        yield started["address"]
    finally:
        if "loop" in started:
            started["loop"].call_soon_threadsafe(started["stop"].set)
        thread.join()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The server of this test process; its database `palabre` is the migrated template."""
    with running_server(tmp_path_factory.mktemp("postgres")) as address:
        yield address


@pytest.fixture
async def address(postgres: Address) -> AsyncIterator[Address]:
    """A fresh migrated database."""
    fresh = replace(postgres, database=next(_names))
    server = await asyncpg.connect(**postgres.owner() | {"database": "postgres"})
    await server.execute(f"create database {fresh.database} template {postgres.database} strategy file_copy")
    yield fresh
    await server.execute(f"drop database {fresh.database} with (force)")
    await server.close()


@pytest.fixture
async def bus(address: Address) -> AsyncIterator[PostgresBus]:
    """A bus over the fresh database."""
    async with PostgresBus(address) as bus:
        yield bus


@pytest.fixture
async def db(address: Address, bus: PostgresBus) -> AsyncIterator[Database]:
    """The fresh database, with the pool of the call process."""
    async with Database(address, bus, calls=True) as db:
        yield db


@asynccontextmanager
async def external_server(home: Path) -> AsyncIterator[Address]:
    """Somebody else's PostgreSQL, over TCP with passwords; we own one database and may create roles."""
    host = f"127.0.{slot()}.77"
    async with embedded(home, {"listen_addresses": host, "fsync": "off"}) as server:
        rules = "local all all trust\nhost all all 127.0.0.0/8 scram-sha-256\n"
        await asyncio.to_thread((server.cluster / "pg_hba.conf").write_text, rules)
        hoster = await asyncpg.connect(**server.address.owner())
        await hoster.execute("select pg_reload_conf()")
        await hoster.execute("create role customer login createrole password 'pass word'")
        await hoster.execute("create database shop owner customer")
        await hoster.close()
        yield Address(url=f"postgresql://customer:pass%20word@{host}:5432/shop")
