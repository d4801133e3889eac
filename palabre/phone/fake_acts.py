"""What tests let the phones of the fake switch do besides talking."""

import asyncio

from palabre.phone.events import Held, Resumed, SwitchEvent, TransferAsked


class Acts:
    """Keys of a phone other than digits: hold and transfer."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[SwitchEvent] = asyncio.Queue()

    def refer(self, name: str, to: str, other: str | None = None) -> None:
        """A phone asks for a transfer now."""
        self._events.put_nowait(TransferAsked(name, to, other))

    def hold(self, name: str) -> None:
        """A party puts the other side on hold now."""
        self._events.put_nowait(Held(name))

    def resume(self, name: str) -> None:
        """A party takes the other side back now."""
        self._events.put_nowait(Resumed(name))
