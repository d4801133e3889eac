"""What comes for one reader, in order."""

import asyncio
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """A queue that one task reads; anybody may put something in.

    Every event of a call passes three of them. asyncio's own queue, which serves many readers and knows
    a size and an end of work, costs each call a twentieth more.
    """

    __slots__ = ("_reader", "_things")

    def __init__(self) -> None:
        self._things: deque[T] = deque()
        self._reader: asyncio.Future[None] | None = None

    def empty(self) -> bool:
        """Whether nothing is here now."""
        return not self._things

    def put_nowait(self, thing: T) -> None:
        """Add something behind all else."""
        self._things.append(thing)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def get_nowait(self) -> T:
        """The first thing. Raises IndexError when there is none."""
        return self._things.popleft()

    async def get(self) -> T:
        """The first thing, as soon as there is one. Raises RuntimeError when somebody else waits for it."""
        while not self._things:
            if self._reader is not None:
                raise RuntimeError("an inbox has one reader")
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        return self._things.popleft()
