"""Runs a script of the subscriber."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from pydantic import Field

from palabre.calls.call import Call
from palabre.features.execute_code import sandbox
from palabre.features.execute_code.sandbox import CodeNotValid, Program
from palabre.features.execute_code.turn import in_turn
from palabre.kit.errors import PalabreError
from palabre.routing.step import Step
from palabre.routing.variables import (
    NAME,
    SYSTEM,
    AccountVariables,
    Marked,
    Value,
    VariableWritten,
    read,
)

LOOKED_AT = re.compile(rf"\bvars\.({NAME})\b", re.ASCII)


class CodeWithoutValue(PalabreError):
    """A script does not return what it promises."""

    code, status = "code_without_value", 422
    fr = "Le code n'a rien renvoyé pour la variable « {name} »."
    en = "The code has returned nothing for the variable “{name}”."


class Script(Marked):
    """Marks JavaScript that looks at variables as `vars.name`."""

    def __init__(self) -> None:
        super().__init__("code")

    def names(self, text: str) -> list[str]:
        """The variables that it looks at."""
        return LOOKED_AT.findall(text)


class ExecuteCode(Step):
    """Runs JavaScript that looks at variables as `vars.name` and returns the outputs.

    One output is the value returned; several are the fields of the object returned. A script has a tenth of a
    second and 16 MB, and reaches nothing outside itself.
    """

    type: ClassVar[str] = "execute_code"
    icon: ClassVar[str] = "code"
    group: ClassVar[str] = "data"
    takes_time: ClassVar[bool] = False

    code: Annotated[str, Script()] = Field(min_length=1, max_length=10_000)
    outputs: tuple[VariableWritten, ...] = Field((), max_length=20, description="the variables that it sets")

    async def run(self, call: Call) -> Literal["done"]:
        """Run it beside the calls, then set what it returned; trouble of any kind leads to `failed`."""
        returned = await in_turn(call.account.id, Program(self.code, self._looked_at(call)))
        for name in self.outputs:
            call.set_variable(name, self._value(name, returned))
        return "done"

    def _looked_at(self, call: Call) -> dict[str, Value | None]:
        """The call's own variables, and those of the system and the account that the code names."""
        others = (*SYSTEM, *call.account.part(AccountVariables).by_name)
        named = [name for name in others if name in self.code]
        return {name: read(call, name) for name in (*named, *call.variables)}

    def _value(self, name: str, returned: Any) -> Value:
        value = returned.get(name) if isinstance(returned, dict) else returned
        if value is None or (len(self.outputs) > 1 and not isinstance(returned, dict)):
            raise CodeWithoutValue(name=name)
        return value if isinstance(value, (str, int, float, bool)) else msgspec.json.encode(value).decode()

    def problems(self) -> Iterator[PalabreError]:
        """It must be JavaScript."""
        fault = sandbox.fault_in(self.code)
        if fault:
            yield CodeNotValid(field="code", text=fault)
