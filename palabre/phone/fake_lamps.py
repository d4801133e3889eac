"""The part of the fake switch that has to do with messages: lamps, ears, and recordings that were cut."""

import asyncio
from pathlib import Path

from palabre.phone.causes import Cause
from palabre.phone.events import Answered, SwitchEvent
from palabre.phone.port import SpeaksTo


class FakeLamps:
    """What phones show; `left_behind` are recordings, with their seconds, that nobody saw the end of.

    `ears` are parties that hear what another one hears and says, and whom each of them speaks to.
    """

    _events: asyncio.Queue[SwitchEvent]

    def __init__(self) -> None:
        self.lamps: dict[str, tuple[int, int]] = {}
        self.left_behind: dict[str, float] = {}
        self.ears: dict[str, tuple[str, SpeaksTo]] = {}

    async def light(self, endpoint: str, new: int, old: int) -> None:
        """The phone's lamp is on, or goes out."""
        self.lamps[endpoint] = (new, old)

    def recovered(self, recording: str, target: Path) -> float | None:
        """What was put there beforehand."""
        return self.left_behind.pop(recording, None)

    async def listen_in(self, ear: str, party: str, speaks_to: SpeaksTo = "nobody") -> None:
        """A party that hears, as long as the other is there."""
        await asyncio.sleep(0)
        self._must_be_there(party)
        self.revive(ear)
        self.ears[ear] = (party, speaks_to)
        self._events.put_nowait(Answered(ear))

    def _deafen(self, name: str) -> None:
        """Who hears a party leaves with it."""
        self.ears.pop(name, None)
        for ear in self.listened_by(name):
            self.leave(ear)

    def listened_by(self, party: str) -> dict[str, SpeaksTo]:
        """The ears at a party, and whom each speaks to."""
        return {ear: speaks_to for ear, (at, speaks_to) in self.ears.items() if at == party}

    def revive(self, name: str) -> None:
        """A party that the switch holds."""
        raise NotImplementedError

    def leave(self, name: str, cause: int = Cause.NORMAL, sip: int = 0) -> None:
        """A party is gone."""
        raise NotImplementedError

    def _must_be_there(self, name: str) -> object:
        raise NotImplementedError
