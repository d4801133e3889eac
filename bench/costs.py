"""The figures: what a call costs, how much later it rings, how many there can be, and what stays behind."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from statistics import quantiles

from bench.audit import broken_logs, left_over
from bench.delay import delays_ms
from bench.form import Form
from bench.load import Offer, Outcome, offer
from bench.machine import cpu_ms, memory_kb
from bench.pair import Pair
from palabre.phone.engine import Console

COST_RATE = 30
DELAY_RATE = 20
TALK_SECONDS = 0.5
FAILURES_ALLOWED = 0.001
BEHIND_ALLOWED = 1.05
SIP_LIFE_SECONDS = 33
"""So long a switch keeps what it knows of an ended SIP transaction (RFC 3261: 64 × T1)."""

Say = Callable[[str], None]


class Tally:
    """Our calls made and failed, over all parts of a run, and those that the bare switch failed."""

    def __init__(self) -> None:
        self.made = 0
        self.failed = 0
        self.failed_bare = 0

    def add(self, outcome: Outcome, bare: bool = False) -> None:
        """Count an offer that was expected to succeed."""
        if bare:
            self.failed_bare += outcome.failed
            return
        self.made += outcome.made
        self.failed += outcome.failed


async def measure(pair: Pair, form: Form, say: Say) -> dict[str, float]:
    """All parts, one after the other, on one pair of switches."""
    tally = Tally()
    tasks = (await pair.palabre.census())["tasks"]
    switch_before = await _switch_at_rest(pair)
    say("warming up")
    await asyncio.gather(*(offer(pair.sipp, side, Offer(60, COST_RATE, TALK_SECONDS)) for side in pair.sides))
    calls_before = memory_kb(pair.palabre.calls_pid)
    concurrent = await _memory_of_concurrent_calls(pair, form, say, tally)
    results = await _cpu(pair, form, say, tally)
    results |= await _delays(pair, form, say, tally)
    results |= await _ladder(pair, form, say, tally)
    if form.more_calls:
        say(f"{form.more_calls} calls more")
        tally.add(await offer(pair.sipp, pair.ours, Offer(form.more_calls, 30, TALK_SECONDS)))
    say("looking for what was left behind")
    left = await left_over(pair.palabre, tasks)
    if form.more_calls:
        await asyncio.sleep(SIP_LIFE_SECONDS)
        switch_growth = (await _switch_at_rest(pair) - switch_before) / tally.made
        results["switch_growth_kb_per_call"] = switch_growth
    results |= {
        "growth_kb_per_call": (memory_kb(pair.palabre.calls_pid) - calls_before) / tally.made,
        "memory_per_concurrent_call_kb": concurrent,
        "failed_calls": tally.failed,
        "bare_failed_calls": tally.failed_bare,
        "calls": tally.made,
        "leftovers": left.total,
        **{f"leftover_{name}": value for name, value in asdict(left).items()},
        "broken_logs": await broken_logs(pair.palabre),
    }
    return {name: round(value, 2) for name, value in results.items()}


async def _switch_at_rest(pair: Pair) -> int:
    await Console(pair.palabre.places.control_socket).trim_memory()
    return memory_kb(pair.palabre.switch_pid)


async def _memory_of_concurrent_calls(pair: Pair, form: Form, say: Say, tally: Tally) -> float:
    say(f"{form.calls_at_once} calls at once")
    rate = 25
    up_after = form.calls_at_once / rate + 1
    pids = (pair.palabre.switch_pid, pair.palabre.calls_pid)
    before = sum(memory_kb(pid) for pid in pids)
    calls = asyncio.create_task(offer(pair.sipp, pair.ours, Offer(form.calls_at_once, rate, up_after + 2)))
    await asyncio.sleep(up_after)
    after = sum(memory_kb(pid) for pid in pids)
    tally.add(await calls)
    return (after - before) / form.calls_at_once


async def _cpu(pair: Pair, form: Form, say: Say, tally: Tally) -> dict[str, float]:
    pids = {
        "bare": pair.bare_pid,
        "switch": pair.palabre.switch_pid,
        "app": pair.palabre.calls_pid,
        "database": pair.palabre.database_pid,
    }
    spent = dict.fromkeys(pids, 0.0)
    wanted = Offer(round(COST_RATE * form.cost_seconds), COST_RATE, TALK_SECONDS)
    for turn in range(form.rounds):
        for side in pair.sides:
            say(f"processor time, {side.name}, {turn + 1} of {form.rounds}")
            before = {name: cpu_ms(pid) for name, pid in pids.items()}
            tally.add(await offer(pair.sipp, side, wanted), bare=side is pair.bare)
            await asyncio.sleep(1)
            for name in [each for each in pids if (each == "bare") is (side is pair.bare)]:
                spent[name] += cpu_ms(pids[name]) - before[name]
    calls = wanted.calls * form.rounds
    results = {f"{name}_cpu_ms_per_call": value / calls for name, value in spent.items()}
    return results | {"cpu_ratio": (spent["switch"] + spent["app"]) / spent["bare"]}


async def _delays(pair: Pair, form: Form, say: Say, tally: Tally) -> dict[str, float]:
    seen: dict[str, list[float]] = {"bare": [], "palabre": []}
    for turn in range(form.rounds):
        for side in pair.sides:
            say(f"delay, {side.name}, {turn + 1} of {form.rounds}")
            found = await delays_ms(side, pair.callees[side.name], DELAY_RATE, form.delay_seconds)
            seen[side.name] += [each for each in found if each is not None]
            tally.add(Outcome(len(found), found.count(None)), bare=side is pair.bare)
    bare, ours = _p50_p99(seen["bare"]), _p50_p99(seen["palabre"])
    return {
        "bare_delay_p50_ms": bare[0],
        "bare_delay_p99_ms": bare[1],
        "delay_p50_ms": ours[0],
        "delay_p99_ms": ours[1],
        "added_delay_p50_ms": ours[0] - bare[0],
        "added_delay_p99_ms": ours[1] - bare[1],
    }


def _p50_p99(values: list[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[98]


async def _ladder(pair: Pair, form: Form, say: Say, tally: Tally) -> dict[str, float]:
    sustained = 0
    for rate in form.rungs:
        seconds = form.first_rung_seconds if rate == form.rungs[0] else form.rung_seconds
        say(f"{rate} calls a second for {seconds:g} s")
        wanted = Offer(round(rate * seconds), rate, TALK_SECONDS)
        outcome = await offer(pair.sipp, pair.ours, wanted)
        kept_up = outcome.seconds <= (seconds + TALK_SECONDS) * BEHIND_ALLOWED + 1
        if outcome.failed > outcome.made * FAILURES_ALLOWED or not kept_up:
            break
        tally.add(outcome)
        sustained = rate
    return {"sustained_cps": sustained, "ladder_top_cps": form.rungs[-1]}
