"""`make soak`: mixed calls for a long time, then a search for everything that should have gone."""

import argparse
import asyncio
import logging
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import linear_regression

from rich.console import Console
from rich.table import Table

from bench.audit import broken_logs, left_over
from bench.costs import SIP_LIFE_SECONDS
from bench.delay import Callee, delays_ms
from bench.load import Offer, Outcome, Sipp, answering, offer
from bench.machine import memory_kb, open_files
from bench.pair import at_rest
from bench.sides import ABSENT_NUMBER, BUSY_NUMBER, CALLERS, FAR_NUMBER, MENU_NUMBER, PHONES, SWITCH, Side
from bench.sip import Wire, register
from bench.stack import ACCOUNT, Palabre, palabre
from palabre.calls.control import ask
from palabre.kit.errors import PalabreError
from palabre.phone.bundle import find, find_sipp
from palabre.phone.engine import Console as SwitchConsole
from palabre.settings import Settings

MIX = {
    "outside, answered": Offer(0, 2, 3),
    "outside, busy": Offer(0, 0.5, 0, "refused_caller", BUSY_NUMBER),
    "nobody picks up, a message is left": Offer(0, 0.3, 0, "leaving_a_message", ABSENT_NUMBER),
    "the caller gives up": Offer(0, 0.5, 0, "impatient_caller", ABSENT_NUMBER),
    "menu, a key in the prompt": Offer(0, 1, 2, "menu_caller", MENU_NUMBER),
    "menu, left in the prompt": Offer(0, 0.5, 0, "leaving_a_menu", MENU_NUMBER),
    "to the outside": Offer(0, 1, 3, "phone_caller", FAR_NUMBER, PHONES),
    "between extensions": Offer(0, 1, 3, "phone_caller", "101", PHONES),
}
ROUND_SECONDS = 60
STOLEN_EVERY_SECONDS = 3
"""So often a call in progress is ended by a command: in a prompt, while ringing, in a talk."""


@dataclass(frozen=True)
class Sample:
    """Memory and open files at one time; `minute` counts from the start."""

    minute: float
    switch_kb: int
    calls_kb: int
    switch_files: int
    calls_files: int


class Soak:
    """One long run on one Palabre."""

    def __init__(self, running: Palabre, side: Side, sipp: Sipp, screen: Console) -> None:
        self._running = running
        self._side = side
        self._sipp = sipp
        self._screen = screen
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self.outcomes = dict.fromkeys(MIX, Outcome(0, 0))
        self.samples: list[Sample] = []
        self.delays: list[float | None] = []
        self.ended_by_command = 0

    async def run(self, minutes: float, probe: Callee) -> None:
        """Rounds of a minute each, all kinds of calls at once."""
        ending = asyncio.create_task(self._end_some())
        while self._minute() < minutes:
            seconds = min(ROUND_SECONDS, max((minutes - self._minute()) * 60, 10))
            probing = delays_ms(self._side, probe, 1, seconds)
            mixed = asyncio.gather(*(self._round(name, seconds) for name in MIX))
            delays, _ = await asyncio.gather(probing, mixed)
            self.delays += delays
            await self._rest()
        ending.cancel()

    async def _round(self, name: str, seconds: float) -> None:
        wanted = replace(MIX[name], calls=max(round(MIX[name].rate * seconds), 1))
        found, before = await offer(self._sipp, self._side, wanted), self.outcomes[name]
        self.outcomes[name] = Outcome(before.made + found.made, before.failed + found.failed)

    async def _rest(self) -> None:
        """A sample is taken when the switch has forgotten the last calls and given memory back."""
        await asyncio.sleep(SIP_LIFE_SECONDS)
        await SwitchConsole(self._running.places.control_socket).trim_memory()
        switch, calls = self._running.switch_pid, self._running.calls_pid
        sample = Sample(
            self._minute(), memory_kb(switch), memory_kb(calls), open_files(switch), open_files(calls)
        )
        self.samples.append(sample)
        failed = sum(each.failed for each in self.outcomes.values())
        self._screen.print(f"[dim]{failed} failed · {sample}[/]", highlight=False)

    async def _end_some(self) -> None:
        while True:
            await asyncio.sleep(STOLEN_EVERY_SECONDS)
            call = await self._running.connection.fetchval(
                "select call_id from live_calls order by random() limit 1"
            )
            if call is None:
                continue
            try:
                await ask(self._running.bus, ACCOUNT, "end_call", call=str(call))
                self.ended_by_command += 1
            except PalabreError:
                continue

    def _minute(self) -> float:
        return (self._loop.time() - self._began) / 60


