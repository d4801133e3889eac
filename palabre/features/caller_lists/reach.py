"""Finds the flow of a refused call again, after a restart in the middle of its message."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.caller_lists.screen import flow_for
from palabre.features.caller_lists.snapshot import CallerLists
from palabre.routing.flow import Flow

KIND = "caller_list"


def flow(account: Account, thing: UUID) -> Flow | None:
    """What the rule of that id does."""
    rule = next((each for each in account.part(CallerLists).rules if each.id == thing), None)
    return flow_for(account, rule) if rule else None
