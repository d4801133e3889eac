"""A real switch beside a real database, with views made by the list of columns."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from palabre.kit.clock import clock
from palabre.kit.postgres import embedded
from palabre.phone.bundle import Engine, find
from palabre.phone.engine import Brake, Database, Switch, SwitchSettings
from palabre.phone.engine.columns import VIEWS
from palabre.phone.engine.tests.sip import Phone
from palabre.phone.engine.tests.tables import Tables
from palabre.settings import Settings

SMALL = {"shared_buffers": "32MB", "fsync": "off"}


def free_port() -> int:
    """A port that nobody holds, for TCP and UDP."""
    while True:
        with (
            closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as trial,
            closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as other,
        ):
            trial.bind(("127.0.0.1", 0))
            with suppress(OSError):
                other.bind(trial.getsockname())
                return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The switch that `make run` would start."""
    settings = Settings()
    return find(settings.cache_home, settings.asterisk, mirror=settings.debian_mirror)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def database(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, Any]]:
    """A database with empty tables in the place of the views; gives what a client needs."""
    async with embedded(tmp_path_factory.mktemp("database"), SMALL) as server:
        connection = await asyncpg.connect(**server.address.owner())
        await connection.execute(
            "create role palabre_switch login; create schema switch;"
            "grant usage on schema switch to palabre_switch;"
            "alter role palabre_switch set search_path = switch"
        )
        for table, (columns, *_) in VIEWS.items():
            fields = ", ".join(f"{column} text" for column in columns)
            await connection.execute(
                f"create table switch.{table} ({fields}); grant select on switch.{table} to palabre_switch"
            )
        await connection.close()
        yield server.address.owner()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tables(database: dict[str, Any]) -> AsyncIterator[Tables]:
    """What the switch reads."""
    connection = await asyncpg.connect(**database)
    yield Tables(connection)
    await connection.close()


@pytest.fixture(scope="module")
def settings(database: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> SwitchSettings:
    """A switch on free ports of loopback that brakes guessers at three failures."""
    first = 22000 + os.getpid() % 40 * 200
    return SwitchSettings(
        home=tmp_path_factory.mktemp("switch"),
        database=Database(host=database["host"], port=database["port"], name=database["database"]),
        sip_address="127.0.0.1",
        sip_port=free_port(),
        tls_port=free_port(),
        http_port=free_port(),
        rtp_start=first,
        rtp_end=first + 199,
        brake=Brake(failures=3, trusted=("127.0.0.1/32",)),
    )


@pytest.fixture(scope="module")
def starts() -> list[float]:
    """When the switch has started."""
    return []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def switch(settings: SwitchSettings, engine: Engine, starts: list[float]) -> AsyncIterator[Switch]:
    """The running switch."""

    async def started() -> None:
        starts.append(asyncio.get_running_loop().time())

    async with Switch(settings, engine, started) as running:
        yield running


@pytest.fixture
def clock_at_rest() -> Iterator[None]:
    """Puts the service's clock back after a test has moved it."""
    yield
    clock.shift = timedelta()


@pytest_asyncio.fixture(loop_scope="module")
async def phone_at(settings: SwitchSettings) -> AsyncIterator[Callable[[str], Awaitable[Phone]]]:
    """Makes phones at addresses of this machine; all are put away after the test."""
    made: list[Phone] = []

    async def make(address: str = "127.0.0.1") -> Phone:
        made.append(await Phone.at(address, settings.sip_port))
        return made[-1]

    yield make
    for phone in made:
        phone.transport.close()
    await asyncio.sleep(0)
