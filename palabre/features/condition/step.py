"""One condition: yes or no."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from palabre.calls.call import Call
from palabre.features.condition.rule import Rule
from palabre.kit.errors import PalabreError
from palabre.routing.step import Step


class Condition(Rule, Step):
    """Sends the call one way when a variable is as it says, and another way when it is not."""

    type: ClassVar[str] = "condition"
    icon: ClassVar[str] = "git-branch"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False

    async def run(self, call: Call) -> Literal["yes", "no"]:
        """Compare."""
        return "yes" if self.holds(call) else "no"

    def problems(self) -> Iterator[PalabreError]:
        """A number is compared with a number."""
        yield from self.wrongs()
