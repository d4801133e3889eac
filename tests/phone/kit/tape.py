"""Everything one side of a call heard, on one unbroken timeline since its audio began."""

from __future__ import annotations

import bisect

import numpy as np

from .sound import RATE, Samples


class Tape:
    """Grows by 20 ms at a time; places are seconds from its beginning, moments are the event loop's time."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.places: list[float] = []
        self.moments: list[float] = []

    def add(self, pcm: bytes, moment: float) -> None:
        """Append what was heard until `moment`."""
        self.pcm += pcm
        self.places.append(self.length)
        self.moments.append(moment)

    @property
    def length(self) -> float:
        """Seconds of audio so far."""
        return len(self.pcm) / 2 / RATE

    def samples(self, start: float = 0.0, end: float | None = None) -> Samples:
        """The audio between two places."""
        first = 2 * round(max(start, 0.0) * RATE)
        past = len(self.pcm) if end is None else 2 * round(end * RATE)
        return np.frombuffer(bytes(self.pcm[first:past]), np.int16)

    def moment(self, place: float) -> float:
        """When the sound at `place` was heard, in the event loop's time."""
        if not self.places:
            raise AssertionError("nothing was heard yet")
        index = min(bisect.bisect_left(self.places, place), len(self.places) - 1)
        return self.moments[index] - (self.places[index] - place)

    def place(self, moment: float) -> float:
        """The place on the tape that was heard at `moment`."""
        if not self.moments:
            return 0.0
        index = min(bisect.bisect_left(self.moments, moment), len(self.moments) - 1)
        return min(max(self.places[index] - (self.moments[index] - moment), 0.0), self.length)
