"""Emits an event of the subscriber's own, which his webhooks are told."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from palabre.calls.call import Call
from palabre.routing.step import Step
from palabre.routing.variables import VariableRead, read

EMITTED = "event_emitted"
"""The fact: the event's name and the values of its variables; those that hold nothing are null."""
EventName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]


class EmitEvent(Step):
    """Sends an event with some variables to the company's webhooks; the call does not wait for them."""

    type: ClassVar[str] = "event"
    icon: ClassVar[str] = "webhook"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False

    name: EventName
    variables: tuple[VariableRead, ...] = Field((), max_length=30)

    async def run(self, call: Call) -> Literal["done"]:
        """Note it; the journal brings it to the webhooks, whatever is away at the moment."""
        call.note(EMITTED, name=self.name, variables={each: read(call, each) for each in self.variables})
        return "done"
