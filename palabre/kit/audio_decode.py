"""Reads the sound out of any file that a person may send, and refuses what is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import av
import numpy as np
from av import AudioFrame, AudioResampler
from av.container import InputContainer
from av.stream import Disposition
from numpy.typing import NDArray

from palabre.kit.errors import PalabreError

LOWEST_RATE = 4000  # below, one small frame would swell to gigabytes
LOUDEST = 4.0

# Formats are named one by one because others, such as playlists, make the library open files and addresses.
OPTIONS = {
    "format_whitelist": "wav,mp3,ogg,flac,mov,aac,matroska,webm",
    "protocol_whitelist": "",
    "codec_whitelist": "pcm_s16le,pcm_u8,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw,gsm_ms,"
    "adpcm_ms,adpcm_ima_wav,mp3,mp3float,opus,libopus,vorbis,flac,aac,alac,mjpeg,png",
}

Samples = NDArray[np.float32]


class NotAudio(PalabreError):
    """The file is not a recording, or is damaged."""

    code, status = "not_audio", 415
    fr = (
        "Ce fichier n'est pas un enregistrement lisible (WAV, MP3, Ogg, Opus, M4A, FLAC ou WebM, sans vidéo)."
    )
    en = "This file is not a readable recording (WAV, MP3, Ogg, Opus, M4A, FLAC or WebM, without video)."


class VideoNotAudio(PalabreError):
    """The file is a film, whatever its name."""

    code, status = "video_not_audio", 415
    fr = "Ce fichier est une vidéo : envoyez seulement sa bande sonore (WAV, MP3, Ogg, Opus, M4A ou FLAC)."
    en = "This file is a video: send its sound track only (WAV, MP3, Ogg, Opus, M4A or FLAC)."


class AudioEmpty(PalabreError):
    """The file holds nothing, or a recording of no length."""

    code, status = "audio_empty", 422
    fr = "Ce fichier est vide."
    en = "This file is empty."


class AudioTooLong(PalabreError):
    """The recording lasts longer than the limit."""

    code, status = "audio_too_long", 413
    fr = "Cet enregistrement est trop long : {minutes:g} minutes au plus."
    en = "This recording is too long: {minutes:g} minutes at most."


@dataclass(frozen=True)
class Arrived:
    """A sound as it came: its samples at each rate asked for, its own rate, the share that was cut off."""

    samples: tuple[Samples, ...]
    rate: int
    clipped_share: float


def decode(file: BinaryIO, rates: tuple[int, ...], seconds: float) -> Arrived:
    """Read the sound as one channel at each of `rates`, piece by piece, stopping once it is too long.

    Raises NotAudio, VideoNotAudio, AudioEmpty, AudioTooLong.
    """
    mixer = _Mixer(rates)
    try:
        with av.open(file, mode="r", options=OPTIONS, metadata_errors="replace") as container:
            for frame in _frames(container):
                mixer.take(frame)
                if mixer.length > seconds * rates[0]:
                    raise AudioTooLong(minutes=seconds / 60)
            mixer.flush()
    except av.FFmpegError as error:
        raise NotAudio from error
    if not mixer.length:
        raise NotAudio
    return Arrived(tuple(_sane(each) for each in mixer.sounds), mixer.rate, mixer.clipped / mixer.seen)


def _frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Decode the sound of a file, passing over a few damaged packets as players do."""
    if any(not stream.disposition & Disposition.attached_pic for stream in container.streams.video):
        raise VideoNotAudio
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


class _Mixer:
    """Mixes to one channel, even if the format changes on the way, and counts the overdriven samples."""

    def __init__(self, rates: tuple[int, ...]) -> None:
        self._rates = rates
        self._shape = ("", "", 0)
        self._resamplers = [_resampler(rate) for rate in rates]
        self.sounds = [bytearray() for _ in rates]
        self.rate = self.clipped = 0
        self.seen = 1

    @property
    def length(self) -> int:
        """How many samples there are so far, at the first rate."""
        return len(self.sounds[0]) // 4

    def take(self, frame: AudioFrame) -> None:
        """One frame of the file."""
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            if frame.sample_rate < LOWEST_RATE:
                raise NotAudio
            self.flush()
            self._shape, self._resamplers = shape, [_resampler(rate) for rate in self._rates]
        frame.pts = None
        self.rate = max(self.rate, frame.sample_rate)
        self.clipped += _clipped(frame)
        self.seen += frame.samples * len(frame.layout.channels)
        self._resample(frame)

    def flush(self) -> None:
        """The end of the sound, or of a part of it in one format."""
        self._resample(None)

    def _resample(self, frame: AudioFrame | None) -> None:
        for sound, resampler in zip(self.sounds, self._resamplers, strict=True):
            for each in resampler.resample(frame):
                sound += each.to_ndarray().tobytes()


def _resampler(rate: int) -> AudioResampler:
    return AudioResampler(format="flt", layout="mono", rate=rate)


def _clipped(frame: AudioFrame) -> int:
    """How often three samples in a row stand at full scale, which happens in no sound but a cut-off one."""
    sound = frame.to_ndarray()
    if sound.dtype == np.uint8:
        return 0
    full = 1 if sound.dtype.kind == "f" else 2 ** (8 * sound.itemsize - 1) - 1
    step = 1 if frame.format.is_planar else len(frame.layout.channels)
    high = (sound >= full) | (sound <= -full)
    return int((high[:, 2 * step :] & high[:, step:-step] & high[:, : -2 * step]).sum())


def _sane(sound: bytearray) -> Samples:
    samples = np.nan_to_num(np.frombuffer(sound, np.float32), copy=False, posinf=LOUDEST, neginf=-LOUDEST)
    return np.clip(samples, -LOUDEST, LOUDEST, out=samples)
