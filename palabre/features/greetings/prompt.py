"""A prompt inside a step: a greeting of the account, or a text typed in place."""

from pydantic import BaseModel, ConfigDict, Field

from palabre.calls.call import Call
from palabre.features.greetings.snapshot import Greetings
from palabre.kit.errors import PalabreError
from palabre.phone.port import Sound
from palabre.routing.step import GreetingRef


class PromptMissing(PalabreError):
    """A step that should speak has nothing to say."""

    code, status = "prompt_missing", 422
    fr = "Il manque l'annonce à faire entendre."
    en = "The prompt to be played is missing."


class Prompt(BaseModel):
    """What a step says; neither greeting nor text is nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    greeting: GreetingRef | None = None
    text: str | None = Field(None, max_length=2000)

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
        return [await call.world.sounds.spoken(self.text or "", call.language)]
