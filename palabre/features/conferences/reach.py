"""What happens when a conference's short number is called."""

from uuid import UUID

from palabre.calls import spoken
from palabre.calls.directory import Account
from palabre.features.conferences.snapshot import Conferences
from palabre.features.conferences.step import Conference
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

KIND = "conference"
GOODBYE = Tell(sentence=spoken.GOODBYE, cause=Cause.REJECTED)


def flow(account: Account, thing: UUID) -> Flow | None:
    """Go in."""
    if not account.part(Conferences).has(thing):
        return None
    return single(f"conference:{thing}", Conference(conference=thing), {"refused": GOODBYE})
