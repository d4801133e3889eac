"""Turns any recording into what the switch plays: WAV, 8 kHz, 16 bits, mono, at an even loudness.

Everything here is synchronous and works on its arguments alone: call it in a thread, and
for what people send by `convert` of convert.py, in a process of its own.
"""

import io
import math
import os
import secrets
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from palabre.kit.audio_decode import (
    AudioEmpty,
    AudioTooLong,
    NotAudio,
    Samples,
    VideoNotAudio,
    decode,
)
from palabre.kit.errors import PalabreError

__all__ = [
    "AudioEmpty",
    "AudioFacts",
    "AudioLimits",
    "AudioSilent",
    "AudioTooLarge",
    "AudioTooLong",
    "NotAudio",
    "VideoNotAudio",
    "to_telephone",
    "tone",
    "wide_of",
]

RATE = 8000
WIDE_RATE = 16000
LEVEL_DBFS = -20.0
CEILING_DBFS = -3.0
SILENCE_DBFS = -60.0
BLOCK_SECONDS = 0.02
BLOCK = round(RATE * BLOCK_SECONDS)
KEPT_BLOCKS = 5


class AudioTooLarge(PalabreError):
    """The file holds more bytes than the limit."""

    code, status = "audio_too_large", 413
    fr = "Ce fichier est trop lourd : {megabytes:g} Mo au plus."
    en = "This file is too large: {megabytes:g} MB at most."


class AudioSilent(PalabreError):
    """Nothing can be heard in the recording."""

    code, status = "audio_silent", 422
    fr = "Cet enregistrement est silencieux : rien n'y dépasse {level:g} dB."
    en = "This recording is silent: nothing in it rises above {level:g} dB."


@dataclass(frozen=True)
class AudioLimits:
    """What an uploaded recording may be at most."""

    bytes: int = 50_000_000
    seconds: float = 1800


@dataclass(frozen=True)
class AudioFacts:
    """What was written, and what it was made of: lengths in seconds, levels in dBFS, shares from 0 to 1.

    Levels are the loudness while there is sound. `silence_share` is what of the length written is pauses.
    """

    seconds: float
    level_dbfs: float
    peak_dbfs: float
    source_seconds: float = 0
    source_level_dbfs: float = 0
    clipped_share: float = 0
    silence_share: float = 0

    @property
    def clipped(self) -> bool:
        """Whether it arrived overdriven."""
        return self.clipped_share > 0


LIMITS = AudioLimits()


