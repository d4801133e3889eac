"""A comparison of a variable with a constant or with another variable."""

import operator
from collections.abc import Callable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from palabre.calls.call import Call
from palabre.routing.variables import (
    SYSTEM,
    Filled,
    Type,
    Value,
    ValueNotOfType,
    VariableRead,
    as_type,
    fill,
    named_in,
    read,
    text_of,
    type_of,
)

Relation = Literal[
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "contains",
    "not_contains",
    "starts_with",
    "ends_with",
    "is_empty",
    "is_not_empty",
]
TEXTUAL: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "not_contains": lambda text, part: part not in text,
    "starts_with": str.startswith,
    "ends_with": str.endswith,
    "is_empty": lambda text, _: not text.strip(),
    "is_not_empty": lambda text, _: bool(text.strip()),
}
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ORDERED = frozenset({"<", "<=", ">", ">="})


class Rule(BaseModel):
    """Whether a variable stands in some relation to a value, which may name other variables: `{{name}}`.

    Both are taken as `value_type` says, unset: as the variable's own. What is not of that type is equal to
    nothing, and neither smaller nor larger. Capital letters make no difference.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    variable: VariableRead
    value_type: Type | None = Field(None, description="unset: the variable's own")
    compare: Relation = "="
    value: Filled = Field("", max_length=500)

    def holds(self, call: Call) -> bool:
        """Whether it is so in this call, now."""
        own, other = read(call, self.variable), fill(self.value, call)
        text = "" if own is None else text_of(own)
        if textual := TEXTUAL.get(self.compare):
            return textual(text.casefold(), other.casefold())
        kind = self.value_type or _kind(text if own is None else own, other, self.compare)
        one, two = as_type(text if own is None else own, kind), as_type(other, kind)
        if one is None or two is None:
            return self.compare == "!="
        return COMPARED[self.compare](_plain(one), _plain(two))

    def wrongs(self) -> Iterator[ValueNotOfType]:
        """A constant that is not of the type could be equal to nothing, ever."""
        system = SYSTEM.get(self.variable)
        kind = self.value_type or (system.type if system else "string")
        if self.compare not in TEXTUAL and not named_in(self.value) and as_type(self.value, kind) is None:
            yield ValueNotOfType(field="value", name=self.variable, type=kind, value=self.value)


def _kind(own: Value, other: str, compare: str) -> Type:
    """The variable's own type; what looks like numbers on both sides is ordered as numbers."""
    numbers = as_type(own, "number") is not None and as_type(other, "number") is not None
    return "number" if compare in ORDERED and numbers else type_of(own)


def _plain(value: Value) -> Value:
    return value.casefold() if isinstance(value, str) else value
