"""Variables in scenarios: what they hold, texts that name them as `{{name}}`, and fields that may."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.variables import (
    LARGEST_NUMBER,
    LONGEST_TEXT,
    NAME,
    AccountVariables,
    Scope,
    Type,
    Value,
    ValueNotOfType,
    ValueTooLarge,
    VariableUnknown,
    as_flag,
    as_number,
    as_type,
    fit,
    text_of,
    type_of,
)
from palabre.kit.errors import PalabreError
from palabre.routing.aloud import aloud

__all__ = [
    "NAME",
    "SYSTEM",
    "AccountVariables",
    "Constant",
    "Declared",
    "Filled",
    "Marked",
    "Scope",
    "Template",
    "Type",
    "Value",
    "ValueNotOfType",
    "ValueTooLarge",
    "VariableName",
    "VariableReadOnly",
    "VariableRead",
    "VariableUnknown",
    "VariableWritten",
    "as_flag",
    "as_number",
    "as_type",
    "declare",
    "fill",
    "fill_aloud",
    "fit",
    "named_in",
    "only_name",
    "read",
    "text_of",
    "type_of",
]

PLACE = re.compile(rf"\{{\{{\s*({NAME})\s*\}}\}}", re.ASCII)


class VariableReadOnly(PalabreError):
    """What every call knows of itself is set by nobody."""

    code, status = "variable_read_only", 422
    fr = "« {name} » est une variable du système : elle ne peut pas être modifiée."
    en = "“{name}” is a system variable: it cannot be set."


class Marked:
    """Marks a field that has to do with variables; the builder offers their names in it."""

    def __init__(self, widget: str) -> None:
        self.widget = widget

    def names(self, text: str) -> list[str]:
        """The variables that a text in the field names."""
        return [text]

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        found = handler(schema)
        found["widget"] = self.widget
        return found


class Template(Marked):
    """Marks a text that may name variables as `{{name}}`."""

    def __init__(self) -> None:
        super().__init__("template")

    def names(self, text: str) -> list[str]:
        """Each `{{name}}`."""
        return named_in(text)


class Reads(Marked):
    """Marks the name of a variable that a step reads."""

    def __init__(self) -> None:
        super().__init__("variable")


class Writes(Marked):
    """Marks the name of a variable of the call that a step sets."""

    def __init__(self) -> None:
        super().__init__("variable_written")


Filled = Annotated[str, Template()]
VariableName = Annotated[str, StringConstraints(pattern=f"^{NAME}$", max_length=40)]
VariableRead = Annotated[VariableName, Reads()]
VariableWritten = Annotated[VariableName, Writes()]
Constant = (
    Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
    | Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
    | Annotated[str, Field(max_length=LONGEST_TEXT)]
)


class Declared(BaseModel):
    """A variable of a scenario: its type, and what it holds before anything sets it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Type = "string"
    default: Constant | None = None

    @model_validator(mode="after")
    def _default_fits(self) -> "Declared":
        if self.default is not None and as_type(self.default, self.type) is None:
            raise ValueError(f"the default is not a {self.type}")
        return self


def declare(call: Call, declared: Mapping[str, Declared]) -> None:
    """Let a call know the variables of the scenario that it enters; what is set already stays."""
    for name, each in declared.items():
        call.types.setdefault(name, each.type)
        if each.default is not None and name not in call.variables:
            call.variables[name] = fit(name, each.default, each.type)


@dataclass(frozen=True)
class System:
    """A variable that nobody sets: what every call knows of itself."""

    type: Type
    of: Callable[[Call], Value | None]


def _local(form: str) -> Callable[[Call], Value]:
    return lambda call: call.now().astimezone(ZoneInfo(call.account.time_zone)).strftime(form)


def _key(call: Call) -> str | None:
    pressed = (each.data["key"] for each in reversed(call.log.facts) if each.kind == Kind.KEY_PRESSED)
    return next(pressed, None)


def _direction(call: Call) -> str | None:
    return call.log.facts[0].data.get("direction") if call.log.facts else None


_CALLER = System("string", lambda call: call.caller.number)
_CALLED = System("string", lambda call: call.dialled)
SYSTEM: dict[str, System] = {
    "num_a": _CALLER,
    "caller": _CALLER,
    "num_b": _CALLED,
    "called": _CALLED,
    "caller_name": System("string", lambda call: call.caller.name),
    "company": System("string", lambda call: call.account.name),
    "call_id": System("string", lambda call: str(call.id)),
    "direction": System("string", _direction),
    "language": System("string", lambda call: call.language),
    "key": System("string", _key),
    "date": System("string", _local("%Y-%m-%d")),
    "time": System("string", _local("%H:%M")),
    "hour": System("number", lambda call: int(str(_local("%H")(call)))),
    "weekday": System("number", lambda call: int(str(_local("%u")(call)))),
    "answered": System("flag", lambda call: call.answered),
}
"""By name; `num_a` and `num_b` are what telephone people call the two numbers; Monday is weekday 1."""


def read(call: Call, name: str) -> Value | None:
    """What a variable holds: one of the call, else a system variable, else an account-wide one."""
    found = call.variables.get(name)
    if found is not None:
        return found
    system = SYSTEM.get(name)
    return system.of(call) if system else call.account_variable(name)


def fill(text: str, call: Call, written: Callable[[Value], str] = text_of) -> str:
    """The text with each `{{name}}` replaced by what it holds; one that holds nothing leaves no trace.

    `written` says how a value stands in this kind of text, so that it cannot change the text around it.
    """

    def value(place: re.Match[str]) -> str:
        found = read(call, place[1])
        return "" if found is None else written(found)

    return PLACE.sub(value, text) if "{{" in text else text


def fill_aloud(text: str, call: Call) -> str:
    """The same in words that a voice in the call's language says as a person would."""
    return fill(text, call, lambda value: aloud(value, call.language))


def named_in(text: str) -> list[str]:
    """The variables that a text names."""
    return PLACE.findall(text)


def only_name(text: str) -> str | None:
    """The variable of a text that is nothing but `{{name}}`."""
    found = PLACE.fullmatch(text.strip())
    return found[1] if found else None
