"""Whether an extension takes calls at all at the moment."""

from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.facts import Kind
from palabre.features.extensions.ring import label_of
from palabre.features.extensions.snapshot import Extension, Extensions

DO_NOT_DISTURB = "do_not_disturb"


def do_not_disturb(account: Account, extension: UUID) -> bool:
    """Whether somebody does not want to be rung at the moment."""
    found = account.part(Extensions).by_id.get(extension)
    return found is not None and found.do_not_disturb


def closed_to(call: Call, extension: Extension) -> Literal["busy"] | None:
    """Why an extension does not ring for a call; None: it may ring."""
    if not do_not_disturb(call.account, extension.id):
        return None
    call.note(Kind.DIAL_MISSED, to=label_of(call, extension), result="busy", why=DO_NOT_DISTURB)
    return "busy"
