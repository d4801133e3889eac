"""What one step of a scenario costs by itself, without a switch and without a sound."""

import time
from datetime import UTC, datetime
from uuid import UUID

from palabre.calls.directory import Account
from palabre.phone.events import Caller
from palabre.routing.flow import Document, Flow, parse
from palabre.routing.simulate import Trial, play

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
STEPS = 240
TURNS = 15


def measure() -> dict[str, float]:
    """A walk through twice as many steps takes so much longer: the best of some turns, in microseconds."""
    account = Account(UUID(int=1), "bench", "bench.test")
    short, long = (_row_of(count) for count in (STEPS, 2 * STEPS))
    best = {STEPS: float("inf"), 2 * STEPS: float("inf")}
    for _ in range(TURNS):
        for count, flow in ((STEPS, short), (2 * STEPS, long)):
            best[count] = min(best[count], _seconds(account, flow))
    return {"step_cpu_us": (best[2 * STEPS] - best[STEPS]) / STEPS * 1e6}


def _row_of(count: int) -> Flow:
    """Steps that set something, one after the other."""
    steps = {
        f"step {each}": {
            "type": "language",
            "fields": {"language": "fr"},
            "exits": {"done": f"step {each + 1}"},
        }
        for each in range(count)
    }
    end = {f"step {count}": {"type": "hang_up"}}
    return parse(Document.model_validate({"start": "step 0", "steps": steps | end}), "scenario:bench:1")


def _seconds(account: Account, flow: Flow) -> float:
    began = time.thread_time()
    play(account, flow, Trial(MONDAY, Caller("+2250700000001")))
    return time.thread_time() - began
