"""The sound files of greetings and banners, `sounds/<account>/<id>.wav` in the data folder."""

import asyncio
import os
import shutil
import wave
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from palabre.features.greetings.models import Recorded
from palabre.kit.audio import AudioLimits, wide_of
from palabre.kit.convert import Converting
from palabre.kit.errors import Language
from palabre.kit.speak import VOICES, Manner, speak

LIMITS = AudioLimits(bytes=20_000_000, seconds=600)
_converting = Converting()


def sound_file(account: UUID, thing: UUID) -> str:
    """The path of a sound, relative to the data folder."""
    return f"sounds/{account}/{thing}.wav"


async def record(made: Recorded, audio: bytes, target: Path) -> None:
    """Make an uploaded file the sound of something. Raises the errors of `convert`."""
    await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
    facts = await _converting.convert(audio, target, LIMITS)
    made.seconds, made.quality = facts.seconds, asdict(facts)


async def read_aloud(made: Recorded, target: Path, spoken: Path) -> None:
    """Let a voice read its text. Raises the errors of `speak`."""
    language: Language = "en" if made.language == "en" else "fr"
    source = await speak(made.text or "", language, spoken, manner(made.voice, made.speed))
    made.seconds, made.quality = await asyncio.to_thread(_copy, source, target), None


def manner(voice: str | None, speed: float) -> Manner:
    """How something is read aloud."""
    known = next((each for voices in VOICES.values() for each in voices if each == voice), None)
    return Manner(known, speed)


def remove(file: str | None, home: Path) -> None:
    """Delete a sound."""
    if file:
        (home / file).unlink(missing_ok=True)
        wide_of(home / file).unlink(missing_ok=True)


def move(file: str, target: str, home: Path) -> None:
    """Put a sound in the place of another one; who hears that one at the moment hears it to its end."""
    for source, place in ((wide_of(home / file), wide_of(home / target)), (home / file, home / target)):
        if source.is_file():
            os.replace(source, place)
        else:
            place.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> float:
    """Put copies in place, each in one move, and tell the length in seconds."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _put(wide_of(source), wide_of(target))
    _put(source, target)
    with wave.open(str(target)) as sound:
        return float(sound.getnframes() / sound.getframerate())


def _put(source: Path, target: Path) -> None:
    if source.is_file():
        half = target.with_suffix(".part")
        shutil.copyfile(source, half)
        os.replace(half, target)
    else:
        target.unlink(missing_ok=True)