async def audit(soak: Soak, running: Palabre, tasks: int) -> Iterator[tuple[str, object, bool]]:
    """Each thing that was looked at: what it is, what was found, and whether that is right."""
    left = await left_over(running, tasks)
    segments = list(running.places.journal.glob("*.jsonl"))
    refused = (running.places.journal / "refused").exists()
    later = soak.samples[len(soak.samples) // 3 :]
    came = [each for each in soak.delays if each is not None]
    return iter(
        [
            (f"left over: {left}", left.total, left.total == 0),
            (
                "calls with gaps in their facts, or without exactly one row",
                *_zero(await broken_logs(running)),
            ),
            ("calls that failed, less those ended by command", *_zero(_failed(soak))),
            ("journal segments", len(segments), len(segments) <= 2),
            ("facts put aside", refused, not refused),
            (
                "open files of the switch, last less first",
                *_zero(later[-1].switch_files - later[0].switch_files),
            ),
            ("open files of the call process", *_zero(later[-1].calls_files - later[0].calls_files)),
            ("switch grows, kB a minute", *_slope([(each.minute, each.switch_kb) for each in later])),
            ("call process grows, kB a minute", *_slope([(each.minute, each.calls_kb) for each in later])),
            ("longest way of an INVITE, ms", round(max(came), 1), max(came) < 1000),
        ]
    )


def _failed(soak: Soak) -> int:
    failed = sum(each.failed for each in soak.outcomes.values()) + soak.delays.count(None)
    return max(failed - soak.ended_by_command, 0)


def _zero(value: int) -> tuple[int, bool]:
    return value, value <= 0


def _slope(points: list[tuple[float, int]]) -> tuple[float, bool]:
    """Growth by a straight line through the samples; 50 kB a minute are 70 MB a day."""
    if len(points) < 3:
        return 0, True
    slope = linear_regression(*zip(*points, strict=True)).slope
    return round(slope, 1), slope < 50


async def soak(minutes: float, screen: Console) -> bool:
    """The whole run; whether everything was found in order."""
    cache, side = Settings().cache_home, Side("palabre")
    engine, program = find(cache, None), find_sipp(cache)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="palabre-soak-")))
        sipp = Sipp(program, folder)
        sipp.prepare()
        running = await stack.enter_async_context(palabre(side, folder / "palabre", engine, "company.sql"))
        probe = await _phones(stack, sipp, side)
        await at_rest(running)
        tasks = (await running.census())["tasks"]
        soak = Soak(running, side, sipp, screen)
        await soak.run(minutes, probe)
        return _show(soak, list(await audit(soak, running, tasks)), screen)


async def _phones(stack: AsyncExitStack, sipp: Sipp, side: Side) -> Callee:
    switch, probe = (SWITCH, side.sip_port), Callee()
    for user, port, script in (
        ("101", side.callee_port, "callee"),
        ("103", side.busy_port, "busy_callee"),
        ("104", side.absent_port, "absent_callee"),
    ):
        (await register(partial(Wire, SWITCH, port), user, "bench.test", switch)).close()
        await stack.enter_async_context(answering(sipp, port, script))
    await stack.enter_async_context(answering(sipp, side.carrier_port, "callee", CALLERS))
    probe.wire = await register(partial(Wire, SWITCH, side.probe_port), "102", "bench.test", switch)
    probe.wire.take = probe.take
    return probe


def _show(soak: Soak, found: list[tuple[str, object, bool]], screen: Console) -> bool:
    table = Table(title=f"{sum(each.made for each in soak.outcomes.values())} calls")
    for column in ("calls", "made", "failed"):
        table.add_column(column)
    for name, outcome in soak.outcomes.items():
        table.add_row(name, str(outcome.made), str(outcome.failed))
    table.add_row("ended by command", str(soak.ended_by_command), "")
    screen.print(table)
    for what, value, right in found:
        screen.print(f"{'[green]✓[/]' if right else '[red]✗[/]'} {what}: {value}", highlight=False)
    return all(right for _, _, right in found)


def main() -> int:
    """Run, and end with 1 when something was left behind."""
    arguments = argparse.ArgumentParser(prog="bench.soak")
    arguments.add_argument("--minutes", type=float, default=60)
    logging.basicConfig(level=logging.ERROR)
    return 0 if asyncio.run(soak(arguments.parse_args().minutes, Console())) else 1


if __name__ == "__main__":
    raise SystemExit(main())
