"""Waiting for something to have happened, with an account of what did happen when it has not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Thing = TypeVar("Thing")


class Happenings:
    """Lets tests wait for a condition that only changes when something happens."""

    def __init__(self, whose: str) -> None:
        self.whose = whose
        self.story: list[str] = []
        self.trouble: str | None = None
        self.waiting: set[asyncio.Future[None]] = set()

    def happened(self, what: str = "") -> None:
        """Wake who waits; `what` is told when a later wait fails."""
        if what:
            self.story.append(what)
        for future in self.waiting:
            if not future.done():
                future.set_result(None)
        self.waiting.clear()

    def broke(self, trouble: str) -> None:
        """Make every wait fail, now and later."""
        self.trouble = trouble
        self.happened(trouble)

    async def until(self, look: Callable[[], Thing | None], within: float, wanted: str) -> Thing:
        """What `look` gives once it gives something; AssertionError after `within` seconds without."""
        try:
            async with asyncio.timeout(within):
                return await self.wait_for(look)
        except TimeoutError:
            raise AssertionError(self.account(f"no {wanted} within {within:g} s")) from None

    async def wait_for(self, look: Callable[[], Thing | None]) -> Thing:
        """What `look` gives once it gives something."""
        while True:
            if self.trouble:
                raise AssertionError(self.account("the phone broke"))
            if (found := look()) is not None:
                return found
            future = asyncio.get_running_loop().create_future()
            self.waiting.add(future)
            await future

    def account(self, problem: str) -> str:
        """What went wrong, and what was seen so far."""
        seen = "; ".join(self.story[-25:]) or "nothing"
        return f"{self.whose}: {problem}. Seen so far: {seen}"
