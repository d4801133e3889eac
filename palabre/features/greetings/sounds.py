"""Makes and removes the sound files of greetings: `sounds/<account>/<id>.wav` in the data folder."""

import asyncio
import os
import shutil
import wave
from pathlib import Path
from uuid import UUID

from palabre.features.greetings.models import Greeting
from palabre.kit.audio import AudioLimits, to_telephone
from palabre.kit.errors import Language
from palabre.kit.speak import speak

LIMITS = AudioLimits(bytes=20_000_000, seconds=600)


def sound_file(account: UUID, greeting: UUID) -> str:
    """The path of a greeting's sound, relative to the data folder."""
    return f"sounds/{account}/{greeting}.wav"


async def record(greeting: Greeting, audio: bytes, home: Path) -> None:
    """Make an uploaded recording the greeting's sound. Raises the errors of `to_telephone`."""
    target = _prepare(greeting, home)
    facts = await asyncio.to_thread(to_telephone, audio, target, LIMITS)
    greeting.seconds = facts.seconds


async def read_aloud(greeting: Greeting, language: Language, home: Path) -> None:
    """Let a voice read the greeting's text. Raises the errors of `speak`."""
    spoken = await speak(greeting.text or "", language, home / "spoken")
    greeting.seconds = await asyncio.to_thread(_copy, spoken, _prepare(greeting, home))


def remove(file: str | None, home: Path) -> None:
    """Delete a sound."""
    if file:
        (home / file).unlink(missing_ok=True)


def _prepare(greeting: Greeting, home: Path) -> Path:
    greeting.file = sound_file(greeting.account_id, greeting.id)
    target = home / greeting.file
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _copy(source: Path, target: Path) -> float:
    """Put a copy in place in one move, and tell its length in seconds."""
    half = target.with_suffix(".part")
    shutil.copyfile(source, half)
    os.replace(half, target)
    with wave.open(str(target)) as sound:
        return float(sound.getnframes() / sound.getframerate())
