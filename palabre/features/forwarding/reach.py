"""Finds the flow of a rule again, after a restart of ours."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.forwarding.follow import KIND, flow_of_rule
from palabre.features.forwarding.snapshot import Forwards
from palabre.routing.flow import Flow

__all__ = ["KIND", "flow"]


def flow(account: Account, thing: UUID) -> Flow | None:
    """Send the call on once more."""
    rule = account.part(Forwards).by_id.get(thing)
    return flow_of_rule(rule) if rule else None
