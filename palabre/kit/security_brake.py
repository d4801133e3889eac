"""Slows down whoever guesses."""

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta

from palabre.kit.clock import clock
from palabre.kit.errors import PalabreError

_WINDOW = timedelta(minutes=1)
_KEYS = 10_000


class TooManyGuesses(PalabreError):
    """Too many wrong passwords in a short time."""

    code, status = "too_many_guesses", 429
    fr = "Trop d'essais : attendez {seconds} secondes."
    en = "Too many attempts: wait {seconds} seconds."


class Brake:
    """Counts attempts per key over a minute, as they begin, so that many at once do not slip by."""

    def __init__(self) -> None:
        self._attempts: dict[Hashable, deque[datetime]] = {}

    def attempt(self, key: Hashable, limit: int) -> None:
        """Note one more attempt of at most `limit` in a minute. Raises TooManyGuesses."""
        now = clock.now()
        attempts = self._attempts.pop(key, None) or deque()
        self._attempts[key] = attempts  # at the end: the one tried longest ago is forgotten first
        while attempts and attempts[0] <= now - _WINDOW:
            attempts.popleft()
        if len(attempts) >= limit:
            raise TooManyGuesses(seconds=max(1, round((attempts[0] + _WINDOW - now).total_seconds())))
        attempts.append(now)
        if len(self._attempts) > _KEYS:
            del self._attempts[next(iter(self._attempts))]

    def forgive(self, key: Hashable) -> None:
        """The attempt was right: forget the wrong ones before it."""
        self._attempts.pop(key, None)
