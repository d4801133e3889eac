"""A subscriber uploads whatever he has; callers hear it at one loudness, or he is told why not."""

import io
import wave
from pathlib import Path

import av
import numpy as np
import pytest
from av import AudioFrame, AudioResampler, VideoFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from palabre.kit.audio import (
    AudioEmpty,
    AudioLimits,
    AudioSilent,
    AudioTooLarge,
    AudioTooLong,
    NotAudio,
    VideoNotAudio,
    to_telephone,
    tone,
)

Sound = NDArray[np.float32]

FORMATS = [
    ("wav", "pcm_s16le", 44100, "stereo"),
    ("wav", "pcm_u8", 11025, "mono"),
    ("wav", "pcm_f32le", 96000, "stereo"),
    ("wav", "pcm_alaw", 8000, "mono"),
    ("mp3", "libmp3lame", 44100, "stereo"),
    ("ogg", "libopus", 48000, "stereo"),
    ("webm", "libopus", 48000, "mono"),
    ("ipod", "aac", 44100, "stereo"),
    ("flac", "flac", 48000, "5.1"),
    ("flac", "flac", 8000, "mono"),
]


def sine(rate: int, seconds: float = 2.0, amplitude: float = 0.5, frequency: float = 1000) -> Sound:
    """A tone to recognise afterwards."""
    time = np.arange(round(rate * seconds)) / rate
    return (amplitude * np.sin(2 * np.pi * frequency * time)).astype(np.float32)


def padded(sound: Sound, rate: int) -> Sound:
    """The same with a second of silence before and after."""
    silence = np.zeros(rate, np.float32)
    return np.concatenate([silence, sound, silence])


def upload(sound: Sound, kind: tuple[str, str, int, str] = ("wav", "pcm_s16le", 8000, "mono")) -> bytes:
    """The file a subscriber would send: container, codec, rate, channels (all with the same sound)."""
    container, codec, rate, layout = kind
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        add_sound(output, stream, sound)
    return file.getvalue()


def add_sound(output: OutputContainer, stream: AudioStream, sound: Sound) -> None:
    """Encode `sound` on every channel of `stream`."""
    context = stream.codec_context
    channels = np.tile(sound, (len(context.layout.channels), 1))
    frame = AudioFrame.from_ndarray(channels, format="fltp", layout=context.layout.name)
    frame.sample_rate = context.sample_rate
    shape = AudioResampler(context.format, context.layout, context.sample_rate, context.frame_size or 1024)
    for part in [*shape.resample(frame), *shape.resample(None), None]:
        output.mux(stream.encode(part))


def film(sound: bool = True) -> bytes:
    """A small video, with sound or mute."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        picture = output.add_stream("mpeg4", rate=25)
        picture.width = picture.height = 64
        voice = output.add_stream("aac", rate=44100, layout="mono") if sound else None
        for _ in range(25):
            output.mux(picture.encode(VideoFrame(64, 64, "yuv420p")))
        output.mux(picture.encode(None))
        if voice is not None:
            add_sound(output, voice, sine(44100))
    return file.getvalue()


def heard(path: Path) -> Sound:
    """What the switch would play, between -1 and 1."""
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (1, 2, 8000)
        return (np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768).astype(np.float32)


def pitch(sound: Sound) -> float:
    """The strongest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * 8000 / len(sound))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "greeting.wav"


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: f"{kind[0]}-{kind[1]}-{kind[3]}")
def test_every_format_becomes_telephone_sound(kind: tuple[str, str, int, str], target: Path) -> None:
    facts = to_telephone(upload(padded(sine(kind[2]), kind[2]), kind), target)
    sound = heard(target)
    assert pitch(sound) == pytest.approx(1000, abs=2)
    assert 20 * np.log10(np.sqrt((sound[2000:-2000] ** 2).mean())) == pytest.approx(-20, abs=0.5)
    assert facts.level_dbfs == pytest.approx(-20, abs=0.5)
    assert facts.seconds == pytest.approx(2.2, abs=0.05)
    assert not facts.clipped


def test_a_path_is_read_like_its_contents(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "upload.bin"
    source.write_bytes(upload(sine(8000)))
    assert to_telephone(source, target).seconds == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["greeting.wav", "upload.bin"]


def test_what_a_telephone_cannot_carry_does_not_come_back_as_another_tone(target: Path) -> None:
    kind = ("wav", "pcm_s16le", 48000, "stereo")
    to_telephone(
        upload(sine(48000, amplitude=0.1) + sine(48000, amplitude=0.8, frequency=5000), kind), target
    )
    spectrum = np.abs(np.fft.rfft(heard(target) * np.hanning(16000)))
    assert spectrum[6000] < spectrum[2000] / 1000


def test_a_loud_click_is_held_back_without_drowning_the_voice(target: Path) -> None:
    voice = np.random.default_rng(1).standard_normal(80000).astype(np.float32) * 0.01
    voice[::9001] = 0.9
    facts = to_telephone(upload(voice), target)
    assert facts.peak_dbfs <= -3
    assert np.abs(heard(target)).max() <= 10 ** (-3 / 20)
    assert facts.level_dbfs > -25


@pytest.mark.parametrize("amplitude", [0.004, 0.05, 1.0])
def test_quiet_and_loud_files_end_at_the_same_level(amplitude: float, target: Path) -> None:
    assert to_telephone(upload(sine(8000, amplitude=amplitude)), target).level_dbfs == pytest.approx(
        -20, abs=0.3
    )


def test_pauses_do_not_make_the_voice_louder(target: Path) -> None:
    pause = np.zeros(40000, np.float32)
    to_telephone(upload(np.concatenate([sine(8000), pause, sine(8000)])), target)
    assert np.abs(heard(target)).max() == pytest.approx(10 ** (-17 / 20), abs=0.01)


def test_an_overdriven_recording_is_reported(target: Path) -> None:
    assert to_telephone(upload(sine(8000, amplitude=3).clip(-1, 1)), target).clipped
    assert not to_telephone(upload(sine(8000, amplitude=0.99)), target).clipped


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e30])
def test_impossible_samples_do_no_harm(value: float, target: Path) -> None:
    sound = sine(8000)
    sound[8000] = value
    facts = to_telephone(upload(sound, ("wav", "pcm_f32le", 8000, "mono")), target)
    assert facts.peak_dbfs <= -3


