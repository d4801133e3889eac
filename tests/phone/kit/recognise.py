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
SLIP = 0.7  # votes that 20 ms too many or too few cost
LEAST = 1.5  # the votes of some 80 ms in full agreement: less is chance
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
        energy = 10 * np.log10(np.einsum("ij,jb->ib", spectrum, FILTERS) + 1e-9)
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


def find(recording: Fingerprint, heard: Samples) -> Match:
    """The longest stretch of `recording` in 16-bit samples at 8 kHz, NO_MATCH when nothing of it is there."""
    overlaid = [overlay(recording, Fingerprint.of(heard[late:]), late / RATE) for late in (0, HOP // 2)]
    return max(overlaid, key=lambda match: match.seconds * match.likeness)


def overlay(recording: Fingerprint, heard: Fingerprint, late: float) -> Match:
    """The longest stretch at shifts of whole steps; `late` is the time left out of what was heard."""
    if not len(recording.bands) or not len(heard.bands):
        return NO_MATCH
    common = recording.common
    likeness = np.einsum("ib,jb->ij", recording.shapes(common), heard.shapes(common))
    total, begin, end = best_path(votes(likeness, recording, heard))
    if total < LEAST:
        return NO_MATCH
    quiet = ~recording.loud
    before, after = quiet_steps(quiet, heard, begin, -1), quiet_steps(quiet, heard, end, 1)
    loud = int(recording.loud[begin[0] : end[0] + 1].sum())
    first, last = begin[0] - before, end[0] + after
    start = (begin[1] - before) * STEP + late
    return Match(start, first * STEP, (last - first + 1) * STEP, min(1.0, AGREEMENT + total / loud))


def quiet_steps(quiet: NDArray[np.bool_], heard: Fingerprint, place: tuple[int, int], way: int) -> int:
    """How many steps of quiet, in both, lie next to a place: a pause belongs to the sentence."""
    row, column = place[0] + way, place[1] + way
    count = 0
    while 0 <= row < len(quiet) and 0 <= column < len(heard.loud) and quiet[row] and not heard.loud[column]:
        row, column, count = row + way, column + way, count + 1
    return count


def votes(likeness: NDArray[np.float64], recording: Fingerprint, heard: Fingerprint) -> NDArray[np.float64]:
    """How much each pair of steps speaks for a match (above 0) or against it."""
    weights = likeness - AGREEMENT
    weights[~recording.loud[:, None] | ~heard.loud] = REST
    weights[recording.clear[:, None] & ~heard.loud] = CLASH
    weights[~recording.loud[:, None] & heard.clear] = CLASH
    return weights


def best_path(votes: NDArray[np.float64]) -> tuple[float, tuple[int, int], tuple[int, int]]:
    """The way through votes with the highest sum: that sum, its first and its last row and column.

    A local alignment (Smith and Waterman): each row goes on from the column before. To skip a column or to
    stay in one costs SLIP: that is what a jitter buffer does.
    """
    rows, columns = votes.shape
    sums, begun, places = np.zeros(columns + 2), np.zeros(columns + 2, int), np.arange(columns)
    best, begin, end = 0.0, 0, (0, 0)
    for row in range(rows):
        before, origins = sums[1:-1].copy(), begun[1:-1].copy()
        for neighbours, theirs in ((sums[:-2], begun[:-2]), (sums[2:], begun[2:])):
            slipped = neighbours - SLIP
            better = slipped > before
            np.copyto(before, slipped, where=better)
            np.copyto(origins, theirs, where=better)
        fresh = before <= 0
        np.copyto(before, 0, where=fresh)
        np.copyto(origins, places + row * columns, where=fresh)
        begun[2:], sums[2:] = origins, before + votes[row]
        column = int(sums[2:].argmax())
        if sums[column + 2] > best:
            best, begin, end = float(sums[column + 2]), int(begun[column + 2]), (row, column)
    return best, (begin // columns, begin % columns), end
