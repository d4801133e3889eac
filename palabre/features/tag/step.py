"""Tags the call."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.summary import LONGEST_TAG
from palabre.routing.step import Step
from palabre.routing.variables import Filled, fill


class Tag(Step):
    """Puts a word on the call that the history shows and can be searched by; an empty one does nothing."""

    type: ClassVar[str] = "tag"
    icon: ClassVar[str] = "tag"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False

    tag: Filled = Field(min_length=1, max_length=200)

    async def run(self, call: Call) -> Literal["done"]:
        """Note it."""
        tag = " ".join(fill(self.tag, call).split())[:LONGEST_TAG]
        if tag:
            call.note(Kind.TAGGED, tag=tag)
        return "done"