BAD = {
    "text": b"Bonjour, ceci est un texte.\n" * 500,
    "playlist": b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nprivate.wav\n#EXT-X-ENDLIST\n",
    "noise": np.random.default_rng(2).bytes(100_000),
    "header_only": upload(sine(8000))[:44],
    "half_an_m4a": upload(sine(44100), ("ipod", "aac", 44100, "mono"))[:4000],
    "one_sample_a_second": upload(sine(8000), ("wav", "pcm_s16le", 1, "mono")),
}


@pytest.mark.parametrize("contents", BAD.values(), ids=BAD.keys())
def test_what_is_not_a_recording_is_refused(contents: bytes, target: Path) -> None:
    with pytest.raises(NotAudio):
        to_telephone(contents, target)
    assert list(target.parent.iterdir()) == []


def test_a_film_named_wav_is_refused(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "film.wav"
    source.write_bytes(film())
    with pytest.raises(VideoNotAudio):
        to_telephone(source, target)


def test_an_empty_file_is_refused(target: Path) -> None:
    with pytest.raises(AudioEmpty):
        to_telephone(b"", target)


def test_the_report_tells_what_arrived(target: Path) -> None:
    pause = np.zeros(16000, np.float32)
    facts = to_telephone(upload(padded(np.concatenate([sine(8000), pause, sine(8000)]), 8000)), target)
    assert facts.source_seconds == 8
    assert facts.source_level_dbfs == pytest.approx(-9, abs=0.2)
    assert facts.silence_share == pytest.approx(2.2 / 6.2, abs=0.02)
    overdriven = to_telephone(upload(sine(8000, amplitude=3).clip(-1, 1)), target)
    assert 0.1 < overdriven.clipped_share < 0.9


def test_a_damaged_file_is_refused_and_a_cut_off_one_is_kept(target: Path) -> None:
    whole = upload(sine(44100), ("mp3", "libmp3lame", 44100, "mono"))
    damaged, dice = np.frombuffer(whole, np.uint8).copy(), np.random.default_rng(3)
    damaged[dice.integers(1000, len(whole), len(whole) // 25)] = dice.integers(256, size=len(whole) // 25)
    with pytest.raises(NotAudio):
        to_telephone(damaged.tobytes(), target)
    assert to_telephone(whole[: len(whole) // 2], target).seconds == pytest.approx(1, abs=0.1)


def test_a_silent_file_is_refused(target: Path) -> None:
    with pytest.raises(AudioSilent):
        to_telephone(upload(np.zeros(8000, np.float32)), target)
    with pytest.raises(AudioSilent):
        to_telephone(upload(np.full(8000, 0.5, np.float32)), target)


def test_the_refusals_name_the_limit_in_both_languages(target: Path) -> None:
    contents = upload(sine(8000, seconds=130))
    with pytest.raises(AudioTooLong) as too_long:
        to_telephone(contents, target, AudioLimits(seconds=120))
    assert too_long.value.text("fr") == "Cet enregistrement est trop long : 2 minutes au plus."
    with pytest.raises(AudioTooLarge) as too_large:
        to_telephone(contents, target, AudioLimits(bytes=2_000_000))
    assert too_large.value.text("en") == "This file is too large: 2 MB at most."


def test_a_long_file_is_left_as_soon_as_it_is_too_long(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "hours.flac"
    source.write_bytes(upload(sine(8000, seconds=600), ("flac", "flac", 8000, "mono")))
    with source.open("r+b") as file:
        file.seek(source.stat().st_size // 2)
        file.write(b"\0" * 5_000)
    with pytest.raises(AudioTooLong):
        to_telephone(source, target, AudioLimits(seconds=60))


def test_the_beep_has_its_pitch_and_soft_edges(target: Path) -> None:
    facts = tone(1000, 0.4, target)
    sound = heard(target)
    assert facts.seconds == 0.4
    assert facts.level_dbfs == pytest.approx(-20, abs=0.3)
    assert pitch(sound) == pytest.approx(1000, abs=3)
    assert np.abs(sound[:8]).max() < 0.005
    assert np.abs(sound[-8:]).max() < 0.005
