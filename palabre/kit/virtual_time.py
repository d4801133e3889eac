"""Time that passes only when everybody waits: an hour of calls in some milliseconds."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import Any, TypeVar

from async_solipsism import EventLoop

from palabre.kit.clock import Clock

T = TypeVar("T")
GOODBYES = 5


class _Loop(EventLoop):  # type: ignore[misc]  # the library brings no types
    """Waits at least one tick: a shorter time would never pass."""

    def call_at(self, when: float, *args: Any, **more: Any) -> asyncio.TimerHandle:
        now, tick = self.time(), self._clock_resolution
        timer: asyncio.TimerHandle = super().call_at(
            now + tick if now < when < now + tick else when, *args, **more
        )
        return timer


class VirtualClock(Clock):
    """Starts at `start` and follows the virtual loop that it is read in."""

    def __init__(self, start: datetime) -> None:
        super().__init__()
        self._start = start

    def now(self) -> datetime:
        """The start and what has passed on the loop since."""
        return self._start + timedelta(seconds=asyncio.get_running_loop().time()) + self.shift


def run_virtually(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine in this thread, which has no loop yet, on a loop of its own whose time is virtual.

    Raises async_solipsism.SleepForeverError when everybody waits and nothing is ever going to happen.
    """
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(_alone(main()))


async def _alone(main: Coroutine[Any, Any, T]) -> T:
    """Nothing is left on the loop: what is cancelled may begin something else as it goes."""
    try:
        return await main
    finally:
        for _ in range(GOODBYES):
            await asyncio.sleep(0)  # who leaves already does so in his own order
        for _ in range(GOODBYES):
            for task in (others := asyncio.all_tasks() - {asyncio.current_task()}):
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)


async def aside(threads: Executor | None, work: Callable[[], T]) -> T:
    """Do something that blocks in one of the threads, or at once where time is virtual and nobody waits."""
    loop = asyncio.get_running_loop()
    return work() if isinstance(loop, _Loop) else await loop.run_in_executor(threads, work)
