"""What callers hear: texts as sound files, rendered once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from palabre.calls.spoken import Sentence
from palabre.kit.audio import AudioFacts, to_telephone, wide_of
from palabre.kit.errors import Language
from palabre.kit.speak import speak
from palabre.phone.port import Sound

MOST_PASSING, SWEEP_EVERY = 2000, 100


@dataclass(frozen=True)
class Opening(Sound):
    """What a caller hears once in a call; `later` is what stands in its place from then on."""

    later: tuple[Sound, ...] = ()


def due(sounds: Sequence[Sound], opened: bool) -> list[Sound]:
    """What is to be played: without what a caller who was `opened` has heard before."""
    played: list[Sound] = []
    for each in sounds:
        if opened and isinstance(each, Opening):
            played.extend(each.later)
        else:
            played.append(each)
    return played


def uncut(sounds: Sequence[Sound]) -> int:
    """How many of the first sounds no key may cut: up to the last one that must be heard whole."""
    return max((place for place, each in enumerate(sounds, 1) if each.whole), default=0)


class Sounds(Protocol):
    """Makes texts audible."""

    async def spoken(self, text: str, language: Language) -> Sound:
        """A text in a voice of its language."""
        ...

    async def passing(self, text: str, language: Language) -> Sound:
        """A text that is as it is for this call only, and need not be kept for ever."""
        ...

    async def sentence(self, sentence: Sentence, language: Language) -> Sound:
        """One of our own sentences."""
        ...

    async def polish(self, recorded: Path, target: Path) -> AudioFacts | None:
        """Make a caller's recording a sound like all others, in place of it. Raises AudioSilent."""
        ...

    @property
    def beep(self) -> Sound:
        """The tone after which one speaks."""
        ...


class SpokenSounds:
    """Sounds by the offline voice, kept in a folder; `beep` lies there too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._passed = 0
        self.beep = Sound(folder / "beep.wav", "beep")

    async def spoken(self, text: str, language: Language) -> Sound:
        """A text in a voice of its language; milliseconds when it was said before."""
        return Sound(await speak(text, language, self._folder), text)

    async def passing(self, text: str, language: Language) -> Sound:
        """The same for a text that will hardly be said again: only the newest ones are kept."""
        sound = Sound(await speak(text, language, self._folder / "passing"), text)
        self._passed += 1
        if self._passed % SWEEP_EVERY == 0:
            await asyncio.to_thread(_keep_newest, self._folder / "passing", MOST_PASSING)
        return sound

    async def sentence(self, sentence: Sentence, language: Language) -> Sound:
        """One of our own sentences."""
        return await self.spoken(sentence.fr if language == "fr" else sentence.en, language)

    async def polish(self, recorded: Path, target: Path) -> AudioFacts | None:
        """At an even loudness and without silence around it; the recording itself goes."""
        return await asyncio.to_thread(_polish, recorded, target)


def _polish(recorded: Path, target: Path) -> AudioFacts:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return to_telephone(recorded, target)
    finally:
        recorded.unlink(missing_ok=True)


def _keep_newest(folder: Path, most: int) -> None:
    """Texts with a caller's name or number in them must not fill the disk; what may still be played stays."""
    files = sorted(folder.glob("*.wav"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in files[most:]:
        old.unlink(missing_ok=True)
        wide_of(old).unlink(missing_ok=True)


class SilentSounds:
    """Sounds without files, for calls that nobody hears."""

    beep = Sound(Path("beep.wav"), "beep")

    async def spoken(self, text: str, language: Language) -> Sound:
        """The text itself."""
        return Sound(Path("spoken.wav"), text)

    async def passing(self, text: str, language: Language) -> Sound:
        """The text itself."""
        return await self.spoken(text, language)

    async def sentence(self, sentence: Sentence, language: Language) -> Sound:
        """The sentence itself."""
        return await self.spoken(sentence.fr if language == "fr" else sentence.en, language)

    async def polish(self, recorded: Path, target: Path) -> AudioFacts | None:
        """Nothing was recorded."""
        return None
