"""Who called somebody outside and did not reach him: when he calls back, he gets to that extension."""

from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.features.outbound.facts import CALLED_BACK, MISSED, REACHED
from palabre.features.outbound.snapshot import MissedCalls, Outgoing
from palabre.routing.flow import Flow, single
from palabre.routing.plan import flow_of
from palabre.routing.step import Step

HOUR = 3600


class Missed(dict[tuple[UUID, str], tuple[UUID, float] | None]):
    """What this process has seen itself: extension and time by account and number; None: reached since."""


def _seen(call: Call) -> Missed:
    found: Missed = call.world.shared.setdefault(Missed, Missed())
    return found


def not_reached(call: Call, extension: UUID, number: str) -> None:
    """Remember it, where the account wants calls back to find who called."""
    if call.account.part(Outgoing).rules.settings.call_back_hours:
        _seen(call)[call.account.id, number] = extension, call.now().timestamp()
        call.note(MISSED, extension=str(extension), number=number)


def reached(call: Call, number: str) -> None:
    """Forget it."""
    if _caller(call, number) is not None:
        _seen(call)[call.account.id, number] = None
        call.note(REACHED, number=number)


def _caller(call: Call, number: str) -> UUID | None:
    hours = call.account.part(Outgoing).rules.settings.call_back_hours
    known = call.account.part(MissedCalls).by_number.get(number)
    found = _seen(call).get((call.account.id, number), known)
    if found is None or call.now().timestamp() - found[1] > hours * HOUR:
        return None
    return found[0]


class ReachCaller(Step):
    """Leads somebody who calls back to the extension that has called him; everybody else goes on."""

    type: ClassVar[str] = "reach_caller"
    icon: ClassVar[str] = "phone-incoming"
    group: ClassVar[str] = "people"
    takes_time: ClassVar[bool] = False

    then: Any

    async def run(self, call: Call) -> Flow:
        """Once: whoever calls again is a caller like any other."""
        extension = _caller(call, call.caller.number)
        flow = flow_of(call.account, "extension", extension) if extension else None
        if flow is None or extension is None:
            return Flow(self.then.key, self.then.start, self.then.steps, self.then.variables)
        reached(call, call.caller.number)
        call.note(CALLED_BACK, extension=str(extension))
        return flow


def called_back(account: Account, then: Flow) -> Flow:
    """A flow of incoming calls, before which callers back find who called them."""
    if not account.part(Outgoing).rules.settings.call_back_hours:
        return then
    return single("called_back", ReachCaller(then=then))
