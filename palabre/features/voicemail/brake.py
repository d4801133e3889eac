"""Stops who guesses a mailbox's PIN, and hardly its owner on his own phone."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from palabre.calls.world import World

FREE = 3
"""So many wrong PINs in a row cost nothing."""
PAUSES = (60, 300, 900, 3600, 14400)
OWN_PAUSES = (30, 60, 120)
"""Seconds: the pause after each further row of wrong ones; the last one again and again."""
FORGOTTEN = timedelta(days=1)
KEYS = 10_000


@dataclass(frozen=True)
class _Tries:
    wrong: int
    last: datetime
    until: datetime


class PinBrake:
    """Wrong PINs by whoever tries them; in memory, since a restart of ours is not the guesser's doing."""

    def __init__(self) -> None:
        self._tries: dict[Hashable, _Tries] = {}

    def locked(self, key: Hashable, now: datetime) -> bool:
        """Whether even the right PIN does not count now."""
        tries = self._tries.get(key)
        return tries is not None and now < tries.until

    def attempt(self, key: Hashable, now: datetime, own: bool = False) -> None:
        """One more, which counts as wrong until it proves right."""
        before = self._tries.pop(key, None)
        forgotten = before is None or now - before.last > FORGOTTEN
        wrong = 1 if forgotten or before is None else before.wrong + 1
        rows, within = divmod(wrong, FREE)
        pauses = OWN_PAUSES if own else PAUSES
        seconds = pauses[min(rows, len(pauses)) - 1] if not within else 0
        self._tries[key] = _Tries(wrong, now, now + timedelta(seconds=seconds))
        if len(self._tries) > KEYS:
            del self._tries[next(iter(self._tries))]

    def forgive(self, key: Hashable) -> None:
        """It was right."""
        self._tries.pop(key, None)


def brake_of(world: World) -> PinBrake:
    """The one of this process."""
    found: PinBrake = world.shared.setdefault(PinBrake, PinBrake())
    return found
