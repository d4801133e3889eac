"""Sets a variable."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.kit.errors import PalabreError
from palabre.routing.step import Step
from palabre.routing.variables import (
    AccountVariables,
    Constant,
    Scope,
    Template,
    Value,
    ValueNotOfType,
    VariableUnknown,
    VariableWritten,
    as_type,
    fill,
    named_in,
    only_name,
    read,
)


class SetVariable(Step):
    """Gives a variable of the call, or an account-wide one, a constant, another's value or a filled text."""

    type: ClassVar[str] = "set_variable"
    icon: ClassVar[str] = "variable"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False

    variable: VariableWritten
    value: Annotated[Constant, Template()]
    scope: Scope = "call"

    async def run(self, call: Call) -> Literal["done"]:
        """Set it; what is not of its type leads to `failed`."""
        call.set_variable(self.variable, self._value(call), self.scope)
        return "done"

    def _value(self, call: Call) -> Value:
        """A text that is nothing but `{{name}}` is that variable's value, with its type."""
        if not isinstance(self.value, str):
            return self.value
        other = only_name(self.value)
        found = read(call, other) if other else fill(self.value, call)
        return "" if found is None else found

    def problems_in(self, account: Account) -> Iterator[PalabreError]:
        """An account-wide variable exists before, and its type is known."""
        if self.scope == "call":
            return
        known = account.part(AccountVariables).by_name.get(self.variable)
        if known is None:
            yield VariableUnknown(field="variable", name=self.variable)
        elif not named_in(str(self.value)) and as_type(self.value, known.type) is None:
            shown = str(self.value)[:80]
            yield ValueNotOfType(field="value", name=self.variable, type=known.type, value=shown)
