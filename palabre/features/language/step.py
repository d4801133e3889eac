"""Sets the language of a call, or lets the caller choose it."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features import greetings
from palabre.kit.errors import Language, PalabreError
from palabre.phone.port import Sound
from palabre.routing.keypad import Key
from palabre.routing.step import Step

OFFERS: dict[Language, str] = {"fr": "Pour le français, tapez {key}.", "en": "For English, press {key}."}
NAMES: dict[Language, dict[str, str]] = {
    "fr": {"*": "étoile", "#": "dièse"},
    "en": {"*": "star", "#": "hash"},
}


class LanguageMissing(PalabreError):
    """Neither a language nor a choice of languages is given."""

    code, status = "language_missing", 422
    fr = "Il manque la langue, ou le choix des langues."
    en = "The language, or the choice of languages, is missing."


class ChoiceTwice(PalabreError):
    """A key or a language is offered twice."""

    code, status = "choice_twice", 422
    fr = "Une touche ou une langue est proposée deux fois."
    en = "A key or a language is offered twice."


class Choice(BaseModel):
    """A key, and the language that it means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Key
    language: Language


class ChooseLanguage(Step):
    """Asks in which language the caller wants to be served, or sets it; it is kept for the whole call."""

    type: ClassVar[str] = "language"
    icon: ClassVar[str] = "language"
    group: ClassVar[str] = "voice"
    at_once: ClassVar[frozenset[str]] = frozenset({"done"})

    language: Language | None = Field(None, description="set without asking")
    choices: tuple[Choice, ...] = Field((), max_length=12, description="asked for with these keys")
    prompt: greetings.Prompt = Field(
        greetings.Prompt(), description="unset: each language is offered in its own words"
    )
    seconds: float = Field(5, ge=1, le=30, description="how long to wait for a key after the prompt")
    repeats: int = Field(1, ge=0, le=9, description="how many times to ask again")

    def exits(self) -> tuple[str, ...]:
        """Nobody can fail to choose where nothing is asked."""
        return ("done", "no_key") if self.choices else ("done",)

    def problems(self) -> Iterator[PalabreError]:
        """One of the two ways, and each choice once."""
        if bool(self.choices) == (self.language is not None):
            yield LanguageMissing(field="choices")
        offered = [each.key for each in self.choices], [each.language for each in self.choices]
        if any(len(set(each)) < len(each) for each in offered):
            yield ChoiceTwice(field="choices")

    def problems_in(self, account: Account) -> Iterator[PalabreError]:
        """A prompt that is not valid on some days leaves the caller without it."""
        yield from self.prompt.silences(account)

    async def run(self, call: Call) -> Literal["done", "no_key"]:
        """Set it, or ask as often as allowed; whoever chooses nothing keeps the language he has."""
        if self.language is not None:
            call.choose_language(self.language)
            return "done"
        meant = {each.key: each.language for each in self.choices}
        await call.answer()
        for _ in range(self.repeats + 1):
            await call.play(await self._offer(call), cut_by_key=True)
            pressed = await call.key(self.seconds)
            if pressed in meant:
                call.choose_language(meant[pressed])
                return "done"
        return "no_key"

    async def _offer(self, call: Call) -> list[Sound]:
        if not self.prompt.empty:
            return await self.prompt.sounds(call)
        return [
            await call.world.sounds.spoken(offer(each.key, each.language), each.language)
            for each in self.choices
        ]


def offer(key: str, language: Language) -> str:
    """The words that offer a language, in that language."""
    return OFFERS[language].format(key=NAMES[language].get(key, key))
