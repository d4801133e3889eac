"""What is to be heard in a piece of audio: levels, tones, silence. Pure functions; seconds, Hz and dBFS.

Products of matrices are `einsum`: `@` starts threads that wait by spinning, which a loaded machine feels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .sound import FULL_SCALE, RATE, Samples

NOTHING = -120.0
QUIET = -50.0
TONE_FLOOR = -40.0
WINDOW = 640  # 80 ms: a pure tone is 25 Hz wide
HOP = 160
PROMINENCE = 12.0  # dB over the frequencies around, so that a voice passing by is not a tone
BLINK = 0.06  # a hole or a burst this short is the line's doing
NEIGHBOURS = (-150, -100, 100, 150)

Levels = NDArray[np.float64]


@dataclass(frozen=True)
class Span:
    """A stretch of audio, in seconds from its beginning."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True)
class Tone:
    """A frequency heard, with its level."""

    frequency: float
    level: float


def decibels(ratio: NDArray[np.float64] | float) -> Levels:
    """Amplitude relative to full scale, in dBFS."""
    return np.asarray(20 * np.log10(np.maximum(ratio, 10 ** (NOTHING / 20))))


def level(samples: Samples) -> float:
    """Loudness, so that a full-scale tone has 0 dBFS."""
    if not len(samples):
        return NOTHING
    power = np.mean((samples.astype(float) / FULL_SCALE) ** 2)
    return float(decibels(np.sqrt(2 * power)))


def frames(samples: Samples, window: int, hop: int) -> NDArray[np.float64]:
    """Overlapping windows, one a row; samples too few for one give none."""
    if len(samples) < window:
        return np.empty((0, window))
    views = np.lib.stride_tricks.sliding_window_view(samples, window)[::hop]
    return views.astype(float) / FULL_SCALE


def levels_of(samples: Samples, frequency: float) -> Levels:
    """The level of one frequency in the 80 ms around each 20 ms."""
    shape = np.hanning(WINDOW)
    wave = shape * np.exp(-2j * np.pi * frequency * np.arange(WINDOW) / RATE) * 2 / shape.sum()
    padded = np.pad(samples, WINDOW // 2)
    return decibels(np.abs(np.einsum("ij,j->i", frames(padded, WINDOW, HOP), wave)))


def level_of(samples: Samples, frequency: float) -> float:
    """The level of one frequency in all of it: the longer it is, the less of other sounds is counted."""
    shape = np.hanning(len(samples))
    wave = shape * np.exp(-2j * np.pi * frequency * np.arange(len(samples)) / RATE) * 2 / shape.sum()
    return float(decibels(np.abs(np.einsum("i,i->", samples.astype(float) / FULL_SCALE, wave))))


def tone_spans(samples: Samples, frequency: float, floor: float = TONE_FLOOR) -> list[Span]:
    """Where a tone sounds, alone or among others."""
    wanted = levels_of(samples, frequency)
    around = np.max([levels_of(samples, frequency + shift) for shift in NEIGHBOURS], axis=0)
    return spans((wanted > floor) & (wanted > around + PROMINENCE), len(samples))


def quiet_spans(samples: Samples, floor: float = QUIET) -> list[Span]:
    """Where nothing louder than `floor` sounds, to the nearest 20 ms."""
    pieces = frames(samples, HOP, HOP)
    loudness = decibels(np.sqrt(2 * np.mean(pieces**2, axis=1)))
    return [Span(a * HOP / RATE, b * HOP / RATE) for a, b in runs(loudness < floor)]


def tones(samples: Samples, floor: float = TONE_FLOOR) -> list[Tone]:
    """The steady tones of a piece of audio, loudest first."""
    if len(samples) < WINDOW:
        return []
    shape = np.hanning(len(samples))
    spectrum = np.abs(np.fft.rfft(samples / FULL_SCALE * shape)) * 2 / shape.sum()
    step = RATE / len(samples)
    reach = max(2, round(20 / step))
    padded = np.pad(spectrum, reach)
    highest = np.max(np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1), axis=1)
    found = [
        Tone(float(i * step), float(decibels(spectrum[i])))
        for i in np.flatnonzero((spectrum == highest) & (decibels(spectrum) > floor))
    ]
    return sorted(found, key=lambda heard: -heard.level)


def spans(present: NDArray[np.bool_], samples: int) -> list[Span]:
    """Runs of windows as stretches of audio; a window counts for the 20 ms in its middle."""
    found: list[Span] = []
    for first, past in runs(present):
        start, end = max((first - 0.5) * HOP, 0) / RATE, min((past - 0.5) * HOP, samples) / RATE
        if found and start - found[-1].end < BLINK:
            start = found.pop().start
        found.append(Span(start, end))
    return [span for span in found if span.seconds > BLINK]


def runs(present: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and past-the-last index of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], present, [False])).astype(np.int8)))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
