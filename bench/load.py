"""Calls in bulk, by sipp."""

import asyncio
import csv
import itertools
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from bench.machine import free_port
from bench.sides import CALLERS, NUMBER, SWITCH, Side

SCENARIOS = Path(str(resources.files("bench").joinpath("sip")))
_runs = itertools.count(1)


@dataclass(frozen=True)
class Sipp:
    """The program, and a folder for what it writes."""

    command: tuple[str, ...]
    folder: Path


@dataclass(frozen=True)
class Offer:
    """How many calls, how many of them begin each second, and how long each talks."""

    calls: int
    rate: float
    talk_seconds: float


@dataclass(frozen=True)
class Outcome:
    """What became of an offer; `seconds` is from the first INVITE to the last BYE."""

    made: int
    failed: int
    seconds: float


@asynccontextmanager
async def answering(sipp: Sipp, port: int, scenario: str = "callee") -> AsyncIterator[None]:
    """A phone that takes any number of calls, behind a port."""
    arguments = ["-sf", f"{SCENARIOS}/{scenario}.xml", "-i", SWITCH, "-p", str(port)]
    process = await _start(sipp, [*arguments, "-mp", str(free_port())])
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def offer(sipp: Sipp, side: Side, wanted: Offer) -> Outcome:
    """Make calls to the number, and wait until all have ended."""
    callers = sipp.folder / "callers.csv"
    if not callers.exists():
        numbers = (f"+22507{each * 7919 % 10**8:08}" for each in range(10_000))
        callers.write_text("SEQUENTIAL\n" + "".join(f"{each};\n" for each in numbers))
    statistics = sipp.folder / f"run{next(_runs)}.csv"
    hold = round(wanted.talk_seconds * 1000)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    process = await _start(
        sipp,
        [
            *(f"{SWITCH}:{side.sip_port}", "-i", CALLERS, "-p", str(free_port(address=CALLERS))),
            *(
                "-sf",
                f"{SCENARIOS}/caller.xml",
                "-inf",
                str(callers),
                "-s",
                NUMBER,
                "-d",
                str(hold),
                "-recv_timeout",
                "20000",
            ),
            *("-r", str(wanted.rate), "-m", str(wanted.calls), "-l", "5000"),
            *("-mp", str(free_port()), "-trace_stat", "-stf", str(statistics), "-fd", "600"),
        ],
    )
    await process.wait()
    seconds = loop.time() - begin
    with statistics.open() as rows:
        last = list(csv.DictReader(rows, delimiter=";"))[-1]
    return Outcome(int(last["TotalCallCreated"]), int(last["FailedCall(C)"]), seconds)


async def _start(sipp: Sipp, arguments: list[str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *sipp.command,
        *arguments,
        "-nostdin",
        cwd=sipp.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
