"""What happens when a queue's short number is called."""

from uuid import UUID

from palabre.calls import spoken
from palabre.calls.directory import Account
from palabre.features.queues.snapshot import Queues
from palabre.features.queues.step import Queue
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

KIND = "queue"
WHY = {
    "full": Tell(sentence=spoken.LINES_BUSY, cause=Cause.BUSY),
    "no_agent": Tell(sentence=spoken.EXTENSION_UNAVAILABLE, cause=Cause.ABSENT),
}


def flow(account: Account, thing: UUID) -> Flow | None:
    """Wait in it for any time."""
    if not account.part(Queues).has(thing):
        return None
    return single(f"queue:{thing}", Queue(queue=thing), dict(WHY))
