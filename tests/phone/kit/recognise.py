"""Recognising a known recording in what was heard over a telephone line.

Each 20 ms becomes the shape of its spectrum: energy in bands as wide as the ear's, without the loudness and
without what the whole recording has in common (the voice, the line). Two recordings are laid over each other
at every shift; at each, the stretch that agrees best is sought, so that a prompt cut short, begun late or
holed is still found and measured, and another sentence of the same voice is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .hearing import HOP, frames
from .sound import RATE, Samples

WINDOW = 400  # 50 ms
BANDS = 24
LOWEST, HIGHEST = 200.0, 3500.0
DEPTH = 45.0  # dB below the loudest moment that still count
AGREEMENT = 0.5  # likeness above which 20 ms speak for a match, below which against it
LOUD = 10.0  # dB over the bottom of that depth: what is below has no shape
CLEAR = 20.0  # dB over the bottom: what is above cannot have been silence
REST = 0.0  # both silent: speaks neither for nor against
CLASH = -0.6  # one silent, the other not
STEP = HOP / RATE

Shapes = NDArray[np.float64]


@dataclass(frozen=True)
class Match:
    """A stretch of a recording found in what was heard; all in seconds."""

    start: float  # where in what was heard
    offset: float  # where in the recording
    seconds: float
    likeness: float  # 0 … 1 on average over the stretch

    @property
    def end(self) -> float:
        """Where the stretch ends in what was heard."""
        return self.start + self.seconds


NO_MATCH = Match(0.0, 0.0, 0.0, 0.0)


def filters() -> NDArray[np.float64]:
    """Triangular bands, evenly spaced on the mel scale."""
    edges = 700 * (np.exp(np.linspace(mel(LOWEST), mel(HIGHEST), BANDS + 2)) - 1)
    places = np.fft.rfftfreq(WINDOW, 1 / RATE)[:, None]
    rising = (places - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - places) / (edges[2:] - edges[1:-1])
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None))


def mel(frequency: float) -> float:
    """Pitch as the ear spaces it."""
    return float(np.log(1 + frequency / 700))


FILTERS = filters()


@dataclass(frozen=True)
class Fingerprint:
    """The shapes of a recording, 20 ms each."""

    bands: Shapes
    loud: NDArray[np.bool_]
    clear: NDArray[np.bool_]

    @classmethod
    def of(cls, samples: Samples) -> Self:
        """Take the fingerprint of 16-bit samples at 8 kHz."""
        spectrum = np.abs(np.fft.rfft(frames(samples, WINDOW, HOP) * np.hanning(WINDOW), axis=1)) ** 2
        energy = 10 * np.log10(spectrum @ FILTERS + 1e-9)
        if not len(energy):
            return cls(energy, np.empty(0, bool), np.empty(0, bool))
        total = energy.max(axis=1)
        bottom = max(total.max() - DEPTH, -60.0)
        return cls(np.maximum(energy, bottom), total > bottom + LOUD, total > bottom + CLEAR)

    def shapes(self, common: NDArray[np.float64]) -> Shapes:
        """Loudness and `common` taken away, each 20 ms brought to length 1."""
        shaped = self.bands - self.bands.mean(axis=1, keepdims=True) - common
        return np.asarray(shaped / np.maximum(np.linalg.norm(shaped, axis=1, keepdims=True), 1e-9))

    @property
    def common(self) -> NDArray[np.float64]:
        """What the loud parts have in common: the voice and the line."""
        if not self.loud.any():
            return np.zeros(BANDS)
        loud = self.bands[self.loud]
        return np.asarray((loud - loud.mean(axis=1, keepdims=True)).mean(axis=0))


def find(recording: Fingerprint, heard: Fingerprint) -> Match:
    """The longest stretch of `recording` in `heard`, NO_MATCH when nothing of it is there."""
    if not len(recording.bands) or not len(heard.bands):
        return NO_MATCH
    common = recording.common
    likeness = recording.shapes(common) @ heard.shapes(common).T
    votes = likeness - AGREEMENT
    votes[~recording.loud[:, None] | ~heard.loud] = REST
    votes[recording.clear[:, None] & ~heard.loud] = CLASH
    votes[~recording.loud[:, None] & heard.clear] = CLASH
    total, first, last, shift = best_stretch(votes)
    if total <= 0:
        return NO_MATCH
    still = ~recording.loud
    while first > 0 and first + shift > 0 and still[first - 1] and not heard.loud[first + shift - 1]:
        first -= 1
    while last + 1 < len(still) and last + shift + 1 < len(heard.loud) and still[last + 1] and not heard.loud[last + shift + 1]:
        last += 1
    rows = np.arange(first, last + 1)
    loud = recording.loud[rows] & heard.loud[rows + shift]
    alike = likeness[rows, rows + shift][loud]
    mean = float(alike.mean()) if len(alike) else 0.0
    return Match((first + shift) * STEP, first * STEP, len(rows) * STEP, mean)


def best_stretch(votes: NDArray[np.float64]) -> tuple[float, int, int, int]:
    """The run along a diagonal with the highest sum: sum, first row, last row, and column minus row.

    Kadane's algorithm on all diagonals at once: they are the columns once each row is shifted by its number.
    """
    rows, columns = votes.shape
    width = rows + columns - 1
    running, started = np.zeros(width), np.zeros(width, int)
    best, best_first, best_last = np.zeros(width), np.zeros(width, int), np.zeros(width, int)
    for row in range(rows):
        here = slice(rows - 1 - row, rows - 1 - row + columns)
        fresh = running[here] <= 0
        running[here] = np.where(fresh, 0, running[here]) + votes[row]
        started[here] = np.where(fresh, row, started[here])
        better = running[here] > best[here]
        best[here] = np.where(better, running[here], best[here])
        best_first[here] = np.where(better, started[here], best_first[here])
        best_last[here] = np.where(better, row, best_last[here])
    diagonal = int(best.argmax())
    return float(best[diagonal]), int(best_first[diagonal]), int(best_last[diagonal]), diagonal - (rows - 1)
