"""A caller list as a fork in the road."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.features import numbers
from palabre.features.caller_lists.snapshot import CallerLists, micros
from palabre.features.caller_lists.traits import Subject
from palabre.kit.errors import NotFound
from palabre.routing.step import CallerListRef, Step
from palabre.routing.variables import Filled, fill


class InCallerList(Step):
    """Sends callers that are in a list one way, and all others another way."""

    type: ClassVar[str] = "caller_list"
    icon: ClassVar[str] = "list-check"
    group: ClassVar[str] = "conditions"
    takes_time: ClassVar[bool] = False

    list: CallerListRef
    number: Filled = Field("", max_length=80, description="the number looked for; unset: the caller's")

    async def run(self, call: Call) -> Literal["in_list", "not_in_list"]:
        """Look it up; the entry that it is found by is kept in the facts."""
        found = call.account.part(CallerLists).by_id.get(self.list)
        if found is None:
            raise NotFound(what=str(self.list))
        number = fill(self.number, call).strip() if self.number else call.caller.number
        entry = found.entries.find(Subject(numbers.shown(number, call.account.country)), micros(call.now()))
        if entry is None:
            return "not_in_list"
        call.note("in_caller_list", list=str(found.id), name=found.name, entry=entry)
        return "in_list"
