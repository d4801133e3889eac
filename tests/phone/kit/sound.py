"""Test sounds: tones, keys as tones, silence, recordings; 16-bit samples at 8 kHz throughout."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 8000
FULL_SCALE = 32768.0
LEVEL = -12.0
KEY_ROWS = (697, 770, 852, 941)
KEY_COLUMNS = (1209, 1336, 1477, 1633)
KEYS = ("123A", "456B", "789C", "*0#D")

Samples = NDArray[np.int16]


def silence(seconds: float) -> Samples:
    """Nothing, for a while."""
    return np.zeros(round(seconds * RATE), np.int16)


def tone(frequency: float, seconds: float = 1.0, level: float = LEVEL) -> Samples:
    """A pure tone, in Hz and dBFS; a whole number of Hz may be repeated every second without a click."""
    time = np.arange(round(seconds * RATE)) / RATE
    peak = FULL_SCALE * 10 ** (level / 20)
    return np.round(peak * np.sin(2 * np.pi * frequency * time)).astype(np.int16)


def key_tones(digits: str, seconds: float = 0.1, gap: float = 0.1) -> Samples:
    """Keys as a pair of tones each (ITU-T Q.23), for `inband` keys."""
    pieces = []
    for digit in digits:
        row, column = next((r, keys.index(digit)) for r, keys in enumerate(KEYS) if digit in keys)
        low, high = (tone(f, seconds, -12.0) for f in (KEY_ROWS[row], KEY_COLUMNS[column]))
        pieces += [low + high, silence(gap)]
    return np.concatenate(pieces) if pieces else silence(0)


def resample(samples: NDArray[np.floating] | Samples, rate: int) -> Samples:
    """Bring samples of any rate to 8 kHz, without what 8 kHz cannot hold."""
    count = round(len(samples) * RATE / rate)
    if rate == RATE or not count:
        return samples.astype(np.int16)
    spectrum = np.fft.rfft(samples.astype(float))
    kept = np.zeros(count // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    signal = np.fft.irfft(kept, count) * count / len(samples)
    return np.clip(np.round(signal), -32768, 32767).astype(np.int16)


def read_wave(path: Path) -> Samples:
    """A WAV file of 16 bits, mono or the first channel, at any rate."""
    with wave.open(str(path)) as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{path} does not hold 16-bit samples")
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        return resample(samples[:: file.getnchannels()], file.getframerate())


def write_wave(path: Path, samples: Samples) -> None:
    """Keep samples as a WAV file, to listen to after a failed test."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
