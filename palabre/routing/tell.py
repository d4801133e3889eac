"""Tells a caller why his call goes no further."""

from typing import ClassVar

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.spoken import Sentence
from palabre.phone.causes import Cause
from palabre.routing.step import Step


class Tell(Step):
    """Ends a call with a cause; whoever hears us already is told in words, or anyone when `always`."""

    type: ClassVar[str] = "tell"
    icon: ClassVar[str] = "phone-off"
    group: ClassVar[str] = "end"

    sentence: Sentence
    cause: Cause
    always: bool = False
    refused: bool = False

    async def run(self, call: Call) -> None:
        """Say it (before the answer, so that it costs the caller nothing) and hang up."""
        if self.refused:
            call.note(Kind.REFUSED, why=self.sentence.name)
        if call.answered or self.always:
            await call.say(self.sentence)
        await call.hang_up(self.cause)
