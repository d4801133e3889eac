"""Many conditions: the first branch whose rules hold."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from palabre.calls.call import Call
from palabre.features.condition import Rule
from palabre.kit.errors import PalabreError
from palabre.routing.step import FAILED, Step, declared_exits

BranchName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=r"^[^\x00-\x1f\x7f]+$")
]


class BranchNamedTwice(PalabreError):
    """Two branches, or a branch and a fixed exit, of one name."""

    code, status = "branch_named_twice", 422
    fr = "Le nom de branche « {name} » est déjà utilisé."
    en = "The branch name “{name}” is already in use."


class Branch(BaseModel):
    """A way that is taken when all its rules hold, or any of them; its name is the exit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: BranchName
    match: Literal["all", "any"] = "all"
    rules: tuple[Rule, ...] = Field(min_length=1, max_length=20)

    def holds(self, call: Call) -> bool:
        """Whether this way is taken."""
        held = (each.holds(call) for each in self.rules)
        return all(held) if self.match == "all" else any(held)


class Conditions(Step):
    """Sends the call the way of the first branch whose rules hold, else `otherwise`."""

    type: ClassVar[str] = "conditions"
    icon: ClassVar[str] = "arrows-split"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False
    exits_from: ClassVar[str | None] = "branches.name"

    branches: tuple[Branch, ...] = Field(min_length=1, max_length=20)

    def exits(self) -> tuple[str, ...]:
        """One for each branch, and `otherwise`."""
        return (*(each.name for each in self.branches), *declared_exits(type(self)))

    async def run(self, call: Call) -> BranchName | Literal["otherwise"]:
        """Look at one branch after the other."""
        return next((each.name for each in self.branches if each.holds(call)), "otherwise")

    def problems(self) -> Iterator[PalabreError]:
        """Each exit has one meaning, and a number is compared with a number."""
        seen = {FAILED, *declared_exits(type(self))}
        for count, branch in enumerate(self.branches):
            if branch.name in seen:
                yield BranchNamedTwice(field=f"branches.{count}.name", name=branch.name)
            seen.add(branch.name)
            for place, rule in enumerate(branch.rules):
                for wrong in rule.wrongs():
                    wrong.field = f"branches.{count}.rules.{place}.value"
                    yield wrong
