"""What happens when a fax line's short number is called."""

from uuid import UUID

from palabre.calls import spoken
from palabre.calls.directory import Account
from palabre.features.fax.snapshot import FaxLines
from palabre.features.fax.step import Fax
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

KIND = "fax"
SORRY = Tell(sentence=spoken.FAX_NOT_TAKEN, cause=Cause.TEMPORARY_FAILURE, always=True)


def flow(account: Account, thing: UUID) -> Flow | None:
    """Take a fax, or tell that it cannot be taken."""
    if not account.part(FaxLines).has(thing):
        return None
    return single(f"{KIND}:{thing}", Fax(line=thing), {"failed": SORRY})
