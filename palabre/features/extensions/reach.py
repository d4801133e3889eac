"""What happens when an extension's short number is called."""

from uuid import UUID

from palabre.calls import spoken
from palabre.calls.directory import Account
from palabre.features.extensions.snapshot import Extensions
from palabre.features.extensions.step import DialExtension
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

KIND = "extension"
WHY = {
    "busy": Tell(sentence=spoken.EXTENSION_BUSY, cause=Cause.BUSY),
    "no_answer": Tell(sentence=spoken.NO_ANSWER, cause=Cause.NO_ANSWER),
    "unavailable": Tell(sentence=spoken.EXTENSION_UNAVAILABLE, cause=Cause.ABSENT),
}


def flow(account: Account, thing: UUID) -> Flow | None:
    """Ring its phones; who reaches nobody is told why."""
    if not account.part(Extensions).has(thing):
        return None
    return single(f"extension:{thing}", DialExtension(extension=thing), dict(WHY))


def phones(account: Account, thing: UUID) -> list[str]:
    """The SIP identities that ring, and the number outside."""
    extension = account.part(Extensions).by_id.get(thing)
    return [*extension.phones, *filter(None, [extension.outside])] if extension else []
