"""Palabre as it runs in earnest, less the web process, on ports and data of its own."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any
from uuid import UUID

import asyncpg

from bench.machine import family, free_port
from bench.sides import Side
from palabre.calls.control import CallsAway, ask
from palabre.kit.bus import PostgresBus
from palabre.kit.database_address import Address
from palabre.kit.migrate import migrate
from palabre.kit.postgres import embedded
from palabre.phone.bundle import Engine
from palabre.phone.engine import Switch
from palabre.phone.engine.child import start_child
from palabre.phone.engine.rest import Rest
from palabre.places import Places
from palabre.settings import Settings
from palabre.up import switch_settings_of

ACCOUNT = UUID("00000000-0000-0000-0000-00000000000a")


@dataclass(frozen=True)
class Palabre:
    """What runs, and how to look into it. `calls_pid` and `database_pid` are processes."""

    places: Places
    database: Address
    database_pid: int
    switch: Switch
    rest: Rest
    calls_pid: int
    connection: "asyncpg.Connection[asyncpg.Record]"
    bus: PostgresBus

    @property
    def switch_pid(self) -> int:
        """The switch's process."""
        assert self.switch.process
        return self.switch.process.pid

    @property
    def calls_pids(self) -> list[int]:
        """The call process and what it has started."""
        return family(self.calls_pid)

    async def census(self) -> dict[str, int]:
        """What the call process holds."""
        return await ask(self.bus, ACCOUNT, "census")


@asynccontextmanager
async def palabre(side: Side, home: Path, engine: Engine, company: str) -> AsyncIterator[Palabre]:
    """A running Palabre with the company of a SQL file; ready for its first call."""
    settings = Settings(
        data=home,
        sip_address="127.0.0.1",
        sip_port=side.sip_port,
        sip_tls_port=free_port(socket.SOCK_STREAM),
        switch_http_port=free_port(socket.SOCK_STREAM),
        rtp_start=20000,
        rtp_end=29999,
    )
    places = Places(settings.home)
    places.logs.mkdir(parents=True, exist_ok=True)
    _lend_voice(settings, places)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(embedded(home))
        await migrate(server.address)
        connection = await asyncpg.connect(**server.address.owner())
        stack.push_async_callback(connection.close)
        await connection.execute(_sql(company, side))
        words = switch_settings_of(settings, places)
        switch = await stack.enter_async_context(Switch(words, engine))
        process = await start_child(
            [sys.executable, "-m", "palabre", "calls"], _environment(settings), places.logs / "calls.out"
        )
        stack.push_async_callback(_stop, process)
        bus = await stack.enter_async_context(PostgresBus(server.address))
        made = Palabre(
            places, server.address, server.pid, switch, Rest.of(words), process.pid, connection, bus
        )
        await _ready(made)
        yield made


def _lend_voice(settings: Settings, places: Places) -> None:
    """Sentences are read aloud once for all runs: that takes a quarter of a minute."""
    lent = settings.cache_home / "bench" / "spoken"
    lent.mkdir(parents=True, exist_ok=True)
    places.spoken.symlink_to(lent)


def _sql(company: str, side: Side) -> str:
    text = resources.files("bench").joinpath(company).read_text()
    return Template(text).substitute(account=ACCOUNT, **vars(side))


def _environment(settings: Settings) -> dict[str, str]:
    chosen = settings.model_dump(include=settings.model_fields_set)
    return {f"PALABRE_{name.upper()}": str(value) for name, value in chosen.items()}


async def _stop(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    await process.wait()


async def _ready(made: Palabre) -> None:
    """The call process answers, and the switch knows the trunk."""
    trunk = "asterisk/config/dynamic/res_pjsip/identify/trunk-bench"
    async with asyncio.timeout(60):
        while True:
            status, _ = await made.rest.ask("GET", trunk)
            if status == 200 and await _answers(made):
                return
            await asyncio.sleep(0.1)


async def _answers(made: Palabre) -> dict[str, Any] | None:
    try:
        return await made.census()
    except CallsAway:
        return None
