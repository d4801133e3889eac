"""Rings the extension whose short number stands in a variable."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.calls.variables import text_of
from palabre.features.extensions import DialExtension
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan
from palabre.routing.step import Step
from palabre.routing.variables import VariableRead, read

SOUGHT = "responsible_sought"
"""The fact: the number that the variable held, and whether an extension has it."""


class CallResponsible(Step):
    """Rings the person whose internal number an HTTP request before it has put into a variable."""

    type: ClassVar[str] = "responsible"
    icon: ClassVar[str] = "user-check"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"busy", "unavailable", "unknown"})

    variable: VariableRead
    seconds: int = Field(30, ge=1, le=600, description="how long to ring")

    async def run(self, call: Call) -> Literal["busy", "no_answer", "unavailable", "unknown"] | Flow | None:
        """Ring, then talk; a number that is no extension's leads to `unknown`."""
        held = read(call, self.variable)
        number = "" if held is None else text_of(held).strip()
        kind, thing = call.account.part(Plan).short.get(number, ("", None))
        known = kind == "extension" and thing is not None
        call.note(SOUGHT, number=number[:64], known=known)
        if not known:
            return "unknown"
        return await DialExtension(extension=thing, seconds=self.seconds).run(call)
