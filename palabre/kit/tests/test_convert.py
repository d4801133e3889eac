"""What people send is converted beside the process that they talk to."""

import asyncio
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from palabre.kit.audio import (
    AudioEmpty,
    AudioLimits,
    AudioSilent,
    AudioTooLarge,
    NotAudio,
    VideoNotAudio,
    wide_of,
)
from palabre.kit.convert import AudioTooSlow, Converting
from palabre.kit.errors import PalabreError
from palabre.kit.tests.test_audio import film, sine, upload

LIMITS = AudioLimits(bytes=20_000_000, seconds=600)
MP3 = ("mp3", "libmp3lame", 8000, "mono")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "greeting.wav"


def rate(path: Path) -> int:
    with wave.open(str(path)) as sound:
        return int(sound.getframerate())


async def test_a_song_is_converted_in_both_widths(target: Path) -> None:
    song = upload(sine(44100), ("mp3", "libmp3lame", 44100, "stereo"))
    facts = await Converting().convert(song, target, LIMITS)
    assert facts.level_dbfs == pytest.approx(-20, abs=0.5)
    assert (rate(target), rate(wide_of(target))) == (8000, 16000)


async def test_a_telephone_recording_has_nothing_for_a_wider_band(target: Path) -> None:
    await Converting().convert(upload(sine(8000)), target, LIMITS)
    assert list(target.parent.iterdir()) == [target]


REFUSED: dict[str, tuple[bytes, type[PalabreError]]] = {
    "empty": (b"", AudioEmpty),
    "text": (b"Bonjour, ceci est un texte.\n" * 500, NotAudio),
    "corrupt": (np.random.default_rng(2).bytes(100_000), NotAudio),
    "film named wav": (film(), VideoNotAudio),
    "silent film": (film(sound=False), VideoNotAudio),
    "silence": (upload(np.zeros(8000, np.float32)), AudioSilent),
    "heavy": (bytes(20_000_001), AudioTooLarge),
}


@pytest.mark.parametrize(("contents", "refusal"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_is_no_recording_is_refused(
    contents: bytes, refusal: type[PalabreError], target: Path
) -> None:
    with pytest.raises(refusal):
        await Converting().convert(contents, target, LIMITS)
    assert list(target.parent.iterdir()) == []


MEASURED = """
import asyncio, resource, sys
from pathlib import Path
from palabre.kit.audio import AudioLimits, AudioTooLong
from palabre.kit.convert import Converting
audio, target = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
try:
    asyncio.run(Converting().convert(audio, target, AudioLimits(bytes=int(sys.argv[3]), seconds=600)))
except AudioTooLong as refused:
    print(refused.text("en"))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""In a process of its own: of its children only the conversion counts."""


def test_two_hours_are_refused_early_and_with_little_memory(target: Path, tmp_path: Path) -> None:
    two_hours = tmp_path / "two_hours"
    two_hours.write_bytes(upload(sine(8000, seconds=60), MP3) * 120)
    assert two_hours.stat().st_size < LIMITS.bytes
    command = [sys.executable, "-c", MEASURED, str(two_hours), str(target), str(LIMITS.bytes)]
    said, kilobytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == "This recording is too long: 10 minutes at most."
    assert int(kilobytes) < 400_000


async def test_a_file_that_takes_too_long_is_given_up(target: Path) -> None:
    with pytest.raises(AudioTooSlow) as refused:
        await Converting(patience=0.01).convert(upload(sine(8000)), target, LIMITS)
    assert refused.value.text("fr") == "Ce fichier n'a pas pu être lu en 0.01 secondes."
    assert list(target.parent.iterdir()) == []


async def test_others_are_served_meanwhile(target: Path) -> None:
    long = upload(sine(8000, seconds=60), MP3) * 9
    converting = asyncio.create_task(Converting().convert(long, target, LIMITS))
    turns = 0
    while not converting.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert (await converting).seconds == pytest.approx(540, abs=3)
    assert turns > 20
