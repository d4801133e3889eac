"""What callers hear: texts as sound files, rendered once."""

from pathlib import Path
from typing import Protocol

from palabre.calls.spoken import Sentence
from palabre.kit.errors import Language
from palabre.kit.speak import speak
from palabre.phone.port import Sound


class Sounds(Protocol):
    """Makes texts audible."""

    async def spoken(self, text: str, language: Language) -> Sound:
        """A text in a voice of its language."""
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
        self.beep = Sound(folder / "beep.wav", "beep")

    async def spoken(self, text: str, language: Language) -> Sound:
        """A text in a voice of its language; milliseconds when it was said before."""
        return Sound(await speak(text, language, self._folder), text)

    async def sentence(self, sentence: Sentence, language: Language) -> Sound:
        """One of our own sentences."""
        return await self.spoken(sentence.fr if language == "fr" else sentence.en, language)


class SilentSounds:
    """Sounds without files, for calls that nobody hears."""

    beep = Sound(Path("beep.wav"), "beep")

    async def spoken(self, text: str, language: Language) -> Sound:
        """The text itself."""
        return Sound(Path("spoken.wav"), text)

    async def sentence(self, sentence: Sentence, language: Language) -> Sound:
        """The sentence itself."""
        return await self.spoken(sentence.fr if language == "fr" else sentence.en, language)
