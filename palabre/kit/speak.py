"""Reads a text aloud into a file that the switch can play, once for each text."""

import asyncio
import fcntl
import hashlib
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache as once
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from palabre.kit.audio import to_telephone
from palabre.kit.errors import Language, PalabreError

Voice = Literal["fr-FR", "en-GB", "en-US"]
VOICES: dict[Language, tuple[Voice, ...]] = {"fr": ("fr-FR",), "en": ("en-GB", "en-US")}
"""The voices of each language, the usual one first."""
LONGEST = 2000
PATIENCE_SECONDS = 20
PACKAGE = "py-nanotts"
PICO = Path(__file__).with_name("pico.py")

# One sentence at a time: two requests for the same text render it once, and calls keep the other cores.
_reader = ThreadPoolExecutor(1, "speak")


class TextEmpty(PalabreError):
    """There is nothing to say."""

    code, status = "text_empty", 422
    fr = "Le texte à dire est vide."
    en = "The text to speak is empty."


class TextTooLong(PalabreError):
    """The text passes the limit."""

    code, status = "text_too_long", 422
    fr = "Le texte à dire est trop long : {longest} caractères au plus."
    en = "The text to speak is too long: {longest} characters at most."


class TextUnspeakable(PalabreError):
    """The voice cannot say this text, for instance a word of a thousand digits or a foreign script."""

    code, status = "text_unspeakable", 422
    fr = "La voix ne sait pas dire ce texte."
    en = "The voice cannot speak this text."


class VoiceMissing(PalabreError):
    """The engine that speaks is not installed beside us."""

    code, status = "voice_missing", 503
    fr = "La voix de synthèse n'est pas installée sur ce serveur ({package})."
    en = "The synthetic voice is not installed on this server ({package})."


@dataclass(frozen=True)
class Manner:
    """How a text is read: by which voice of its language (None: the usual one), how fast (1: normally)."""

    voice: Voice | None = None
    speed: float = 1.0


USUAL = Manner()


async def speak(text: str, language: Language, cache: Path, manner: Manner = USUAL) -> Path:
    """The WAV file (8 kHz, 16 bits, mono) in the folder `cache` in which a voice says `text`.

    Raises TextEmpty, TextTooLong (2,000 characters), TextUnspeakable, VoiceMissing.
    """
    words = _plain(text)
    voice = manner.voice if manner.voice in VOICES[language] else VOICES[language][0]
    spoken_as = (voice, f"{manner.speed:.2f}".removesuffix("0"))
    target = cache / f"{_fingerprint(words, *spoken_as)}.wav"
    if not target.exists():
        await asyncio.get_running_loop().run_in_executor(_reader, _render, words, spoken_as, target)
    return target


def _plain(text: str) -> str:
    """The text without what the engine takes for orders: its markup can open and write files."""
    if len(text) > LONGEST:
        raise TextTooLong(longest=LONGEST)
    words = " ".join(re.sub(r"[<>\\\x00-\x1f\x7f]", " ", unicodedata.normalize("NFC", text)).split())
    if not any(character.isalnum() for character in words):
        raise TextEmpty
    return words


def _fingerprint(words: str, voice: str, speed: str) -> str:
    parts = (words, voice, speed, _engine())
    return hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()


@once
def _engine() -> str:
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError as error:
        raise VoiceMissing(package=PACKAGE) from error


def _render(words: str, spoken_as: tuple[str, str], target: Path) -> None:
    """Let a process of its own speak, so that neither its lock nor its crash is felt by the calls."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target):
        if target.exists():
            return
        command = [sys.executable, "-I", str(PICO), *spoken_as]
        text = words.encode(errors="replace")
        try:
            spoken = subprocess.run(
                command, input=text, capture_output=True, check=True, timeout=PATIENCE_SECONDS
            )
            to_telephone(spoken.stdout, target, wide=True)
        except (subprocess.SubprocessError, PalabreError) as error:
            raise TextUnspeakable from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Of the processes that share a folder one reads a text; who wants the same one waits for it.

    A byte of one file stands for a text: what is locked in it is free again however a process ends.
    """
    with (target.parent / "reading").open("ab") as file:
        fcntl.lockf(file, fcntl.LOCK_EX, 1, int(target.stem[:8], 16))
        yield
