"""`make bench`: Palabre beside the bare switch, in one run, in turns, on the same machine."""

import argparse
import asyncio
import json
import logging
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.console import Console

from bench import costs, lists, menus, queues, steps
from bench.form import LONG, SHORT, Form
from bench.marks import show
from bench.pair import at_rest, pair
from bench.sides import Side
from bench.stack import palabre
from palabre.kit.clock import clock
from palabre.phone.bundle import find, find_sipp
from palabre.settings import Settings

Part = Callable[[Form, Console], Awaitable[dict[str, float]]]
RESULTS = Path(__file__).with_name("results.json")
WORDS = {
    "bare_cpu_ms_per_call": "the bare switch: processor time for one call",
    "switch_cpu_ms_per_call": "our switch: processor time for one call",
    "app_cpu_ms_per_call": "the call process",
    "database_cpu_ms_per_call": "the database (not part of the ratio)",
    "cpu_ratio": "our switch and call process together, against the bare switch",
    "bare_delay_p50_ms": "caller's INVITE → INVITE at the called phone, bare switch",
    "bare_delay_p99_ms": "",
    "delay_p50_ms": "the same with Palabre",
    "delay_p99_ms": "",
    "added_delay_p50_ms": "what Palabre adds",
    "added_delay_p99_ms": "",
    "sustained_cps": "calls a second, under 0.1 % failed, none late (long form: 30 for 60 s, then more)",
    "ladder_top_cps": "the most that was tried",
    "calls": "made in all parts",
    "failed_calls": "Palabre's, but for those of a ladder's last, failed rung",
    "bare_failed_calls": "the same of the bare switch",
    "memory_per_concurrent_call_kb": "switch and call process, while calls are up",
    "growth_kb_per_call": "call process, from after the warm-up to the end",
    "switch_growth_kb_per_call": "switch, at rest and trimmed (long form only)",
    "leftovers": "channels, bridges, calls, parties, tasks, live rows after the last call",
    "menu_callers": "callers in menus at once",
    "menu_keys": "keys that they pressed",
    "menu_keys_unheard": "of them without a prompt after it",
    "menu_key_to_prompt_p50_ms": "key released → first packet of the next prompt",
    "menu_key_to_prompt_p99_ms": "",
    "list_entries": "numbers in a caller list",
    "list_decision_p50_ms": "what the lists say to a caller, masks and criteria beside them",
    "list_decision_p99_ms": "",
    "list_load_s": "reading the list into the call process",
    "list_other_change_ms": "the same after a change of anything else",
    "list_memory_mb": "what the call process grows by",
    "list_import_s": "a file of as many lines, read into a list",
    "step_cpu_us": "processor time of one step of a scenario, without the switch",
    "queue_waiting": "callers in line all the time",
    "queue_agents": "agents who serve them",
    "queue_offers_per_second": "phones that begin to ring",
    "queue_calls_cpu_percent": "of one processor, for the call process",
    "queue_switch_cpu_percent": "for the switch, which plays music to all of them",
    "queue_free_to_ring_p50_ms": "agent hangs up → his phone rings for the next caller",
    "queue_free_to_ring_p99_ms": "",
    "queue_rung_twice": "phones rung for two callers at once",
    "queue_refused": "callers who were turned away",
    "broken_logs": "calls whose facts have gaps or that have not exactly one row in the history",
}


async def of_calls(form: Form, screen: Console) -> dict[str, float]:
    """What calls cost, beside the bare switch; keys in menus and a long line while everything stands."""
    cache = Settings().cache_home
    with screen.status("finding the switch and sipp") as status:
        engine = await asyncio.to_thread(find, cache, None)
        sipp = await asyncio.to_thread(find_sipp, cache)
        status.update("starting both switches")
        with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
            async with pair(Path(folder), engine, sipp) as both:
                found = await costs.measure(both, form, status.update)
                status.update("callers in menus")
                found |= await menus.measure(both.ours, form.menu_seconds)
                status.update("callers in line")
                return found | await queues.measure(both.palabre, both.ours, form.queue_seconds)


async def of_menus(form: Form, screen: Console) -> dict[str, float]:
    """Keys in menus alone."""
    with screen.status("starting the switch") as status:
        engine = await asyncio.to_thread(find, Settings().cache_home, None)
        side = Side("palabre")
        with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
            async with palabre(side, Path(folder), engine, "company.sql") as running:
                await at_rest(running)
                status.update("callers in menus")
                return await menus.measure(side, form.menu_seconds)


async def of_queues(form: Form, screen: Console) -> dict[str, float]:
    """A long line, and agents who are never idle."""
    with screen.status("starting the switch") as status:
        engine = await asyncio.to_thread(find, Settings().cache_home, None)
        side = Side("palabre")
        with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
            async with palabre(side, Path(folder), engine, "company.sql") as running:
                await at_rest(running)
                status.update("callers in line")
                return await queues.measure(running, side, form.queue_seconds)


async def of_steps(_: Form, screen: Console) -> dict[str, float]:
    """The steps of a scenario by themselves."""
    with screen.status("walking"):
        return await asyncio.to_thread(steps.measure)


async def of_lists(form: Form, screen: Console) -> dict[str, float]:
    """A long caller list."""
    with (
        screen.status("starting the database") as status,
        tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder,
    ):
        return await lists.measure(Path(folder), form, status.update)


PARTS: dict[str, Part] = {"menus": of_menus, "steps": of_steps, "lists": of_lists, "queue": of_queues}
"""What can be measured alone."""


async def measure(only: str | None, form: Form, screen: Console) -> dict[str, float]:
    """The figures of one part, or all, in the order in which they are shown."""
    if only is not None:
        found = await PARTS[only](form, screen)
    else:
        found = await of_calls(form, screen) | await of_steps(form, screen)
        found |= await of_lists(form, screen)
    return {name: round(value, 2) for name, value in found.items()}


def main() -> None:
    """Measure, show, and write results.json."""
    arguments = argparse.ArgumentParser(prog="bench")
    arguments.add_argument("--long", action="store_true", help="some ten minutes instead of two")
    arguments.add_argument("--only", choices=PARTS, help="one part; the other figures stay as they are")
    wanted = arguments.parse_args()
    form = LONG if wanted.long else SHORT
    logging.basicConfig(level=logging.ERROR)
    results = asyncio.run(measure(wanted.only, form, Console()))
    show(results, WORDS)
    known = json.loads(RESULTS.read_text()) if wanted.only and RESULTS.exists() else {}
    where = {"at": clock.now().isoformat(timespec="seconds"), "form": form.name, "processors": os.cpu_count()}
    RESULTS.write_text(json.dumps(known | where | results, indent=1) + "\n")


if __name__ == "__main__":
    main()