def to_telephone(
    source: Path | bytes, target: Path, limits: AudioLimits = LIMITS, wide: bool = False
) -> AudioFacts:
    """Convert `source` (a file or its contents) into the WAV file `target`, which appears whole or never.

    Silence at both ends is cut down to 100 ms, speech is brought to -20 dBFS with peaks below -3 dBFS. With
    `wide`, a sound that has more to it is also written in 16 kHz beside the other (`wide_of`).
    Raises NotAudio, VideoNotAudio, AudioEmpty, AudioTooLong, AudioTooLarge, AudioSilent.
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.bytes:
        raise AudioTooLarge(megabytes=limits.bytes / 1e6)
    if not size:
        raise AudioEmpty
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        arrived = decode(file, (RATE, WIDE_RATE) if wide else (RATE,), limits.seconds)
    sounds = [each - each.mean(dtype=np.float64).astype(np.float32) for each in arrived.samples]
    first, last = _heard(sounds[0])
    narrow, *broad = (_between(each, first, last, times) for times, each in enumerate(sounds, 1))
    before = _loudness(narrow)
    for times, each in enumerate((narrow, *broad), 1):
        _amplify(each, _gain(LEVEL_DBFS - before), BLOCK * times)
    wide_of(target).unlink(missing_ok=True)
    if broad and arrived.rate >= WIDE_RATE:
        _write(broad[0], wide_of(target), WIDE_RATE)
    _write(narrow, target, RATE)
    return AudioFacts(
        seconds=len(narrow) / RATE,
        level_dbfs=round(_loudness(narrow), 1),
        peak_dbfs=round(_peak(narrow), 1),
        source_seconds=round(len(sounds[0]) / RATE, 2),
        source_level_dbfs=round(before, 1),
        clipped_share=round(arrived.clipped_share, 6),
        silence_share=round(_silence_share(narrow), 3),
    )


def wide_of(target: Path) -> Path:
    """Where the 16 kHz form of a sound lies: the switch takes it by itself for phones that hear more."""
    return target.with_suffix(".wav16")


def tone(frequency: float, seconds: float, target: Path) -> AudioFacts:
    """Write a pure tone (`frequency` in Hz) with soft edges as the WAV file `target`, as loud as speech."""
    time = np.arange(round(seconds * RATE), dtype=np.float32) / RATE
    edge = np.clip(np.minimum(time, time[::-1]) / 0.01, 0, 1)
    amplitude = _gain(LEVEL_DBFS) * np.sqrt(2)
    samples = amplitude * np.sin(2 * np.pi * frequency * time) * np.sin(np.pi / 2 * edge) ** 2
    _write(samples.astype(np.float32), target, RATE)
    return AudioFacts(len(samples) / RATE, round(_loudness(samples), 1), round(_peak(samples), 1))


def _blocks(samples: Samples, block: int = BLOCK) -> Samples:
    """The same samples seen as rows of 20 ms; an incomplete last row is left out."""
    return samples[: len(samples) // block * block].reshape(-1, block)


def _power(samples: Samples) -> Samples:
    """The mean square of each 20 ms."""
    blocks = _blocks(samples)
    return np.asarray(np.einsum("ij,ij->i", blocks, blocks) / BLOCK)


def _threshold(power: Samples) -> float:
    """The power below which a 20 ms counts as a pause."""
    return float(max(power.max(initial=0) * _gain(-40) ** 2, _gain(SILENCE_DBFS) ** 2))


def _heard(samples: Samples) -> tuple[int, int]:
    """The first and the last 20 ms to keep: what lies before and after is silence."""
    power = _power(samples)
    if power.max(initial=0) < _gain(SILENCE_DBFS) ** 2:
        raise AudioSilent(level=SILENCE_DBFS)
    heard = np.flatnonzero(power > _threshold(power))
    return max(heard[0] - KEPT_BLOCKS, 0), heard[-1] + 1 + KEPT_BLOCKS


def _between(samples: Samples, first: int, last: int, times: int) -> Samples:
    """A part of a sound of `times` 8 kHz."""
    return samples[first * BLOCK * times : last * BLOCK * times]


def _silence_share(samples: Samples) -> float:
    power = _power(samples)
    return float((power <= _threshold(power)).mean()) if len(power) else 0.0


def _loudness(samples: Samples) -> float:
    """The level in dBFS while there is sound: pauses do not count (gates of ITU-R BS.1770, no weighting)."""
    power = _power(samples)
    power = power[power > _gain(SILENCE_DBFS) ** 2]
    power = power[power > power.mean() * 0.1]
    return _decibels(float(np.sqrt(power.mean())))


def _amplify(samples: Samples, gain: float, block: int) -> None:
    """Amplify in place, turning the volume down smoothly around each peak that would pass the ceiling."""
    samples *= gain
    blocks = _blocks(samples, block)
    peaks = np.maximum(blocks.max(axis=1), -blocks.min(axis=1))
    allowed = np.minimum(1, _gain(CEILING_DBFS) / np.maximum(peaks, 1e-9))
    knots = np.minimum(np.append(allowed, 1), np.append(1, allowed)).astype(np.float32)
    ramp = np.arange(block, dtype=np.float32) / block
    for row in np.flatnonzero((knots[:-1] < 1) | (knots[1:] < 1)):
        blocks[row] *= knots[row] + (knots[row + 1] - knots[row]) * ramp


def _write(samples: Samples, target: Path, rate: int) -> None:
    """Put the samples under their final name in one move, so that the switch never plays half a file."""
    pcm = np.rint(samples.clip(-1, 1) * 32767).astype("<i2")
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            with wave.open(file, "wb") as writer:
                writer.setparams((1, 2, rate, len(pcm), "NONE", ""))
                writer.writeframes(pcm.data)
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _peak(samples: Samples) -> float:
    return _decibels(max(float(samples.max()), -float(samples.min())))


def _gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _decibels(gain: float) -> float:
    return 20 * math.log10(gain)
