"""Turns any recording into what the switch plays: WAV, 8 kHz, 16 bits, mono, at an even loudness.

Everything here is synchronous and works on its arguments alone: call it in a thread (`asyncio.to_thread`).
Decoding and arithmetic release the interpreter's lock, so calls go on meanwhile.
"""

import io
import math
import os
import secrets
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av import AudioFrame, AudioResampler
from av.container import InputContainer
from av.stream import Disposition
from numpy.typing import NDArray

from palabre.kit.errors import PalabreError

RATE = 8000
LOWEST_RATE = 4000  # below, one small frame would swell to gigabytes
LEVEL_DBFS = -20.0
CEILING_DBFS = -3.0
SILENCE_DBFS = -60.0
LOUDEST = 4.0
BLOCK = RATE // 50
KEPT_BLOCKS = 5

# Formats are named one by one because others, such as playlists, make the library open files and addresses.
OPTIONS = {
    "format_whitelist": "wav,mp3,ogg,flac,mov,aac,matroska,webm",
    "protocol_whitelist": "",
    "codec_whitelist": "pcm_s16le,pcm_u8,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw,gsm_ms,"
    "adpcm_ms,adpcm_ima_wav,mp3,mp3float,opus,libopus,vorbis,flac,aac,alac,mjpeg,png",
}

Samples = NDArray[np.float32]


class NotAudio(PalabreError):
    """The file is not a recording, or is damaged, or is a video."""

    code, status = "not_audio", 415
    fr = (
        "Ce fichier n'est pas un enregistrement lisible (WAV, MP3, Ogg, Opus, M4A, FLAC ou WebM, sans vidéo)."
    )
    en = "This file is not a readable recording (WAV, MP3, Ogg, Opus, M4A, FLAC or WebM, without video)."


class AudioTooLong(PalabreError):
    """The recording lasts longer than the limit."""

    code, status = "audio_too_long", 413
    fr = "Cet enregistrement est trop long : {minutes:g} minutes au plus."
    en = "This recording is too long: {minutes:g} minutes at most."


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
    """What was written: length, loudness while there is sound, peak; `clipped` if it arrived overdriven."""

    seconds: float
    level_dbfs: float
    peak_dbfs: float
    clipped: bool = False


LIMITS = AudioLimits()


def to_telephone(source: Path | bytes, target: Path, limits: AudioLimits = LIMITS) -> AudioFacts:
    """Convert `source` (a file or its contents) into the WAV file `target`, which appears whole or never.

    Silence at both ends is cut down to 100 ms, speech is brought to -20 dBFS with peaks below -3 dBFS.
    Raises NotAudio, AudioTooLong, AudioTooLarge, AudioSilent.
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.bytes:
        raise AudioTooLarge(megabytes=limits.bytes / 1e6)
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
        samples, clipped = _decode(file, limits)
    samples -= samples.mean(dtype=np.float64)
    samples = _trim(samples)
    _amplify(samples, _gain(LEVEL_DBFS - _loudness(samples)))
    return _write(samples, target, clipped)


def tone(frequency: float, seconds: float, target: Path) -> AudioFacts:
    """Write a pure tone (`frequency` in Hz) with soft edges as the WAV file `target`, as loud as speech."""
    time = np.arange(round(seconds * RATE), dtype=np.float32) / RATE
    edge = np.clip(np.minimum(time, time[::-1]) / 0.01, 0, 1)
    amplitude = _gain(LEVEL_DBFS) * np.sqrt(2)
    samples = amplitude * np.sin(2 * np.pi * frequency * time) * np.sin(np.pi / 2 * edge) ** 2
    return _write(samples.astype(np.float32), target)


def _decode(file: BinaryIO, limits: AudioLimits) -> tuple[Samples, bool]:
    """Read the sound as 8 kHz mono, stopping once it is too long, and tell whether it arrived overdriven."""
    most = round(limits.seconds * RATE) * 4
    sound, clipped = bytearray(), False
    try:
        with av.open(file, mode="r", options=OPTIONS, metadata_errors="replace") as container:
            for frames, overdriven in _mono(_frames(container)):
                clipped = clipped or overdriven
                for frame in frames:
                    sound += frame.to_ndarray().tobytes()
                if len(sound) > most:
                    raise AudioTooLong(minutes=limits.seconds / 60)
    except av.FFmpegError as error:
        raise NotAudio from error
    if not sound:
        raise NotAudio
    samples = np.nan_to_num(np.frombuffer(sound, np.float32), copy=False, posinf=LOUDEST, neginf=-LOUDEST)
    return np.clip(samples, -LOUDEST, LOUDEST, out=samples), clipped


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Decode the sound of a file, passing over a few damaged packets as players do."""
    if any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video):
        raise NotAudio
    if not container.streams.audio:
        raise NotAudio
    good = damaged = 0
    for packet in container.demux(container.streams.audio[0]):
        try:
            yield from packet.decode()
            good += 1
        except av.FFmpegError:
            damaged += 1
    if damaged * 10 > good:
        raise NotAudio


