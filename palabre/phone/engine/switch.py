"""The switch as our child process: started, watched, started again, stopped."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from palabre.kit.errors import PalabreError
from palabre.phone.bundle import Engine
from palabre.phone.engine.child import start_child
from palabre.phone.engine.configuration import write_configuration
from palabre.phone.engine.console import Console, SwitchAway
from palabre.phone.engine.devices import Devices
from palabre.phone.engine.guard import Guard
from palabre.phone.engine.ports import require_free_ports
from palabre.phone.engine.rest import Rest
from palabre.phone.engine.settings import SwitchSettings

log = logging.getLogger(__name__)
START_WITHIN, STOP_WITHIN = 30.0, 5.0  # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0
STEADY = 60.0  # seconds alive after which a death counts as the first
TIDY_EVERY = 300.0
LOG_LIMIT = 20_000_000  # bytes
AHEAD = 10
"""Voices do not wait for reports and imports."""


class SwitchDoesNotStart(PalabreError):
    """The switch ended, or said nothing, instead of becoming ready."""

    code, status = "switch_does_not_start", 500
    fr = "Le commutateur ne démarre pas : {reason} (journal : {log})"
    en = "The switch does not start: {reason} (log: {log})"


async def nothing() -> None:
    """For those who need not know of a start."""


class Switch:
    """One Asterisk process: `async with` runs it, awaiting `on_start` after each start, the first as well."""

    def __init__(
        self, settings: SwitchSettings, engine: Engine, on_start: Callable[[], Awaitable[None]] = nothing
    ) -> None:
        self.settings = settings
        self.engine = engine
        self.on_start = on_start
        self.console = Console(settings.control_socket)
        self.process: asyncio.subprocess.Process | None = None
        self.tasks: list[asyncio.Task[None]] = []

    @property
    def pid(self) -> int | None:
        """The process id, while it runs."""
        return self.process.pid if self.process and self.process.returncode is None else None

    async def __aenter__(self) -> Self:
        """Start; returns when calls can come. Raises PortTaken, SwitchDoesNotStart."""
        require_free_ports(self.settings)
        self.main_file = write_configuration(self.settings, self.engine)
        self.rest = Rest.of(self.settings)
        self.devices = Devices(self.console, self.rest)
        self.guard = Guard(self.settings.brake, self.settings.security_log, self.console, self.rest)
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        self.tasks = [
            asyncio.create_task(work) for work in (self.keep_running(), self.guard.run(), self.tidy())
        ]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self.tasks:
            task.cancel()
        for ended in await asyncio.gather(*self.tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                log.error("watching the switch went wrong", exc_info=ended)
        await self.stop()

    async def start(self) -> None:
        """Start the process and wait until it answers."""
        command = [*self.engine.command, "-C", str(self.main_file), "-f"]
        environment = {
            **self.engine.environment,
            "MALLOC_ARENA_MAX": "2",
        }  # fewer heaps keep memory of ended calls
        self.log_begins = size(self.settings.log_file)
        output = self.settings.home / "log" / "output"
        self.process = await start_child(command, environment, output, AHEAD)
        deadline = asyncio.get_running_loop().time() + START_WITHIN
        while not await self.rest.ready():
            if self.process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                raise SwitchDoesNotStart(reason=self.last_words(), log=self.settings.log_file)
            await asyncio.sleep(0.02)
        await self.guard.restore()
        await self.on_start()

    async def stop(self) -> None:
        """Let it end its calls, then insist."""
        for word, patience in ((signal.SIGTERM, STOP_WITHIN), (signal.SIGKILL, STOP_WITHIN)):
            if self.process is None or self.process.returncode is not None:
                return
            self.process.send_signal(word)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), patience)

    async def keep_running(self) -> None:
        """Start it again whenever it dies, more and more patiently while it does not come up."""
        pause, loop = FIRST_PAUSE, asyncio.get_running_loop()
        while self.process is not None:
            began = loop.time()
            code = await self.process.wait()
            log.error(
                "the switch ended with %s; starting it again. Its last words: %s", code, self.last_words()
            )
            pause = FIRST_PAUSE if loop.time() - began > STEADY else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)
            try:
                await self.start()
            except (PalabreError, OSError) as trouble:
                log.error("the switch does not come back: %s", trouble)
                await self.stop()

    async def tidy(self) -> None:
        """Now and then give memory back and keep the log short."""
        while True:
            await asyncio.sleep(TIDY_EVERY)
            with suppress(SwitchAway):
                await self.console.trim_memory()
            shorten(self.settings.log_file)

    def last_words(self) -> str:
        """What the process said since its start, before it gave up."""
        output = self.settings.home / "log" / "output"
        for file, begins in ((self.settings.log_file, self.log_begins), (output, 0)):
            lines = file.read_bytes()[begins:].decode(errors="replace").splitlines() if file.exists() else []
            told = [line for line in lines if "error" in line.lower()]
            if told:
                return told[-1]
        return f"exit code {self.process.returncode}" if self.process else "no process"


def size(file: Path) -> int:
    """The length of a log, in bytes."""
    return file.stat().st_size if file.exists() else 0


def shorten(file: Path) -> None:
    """Keep one older log; the switch goes on writing to the file it has open, from its new end."""
    if size(file) > LOG_LIMIT:
        file.with_suffix(".old").write_bytes(file.read_bytes())
        os.truncate(file, 0)
