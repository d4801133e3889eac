"""A prompt inside a step: a greeting of the account, or a text typed in place."""

from pydantic import BaseModel, ConfigDict, Field

from palabre.calls.call import Call
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


class Prompt(BaseModel):
    """What a step says; neither greeting nor text is nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    greeting: GreetingRef | None = None
    text: Filled | None = Field(None, max_length=2000)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return self.greeting is None and not (self.text or "").strip()

    async def sounds(self, call: Call) -> list[Sound]:
        """The sounds to play, in the call's language where the text leaves it open."""
        if self.greeting is not None:
            greeting = call.account.part(Greetings).get(self.greeting)
            if greeting.file is not None:
                return [Sound(call.world.files / greeting.file, greeting.name)]
            return [await call.world.sounds.spoken(greeting.text or "", greeting.language)]
        if self.empty:
            return []
        return await said(call, self.text or "")


async def said(call: Call, text: str) -> list[Sound]:
    """A text with the call's variables in it; nothing when it says nothing in this call."""
    if not named_in(text):
        return [await call.world.sounds.spoken(text, call.language)]
    filled = fill_aloud(text, call)
    return [await call.world.sounds.passing(filled, call.language)] if filled.strip() else []
