"""Calls from the company's own phones."""

from collections.abc import Iterable

from palabre.calls import spoken
from palabre.calls.directory import Account, Way
from palabre.features import accounts, numbers, outbound
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.phone.causes import Cause
from palabre.phone.events import CallArrived, Caller
from palabre.routing import codes
from palabre.routing.flow import single
from palabre.routing.plan import Plan, find
from palabre.routing.tell import Tell
from palabre.routing.walk import Begin

SUSPENDED = Tell(sentence=accounts.SERVICE_SUSPENDED, cause=Cause.REJECTED, always=True, refused=True)
UNKNOWN = Tell(sentence=spoken.NUMBER_UNKNOWN, cause=Cause.UNASSIGNED, always=True, refused=True)


def endpoints(account: Account) -> Iterable[str]:
    """The SIP identities of all phones."""
    return account.part(Extensions).by_endpoint


def enter(account: Account, arrived: CallArrived) -> Way:
    """A feature code or a short number first, an outside number next, else a spoken refusal."""
    extension = account.part(Extensions).by_endpoint[arrived.endpoint]
    return way_to(account, extension, arrived.dialled)


def way_to(account: Account, extension: Extension, dialled: str, wish: outbound.Showing | None = None) -> Way:
    """Where an extension gets when it dials something; `wish` is how a program wants it to be shown outside.

    A call for help goes before everything else that the digits could mean.
    """
    caller = Caller(account.part(Plan).digits.get(extension.id, ""), extension.name)
    if account.suspended and not outbound.is_for_help(account, dialled):
        return Way("internal", Begin(single("suspended", SUSPENDED)), caller, extension.language)
    urgent = numbers.is_emergency(dialled, account.country)
    if not urgent and (flow := codes.dialled(account, extension.id, dialled)) is not None:
        return Way("internal", Begin(flow), caller, extension.language, codes.written(flow))
    if not urgent and (flow := find(account, dialled)) is not None:
        return Way("internal", Begin(flow), caller, extension.language)
    flow = outbound.flow_to(account, extension.id, dialled, wish)
    if flow is not None:
        return Way("outbound", Begin(flow), caller, extension.language)
    return Way("internal", Begin(single("unknown", UNKNOWN)), caller, extension.language)
