"""What callers hear: texts as sound files, rendered once."""

import asyncio
from pathlib import Path
from typing import Protocol

from palabre.calls.spoken import Sentence
from palabre.kit.errors import Language
from palabre.kit.speak import speak
from palabre.phone.port import Sound

MOST_PASSING, SWEEP_EVERY = 2000, 100


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


def _keep_newest(folder: Path, most: int) -> None:
    """Texts with a caller's name or number in them must not fill the disk; what may still be played stays."""
    files = sorted(folder.glob("*.wav"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in files[most:]:
        old.unlink(missing_ok=True)


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
