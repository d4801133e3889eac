"""A text becomes a voice: once, quickly, and without disturbing the calls in progress."""

import asyncio
import os
import sys
import wave
from asyncio.subprocess import PIPE
from pathlib import Path

import numpy as np
import pytest

from palabre.kit.audio import wide_of
from palabre.kit.errors import Language
from palabre.kit.speak import Manner, TextEmpty, TextTooLong, TextUnspeakable, speak

WELCOME = "Bonjour, vous êtes bien chez Dupont. Pour le service commercial, tapez 1."


def seconds(path: Path) -> float:
    """The length of a telephone recording, checked to be one."""
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (1, 2, 8000)
        return float(file.getnframes() / 8000)


@pytest.mark.parametrize(
    ("text", "language"), [(WELCOME, "fr"), ("Good morning, this is the Dupont company. Press 1.", "en")]
)
async def test_a_text_is_spoken_at_the_level_of_a_telephone(
    text: str, language: Language, tmp_path: Path
) -> None:
    path = await speak(text, language, tmp_path)
    assert 2 < seconds(path) < 8
    sound = np.frombuffer(path.read_bytes()[44:], "<i2") / 32768
    assert np.abs(sound).max() <= 10 ** (-3 / 20)
    voice = sound[np.abs(sound) > 0.01]
    assert 20 * np.log10(np.sqrt((voice**2).mean())) == pytest.approx(-20, abs=2)


async def test_the_same_text_is_rendered_once_however_many_ask(tmp_path: Path) -> None:
    cache = tmp_path / "spoken"
    first = (await speak(WELCOME, "fr", cache)).stat()
    paths = await asyncio.gather(*(speak(f"  {WELCOME}\n", "fr", cache) for _ in range(20)))
    assert {path.stat().st_ino for path in paths} == {first.st_ino}
    together = await asyncio.gather(*(speak("Merci de votre appel.", "fr", cache) for _ in range(20)))
    assert len(set(together)) == 1
    assert sorted(cache.glob("*.wav")) == sorted({*paths, *together})


READS = """
import asyncio, sys
from pathlib import Path
from palabre.kit.speak import speak
print(asyncio.run(speak("Une phrase assez longue. " * 40, "fr", Path(sys.argv[1]))).stat().st_ino)
"""


async def test_processes_that_share_a_folder_do_not_read_the_same_text_twice(tmp_path: Path) -> None:
    reader = asyncio.create_subprocess_exec
    reading = [await reader(sys.executable, "-c", READS, str(tmp_path), stdout=PIPE) for _ in range(3)]
    files = [(await each.communicate())[0] for each in reading]
    assert files[0].strip().isdigit()
    assert len(set(files)) == 1


async def test_languages_do_not_share_a_recording(tmp_path: Path) -> None:
    assert await speak("Dupont", "fr", tmp_path) != await speak("Dupont", "en", tmp_path)


async def test_a_text_is_read_slowly_or_by_another_voice(tmp_path: Path) -> None:
    text = "Good morning, this is the Dupont company."
    usual = await speak(text, "en", tmp_path)
    slow = await speak(text, "en", tmp_path, Manner(speed=0.7))
    assert seconds(slow) > seconds(usual) * 1.2
    assert await speak(text, "en", tmp_path, Manner("en-US")) != usual
    assert await speak(text, "en", tmp_path, Manner("fr-FR")) == usual
    assert wide_of(usual).is_file()


@pytest.mark.parametrize("text", ["", "  \n", "…!?", "<>"])
async def test_an_empty_text_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(TextEmpty):
        await speak(text, "fr", tmp_path)


async def test_a_text_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextTooLong) as refused:
        await speak("a" * 2001, "fr", tmp_path)
    assert refused.value.text("fr") == "Le texte à dire est trop long : 2000 caractères au plus."


@pytest.mark.parametrize("text", ["你好", "1" * 2000])
async def test_what_the_voice_cannot_say_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(TextUnspeakable):
        await speak(text, "fr", tmp_path)
    assert os.listdir(tmp_path) == ["reading"]


async def test_the_engine_obeys_no_orders_in_a_text(tmp_path: Path) -> None:
    stolen = tmp_path / "stolen.wav"
    path = await speak(f'<genfile file="{stolen}">Bonjour</genfile>', "fr", tmp_path)
    assert not stolen.exists()
    assert seconds(path) > 1


async def test_odd_characters_are_passed_over(tmp_path: Path) -> None:
    assert seconds(await speak("Bonjour\0 \ud800 😀 madame", "fr", tmp_path)) > 0.5


async def test_calls_go_on_while_a_long_text_is_read(tmp_path: Path) -> None:
    reading = asyncio.create_task(
        speak("Une phrase assez longue pour occuper la voix. " * 40, "fr", tmp_path)
    )
    turns = 0
    while not reading.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert seconds(await reading) > 60
    assert turns > 20
