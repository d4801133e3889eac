"""Sends an extension's calls elsewhere, as its rules say."""

from uuid import UUID

from palabre.calls.call import Call
from palabre.features import caller_lists, extensions, hours
from palabre.features.forwarding.decide import Asked, decide
from palabre.features.forwarding.follow import flow_of_rule, inside_of
from palabre.features.forwarding.snapshot import Forward, Forwards, Kind
from palabre.routing.flow import Flow


def divert(call: Call, extension: UUID, why: Kind) -> Flow | None:
    """Where a call goes before the extension rings (`always`) or when it missed it; None: nowhere."""
    rule = _chosen(call, extension, why)
    return flow_of_rule(rule) if rule else None


def ring_seconds(call: Call, extension: UUID) -> int | None:
    """How long it rings before its calls go elsewhere; None: as the extension says."""
    rule = _chosen(call, extension, "no_answer")
    return rule.ring_seconds if rule else None


def _chosen(call: Call, extension: UUID, why: Kind) -> Forward | None:
    account = call.account
    rules = account.part(Forwards).by_extension.get(extension)
    if not rules or (why == "busy" and _is_mobile(call, extension)):
        return None
    asked = Asked(why, call.caller.number, call.now(), account.country, inside_of(call))
    return decide(rules, asked, account.part(hours.Schedules), account.part(caller_lists.CallerLists))


def _is_mobile(call: Call, extension: UUID) -> bool:
    """A mobile network tells a second caller itself that the line is engaged."""
    found = call.account.part(extensions.Extensions).by_id.get(extension)
    return found is not None and found.kind == "mobile"
