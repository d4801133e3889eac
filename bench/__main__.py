"""`make bench`: Palabre beside the bare switch, in one run, in turns, on the same machine."""

import argparse
import asyncio
import json
import logging
import os
import tempfile
from pathlib import Path

from rich.console import Console

from bench import costs
from bench.form import LONG, SHORT, Form
from bench.marks import show
from bench.pair import pair
from palabre.kit.clock import clock
from palabre.phone.bundle import find, find_sipp
from palabre.settings import Settings

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
    "broken_logs": "calls whose facts have gaps or that have not exactly one row in the history",
}


async def measure(form: Form, screen: Console) -> dict[str, float]:
    """All figures, in the order in which they are shown."""
    cache = Settings().cache_home
    with screen.status("finding the switch and sipp") as status:
        engine = await asyncio.to_thread(find, cache, None)
        sipp = await asyncio.to_thread(find_sipp, cache)
        status.update("starting both switches")
        with tempfile.TemporaryDirectory(prefix="palabre-bench-") as folder:
            async with pair(Path(folder), engine, sipp) as both:
                return await costs.measure(both, form, status.update)


def main() -> None:
    """Measure, show, and write results.json."""
    arguments = argparse.ArgumentParser(prog="bench")
    arguments.add_argument("--long", action="store_true", help="some ten minutes instead of two")
    form = LONG if arguments.parse_args().long else SHORT
    logging.basicConfig(level=logging.ERROR)
    results = asyncio.run(measure(form, Console()))
    show(results, WORDS)
    where = {"at": clock.now().isoformat(timespec="seconds"), "form": form.name, "processors": os.cpu_count()}
    RESULTS.write_text(json.dumps(where | results, indent=1) + "\n")


if __name__ == "__main__":
    main()
