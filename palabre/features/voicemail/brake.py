"""Stops who guesses a mailbox's PIN, and hardly its owner on his own phone."""

from datetime import datetime, timedelta
from uuid import UUID

from palabre.calls.directory import Account
from palabre.calls.world import World
from palabre.features.voicemail.snapshot import Key, Tried, Tries

FREE = 3
"""So many wrong PINs in a row cost nothing."""
PAUSES = (60, 300, 900, 3600, 14400)
OWN_PAUSES = (30, 60, 120)
"""Seconds: the pause after each further row of wrong ones; the last one again and again."""
FORGOTTEN = timedelta(days=1)
KEYS = 10_000


class PinBrake:
    """Wrong PINs by whoever tries them; a restart of ours brings back what was tried before."""

    def __init__(self) -> None:
        self._tries: dict[Key, Tries] = {}
        self._recalled: set[UUID] = set()

    def recall(self, account: Account) -> None:
        """What had been tried when an account was first read."""
        if account.id not in self._recalled:
            self._recalled.add(account.id)
            for key, tries in account.part(Tried).by_key.items():
                self.told(key, tries)

    def told(self, key: Key, tries: Tries) -> None:
        """What was tried before this process began, unless more is known."""
        known = self._tries.get(key)
        if known is None or known.last < tries.last:
            self._tries[key] = tries

    def locked(self, key: Key, now: datetime) -> bool:
        """Whether even the right PIN does not count now."""
        tries = self._tries.get(key)
        return tries is not None and now < tries.until

    def attempt(self, key: Key, now: datetime, own: bool = False) -> Tries:
        """One more, which counts as wrong until it proves right."""
        before = self._tries.pop(key, None)
        forgotten = before is None or now - before.last > FORGOTTEN
        wrong = 1 if forgotten or before is None else before.wrong + 1
        rows, within = divmod(wrong, FREE)
        pauses = OWN_PAUSES if own else PAUSES
        seconds = pauses[min(rows, len(pauses)) - 1] if not within else 0
        tries = self._tries[key] = Tries(wrong, now, now + timedelta(seconds=seconds))
        if len(self._tries) > KEYS:
            del self._tries[next(iter(self._tries))]
        return tries

    def forgive(self, key: Key) -> None:
        """It was right."""
        self._tries.pop(key, None)


def brake_of(world: World, account: Account) -> PinBrake:
    """The one of this process, which knows what was tried at an account before."""
    found: PinBrake = world.shared.setdefault(PinBrake, PinBrake())
    found.recall(account)
    return found
