"""Calls from outside."""

from collections.abc import Iterable

from palabre.calls import spoken
from palabre.calls.directory import Account, Way
from palabre.features import accounts, caller_lists, numbers, outbound, voicemail
from palabre.features.trunks.snapshot import Trunks
from palabre.phone.causes import Cause
from palabre.phone.events import CallArrived, Caller
from palabre.routing.flow import single
from palabre.routing.plan import flow_of
from palabre.routing.tell import Tell
from palabre.routing.walk import Begin

CLOSED = Tell(sentence=accounts.COMPANY_UNREACHABLE, cause=Cause.REJECTED, always=True, refused=True)
UNKNOWN = Tell(sentence=spoken.NUMBER_UNKNOWN, cause=Cause.UNASSIGNED, always=True, refused=True)


def endpoints(account: Account) -> Iterable[str]:
    """The SIP identities of the account's trunks."""
    return (each.endpoint for each in account.part(Trunks).all)


def enter(account: Account, arrived: CallArrived) -> Way:
    """An outside call: the number it called must be this account's and lead to a scenario or a mailbox."""
    caller = Caller(numbers.shown(arrived.caller.number, account.country), arrived.caller.name)
    if account.suspended:
        return Way("inbound", Begin(single("suspended", CLOSED)), caller)
    number = _called(account, arrived.dialled) or _called(account, arrived.addressed)
    flow = flow_of(account, "scenario", number.scenario) if number and number.scenario else None
    flow = flow or (voicemail.flow_of_number(account, number.id) if number else None)
    flow = outbound.called_back(account, flow) if flow else single("unknown", UNKNOWN)
    return Way("inbound", Begin(caller_lists.screened(account, number.id, flow) if number else flow), caller)


def _called(account: Account, dialled: str) -> numbers.Number | None:
    called = numbers.e164(dialled, account.country)
    return account.part(numbers.Numbers).by_e164.get(called or "")
