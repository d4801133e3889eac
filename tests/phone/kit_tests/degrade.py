"""What a telephone line does to sound."""

import numpy as np

from tests.phone.kit.sound import FULL_SCALE, RATE, Samples, silence

MU = 255.0
A = 87.6
STEPS = 127
PACKET = RATE // 50


def mu_law(samples: Samples) -> Samples:
    """There and back through 8-bit µ-law (ITU-T G.711, the continuous curve)."""
    wave = samples / FULL_SCALE
    coded = np.sign(wave) * np.log1p(MU * np.abs(wave)) / np.log1p(MU)
    coded = np.round(coded * STEPS) / STEPS
    return whole(np.sign(coded) * np.expm1(np.abs(coded) * np.log1p(MU)) / MU)


def a_law(samples: Samples) -> Samples:
    """There and back through 8-bit A-law (ITU-T G.711, the continuous curve)."""
    wave, scale = samples / FULL_SCALE, 1 + np.log(A)
    size = np.abs(wave) * A
    coded = np.where(size < 1, size, 1 + np.log(np.maximum(size, 1))) / scale
    coded = np.round(coded * STEPS) / STEPS * scale
    return whole(np.sign(wave) * np.where(coded < 1, coded, np.exp(coded - 1)) / A)


def quieter(samples: Samples) -> Samples:
    """6 dB less, then A-law."""
    return a_law((samples * 0.5).astype(np.int16))


def lossy(samples: Samples) -> Samples:
    """One packet of 20 ms lost in every twenty."""
    holed = samples.copy()
    for start in range(7 * PACKET, len(holed), 20 * PACKET):
        holed[start : start + PACKET] = 0
    return holed


def late(samples: Samples) -> Samples:
    """Begun 0.3 s later, and not on a packet's edge."""
    return np.concatenate([silence(0.305), samples])


def slipped(samples: Samples) -> Samples:
    """20 ms left out and later put back in, as a jitter buffer does."""
    third = len(samples) // 3
    return np.concatenate(
        [samples[:third], samples[third + PACKET : 2 * third], silence(0.02), samples[2 * third :]]
    )


def whole(wave: np.typing.NDArray[np.float64]) -> Samples:
    """Back to 16 bits."""
    return np.clip(np.round(wave * FULL_SCALE), -32768, 32767).astype(np.int16)


LINES = [mu_law, a_law, quieter, lossy, late, slipped]
