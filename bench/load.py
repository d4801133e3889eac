"""Calls in bulk, by sipp."""

import asyncio
import csv
import itertools
import math
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import free_port
from bench.scripts import SCENARIOS, scenario
from bench.sides import CALLERS, NUMBER, SWITCH, Side

CALLER_NUMBERS = 10_000
_runs = itertools.count(1)


@dataclass(frozen=True)
class Sipp:
    """The program, and a folder for what it reads and writes."""

    command: tuple[str, ...]
    folder: Path

    def prepare(self) -> None:
        """Lay out scenarios, the callers' numbers, and some speech (a tone in A-law)."""
        for name in SCENARIOS:
            (self.folder / f"{name}.xml").write_text(scenario(name))
        numbers = (f"+22507{each * 7919 % 10**8:08};" for each in range(CALLER_NUMBERS))
        (self.folder / "callers.csv").write_text("\n".join(["SEQUENTIAL", *numbers]) + "\n")
        wave = (math.sin(each * math.tau * 500 / 8000) for each in range(8000))
        (self.folder / "speech.al").write_bytes(bytes(0xA5 if each > 0 else 0x25 for each in wave))


@dataclass(frozen=True)
class Offer:
    """How many calls, how many of them begin each second, how long each talks, and who calls whom."""

    calls: int
    rate: float
    talk_seconds: float
    script: str = "caller"
    number: str = NUMBER
    address: str = CALLERS


@dataclass(frozen=True)
class Outcome:
    """What became of an offer; `seconds` is from the first INVITE to the last BYE."""

    made: int
    failed: int
    seconds: float = field(default=0)


@asynccontextmanager
async def answering(
    sipp: Sipp, port: int, script: str = "callee", address: str = SWITCH
) -> AsyncIterator[None]:
    """A phone that takes any number of calls, behind a port."""
    process = await _start(sipp, ["-sf", f"{script}.xml", "-i", address, "-p", str(port)])
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def offer(sipp: Sipp, side: Side, wanted: Offer) -> Outcome:
    """Make calls, and wait until all have ended."""
    statistics = sipp.folder / f"run{next(_runs)}.csv"
    hold = round(wanted.talk_seconds * 1000)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    process = await _start(
        sipp,
        [
            *(
                f"{SWITCH}:{side.sip_port}",
                "-i",
                wanted.address,
                "-p",
                str(free_port(address=wanted.address)),
            ),
            *("-sf", f"{wanted.script}.xml", "-inf", "callers.csv", "-s", wanted.number, "-d", str(hold)),
            *("-r", str(round(wanted.rate * 10)), "-rp", "10000", "-m", str(wanted.calls), "-l", "5000"),
            *("-recv_timeout", "20000", "-trace_stat", "-stf", str(statistics), "-fd", "3600"),
        ],
    )
    await process.wait()
    seconds = loop.time() - begin
    with statistics.open() as rows:
        last = list(csv.DictReader(rows, delimiter=";"))[-1]
    statistics.unlink()
    return Outcome(int(last["TotalCallCreated"]), int(last["FailedCall(C)"]), seconds)


async def _start(sipp: Sipp, arguments: list[str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *sipp.command,
        *arguments,
        *("-mp", str(free_port()), "-nostdin"),
        cwd=sipp.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
