"""What happens when a mailbox's short number is called."""

from uuid import UUID

from palabre.calls import spoken
from palabre.calls.directory import Account
from palabre.features.voicemail.snapshot import Mailboxes, box_of_number
from palabre.features.voicemail.step import Voicemail
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow, single
from palabre.routing.tell import Tell

KIND = "mailbox"
GOODBYE = Tell(sentence=spoken.GOODBYE, cause=Cause.NORMAL)


def flow(account: Account, thing: UUID) -> Flow | None:
    """Leave a message in it."""
    if not account.part(Mailboxes).has(thing):
        return None
    return single(f"mailbox:{thing}", Voicemail(mailbox=thing), {"done": GOODBYE})


def flow_of_number(account: Account, number: UUID) -> Flow | None:
    """What callers of a public number get that has a mailbox; None when it has none."""
    mailbox = box_of_number(account, number)
    return flow(account, mailbox.id) if mailbox else None
