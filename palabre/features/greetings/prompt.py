"""A prompt inside a step: greetings of the account and texts typed in place, one after the other."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field, model_validator

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features.greetings.opening import opened, sound_of
from palabre.features.greetings.snapshot import Greetings
from palabre.kit.errors import PalabreError
from palabre.phone.port import Sound
from palabre.routing.step import GreetingRef
from palabre.routing.variables import Filled, fill_aloud, named_in


class PromptMissing(PalabreError):
    """A step that should speak has nothing to say."""

    code, status = "prompt_missing", 422
    fr = "Il manque l'annonce à faire entendre."
    en = "The prompt to be played is missing."


class PromptOutOfDate(PalabreError):
    """All that a step says has dates, and nothing to be heard outside them."""

    code, status = "prompt_out_of_date", 422
    fr = "Hors de ses dates de validité, l'annonce « {name} » laisse l'appelant dans le silence."
    en = "Outside its dates, the greeting “{name}” leaves the caller in silence."


class Piece(BaseModel):
    """A greeting of the account or, without one, a text typed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    greeting: GreetingRef | None = None
    text: Filled | None = Field(None, max_length=2000)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return self.greeting is None and not (self.text or "").strip()

    async def sound(self, call: Call, interruptible: bool) -> Sound | None:
        """What is heard now, in the call's language if it has it; None when it is out of date or empty."""
        if self.greeting is None:
            return await _said(call, self.text or "", not interruptible)
        greeting = call.account.part(Greetings).valid(self.greeting, call.now(), call.account.time_zone)
        if greeting is None:
            return None
        whole = not (interruptible and greeting.interruptible)
        recording = greeting.spoken_in(call.language)
        return await sound_of(call, recording, recording.text or greeting.name, whole)


async def _said(call: Call, text: str, whole: bool) -> Sound | None:
    """A text with the call's variables in it; None when it says nothing in this call."""
    if not named_in(text):
        return (
            replace(await call.world.sounds.spoken(text, call.language), whole=whole)
            if text.strip()
            else None
        )
    filled = fill_aloud(text, call)
    if not filled.strip():
        return None
    return replace(await call.world.sounds.passing(filled, call.language), whole=whole)


class Part(Piece):
    """One of several pieces of a prompt."""

    @model_validator(mode="after")
    def _one(self) -> "Part":
        if self.empty:
            raise ValueError("a greeting or a text")
        return self


class Prompt(Piece):
    """What a step says: a greeting or a text, then its parts in their order; none of them is nothing."""

    parts: tuple[Part, ...] = Field((), max_length=20, description="said one after the other")
    interruptible: bool = Field(True, description="whether a key may cut it; a notice must be heard whole")

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return super().empty and not self.parts

    @property
    def pieces(self) -> Iterator[Piece]:
        """Everything it says, in order."""
        if not super().empty:
            yield self
        yield from self.parts

    async def sounds(self, call: Call) -> list[Sound]:
        """The sounds to play now, in the call's language, opened by the banner while one is set."""
        heard = [await each.sound(call, self.interruptible) for each in self.pieces]
        return await opened(call, [each for each in heard if each is not None])

    def silences(self, account: Account) -> Iterator[PalabreError]:
        """PromptOutOfDate when there are days on which nothing of it is heard."""
        known = account.part(Greetings)
        pieces = list(self.pieces)
        if pieces and all(each.greeting and known.silent_at_times(each.greeting) for each in pieces):
            first = known.by_id[pieces[0].greeting] if pieces[0].greeting else None
            yield PromptOutOfDate(field="prompt", name=first.name if first else "")