def _mono(frames: Iterator[AudioFrame]) -> Iterator[tuple[list[AudioFrame], bool]]:
    """Mix to one channel at 8 kHz, even if the format changes on the way, and tell the overdriven parts."""
    shape, resampler = ("", "", 0), _resampler()
    for frame in frames:
        if shape != (frame.format.name, frame.layout.name, frame.sample_rate):
            if frame.sample_rate < LOWEST_RATE:
                raise NotAudio
            yield resampler.resample(None), False
            shape, resampler = (frame.format.name, frame.layout.name, frame.sample_rate), _resampler()
        frame.pts = None
        yield resampler.resample(frame), _is_clipped(frame)
    yield resampler.resample(None), False


def _resampler() -> AudioResampler:
    return AudioResampler(format="flt", layout="mono", rate=RATE)


def _is_clipped(frame: AudioFrame) -> bool:
    """Whether three samples in a row stand at full scale, which happens in no sound but a cut-off one."""
    sound = frame.to_ndarray()
    if sound.dtype == np.uint8:
        return False
    full = 1 if sound.dtype.kind == "f" else 2 ** (8 * sound.itemsize - 1) - 1
    step = 1 if frame.format.is_planar else len(frame.layout.channels)
    high = (sound >= full) | (sound <= -full)
    return bool((high[:, 2 * step :] & high[:, step:-step] & high[:, : -2 * step]).any())


def _blocks(samples: Samples) -> Samples:
    """The same samples seen as rows of 20 ms; an incomplete last row is left out."""
    return samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)


def _power(samples: Samples) -> Samples:
    """The mean square of each 20 ms."""
    blocks = _blocks(samples)
    return np.asarray(np.einsum("ij,ij->i", blocks, blocks) / BLOCK)


def _trim(samples: Samples) -> Samples:
    """Leave out the silence before and after the sound."""
    power = _power(samples)
    loudest = power.max(initial=0)
    if loudest < _gain(SILENCE_DBFS) ** 2:
        raise AudioSilent(level=SILENCE_DBFS)
    heard = np.flatnonzero(power > max(loudest * _gain(-40) ** 2, _gain(SILENCE_DBFS) ** 2))
    first, last = max(heard[0] - KEPT_BLOCKS, 0), heard[-1] + 1 + KEPT_BLOCKS
    return samples[first * BLOCK : last * BLOCK]


def _loudness(samples: Samples) -> float:
    """The level in dBFS while there is sound: pauses do not count (gates of ITU-R BS.1770, no weighting)."""
    power = _power(samples)
    power = power[power > _gain(SILENCE_DBFS) ** 2]
    power = power[power > power.mean() * 0.1]
    return _decibels(float(np.sqrt(power.mean())))


def _amplify(samples: Samples, gain: float) -> None:
    """Amplify in place, turning the volume down smoothly around each peak that would pass the ceiling."""
    samples *= gain
    blocks = _blocks(samples)
    peaks = np.maximum(blocks.max(axis=1), -blocks.min(axis=1))
    allowed = np.minimum(1, _gain(CEILING_DBFS) / np.maximum(peaks, 1e-9))
    knots = np.minimum(np.append(allowed, 1), np.append(1, allowed)).astype(np.float32)
    ramp = np.arange(BLOCK, dtype=np.float32) / BLOCK
    for row in np.flatnonzero((knots[:-1] < 1) | (knots[1:] < 1)):
        blocks[row] *= knots[row] + (knots[row + 1] - knots[row]) * ramp


def _write(samples: Samples, target: Path, clipped: bool = False) -> AudioFacts:
    """Put the samples under their final name in one move, so that the switch never plays half a file."""
    pcm = np.rint(samples * 32767).astype("<i2")
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            with wave.open(file, "wb") as writer:
                writer.setparams((1, 2, RATE, len(pcm), "NONE", ""))
                writer.writeframes(pcm.data)
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    peak = max(float(samples.max()), -float(samples.min()))
    return AudioFacts(len(pcm) / RATE, round(_loudness(samples), 1), round(_decibels(peak), 1), clipped)


def _gain(decibels: float) -> float:
    return float(10 ** (decibels / 20))


def _decibels(gain: float) -> float:
    return 20 * math.log10(gain)
