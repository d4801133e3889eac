"""Both sides of the comparison, running beside each other with phones that answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.bare import bare_switch
from bench.delay import Callee
from bench.load import Sipp, answering
from bench.machine import cpu_ms
from bench.sides import SWITCH, Side
from bench.sip import Wire, register
from bench.stack import Palabre, palabre
from palabre.phone.bundle import Engine

QUIET_MS = 10


@dataclass(frozen=True)
class Pair:
    """Palabre and the bare switch, the callers' program, and the probes' phones by side."""

    ours: Side
    palabre: Palabre
    bare: Side
    bare_pid: int
    sipp: Sipp
    callees: dict[str, Callee]

    @property
    def sides(self) -> tuple[Side, Side]:
        """In the order in which they take turns."""
        return self.bare, self.ours


@asynccontextmanager
async def pair(folder: Path, engine: Engine, sipp: tuple[str, ...]) -> AsyncIterator[Pair]:
    """Start everything; what is yielded is at rest."""
    ours, bare = Side("palabre"), Side("bare")
    program = Sipp(sipp, folder)
    program.prepare()
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(palabre(ours, folder / "palabre", engine, "company.sql"))
        pid = await stack.enter_async_context(bare_switch(bare, folder / "bare", engine))
        made = Pair(ours, running, bare, pid, program, {each.name: Callee() for each in (ours, bare)})
        await _plug_in(made)
        for side in made.sides:
            await stack.enter_async_context(answering(program, side.callee_port))
        await at_rest(running)
        yield made


async def _plug_in(made: Pair) -> None:
    """The probes' phones listen, ours after registering; sipp's phone is registered from the port it gets."""
    switch = (SWITCH, made.ours.sip_port)
    phone = await register(partial(Wire, SWITCH, made.ours.callee_port), "101", "bench.test", switch)
    phone.close()
    probe, bare_probe = made.callees["palabre"], made.callees["bare"]
    probe.wire = await register(partial(Wire, SWITCH, made.ours.probe_port), "102", "bench.test", switch)
    probe.wire.take = probe.take
    bare_probe.wire = Wire(SWITCH, made.bare.probe_port, bare_probe.take)


async def at_rest(running: Palabre) -> None:
    """Wait until the call process has done what it does after a start (rendering its sentences)."""
    while True:
        before = cpu_ms(running.calls_pid)
        await asyncio.sleep(0.5)
        if cpu_ms(running.calls_pid) - before <= QUIET_MS:
            return
