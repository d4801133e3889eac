"""Plays a greeting."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features.greetings.prompt import Prompt, PromptMissing
from palabre.kit.errors import PalabreError
from palabre.routing.step import Step


class Greeting(Step):
    """Says something to the caller, to its end."""

    type: ClassVar[str] = "greeting"
    icon: ClassVar[str] = "volume"
    group: ClassVar[str] = "voice"

    prompt: Prompt
    answer: bool = True

    async def run(self, call: Call) -> Literal["done"]:
        """Play it; before the answer (`answer` off) it costs the caller nothing."""
        if self.answer:
            await call.answer()
        await call.play(await self.prompt.sounds(call))
        return "done"

    def problems(self) -> Iterator[PalabreError]:
        """A greeting without words is none."""
        if self.prompt.empty:
            yield PromptMissing(field="prompt")

    def warnings_in(self, account: Account) -> Iterator[PalabreError]:
        """A greeting may be meant for some days only."""
        yield from self.prompt.silences(account)
