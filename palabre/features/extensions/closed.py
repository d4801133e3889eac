"""Whether an extension takes calls at all at the moment."""

from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.facts import Kind
from palabre.features.extensions.busy import calls_beside
from palabre.features.extensions.ring import label_of
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.features.extensions.speaks import phone_of
from palabre.features.extensions.waiting import ON_A_CALL, takes_one_more

DO_NOT_DISTURB = "do_not_disturb"


def do_not_disturb(account: Account, extension: UUID) -> bool:
    """Whether somebody does not want to be rung at the moment."""
    found = account.part(Extensions).by_id.get(extension)
    return found is not None and found.do_not_disturb


def caller_of(call: Call) -> Extension | None:
    """The extension whose phone the caller speaks from; None for anybody else."""
    return phone_of(call, call.party)


def closed_to(call: Call, extension: Extension) -> Literal["busy"] | None:
    """Why an extension does not ring for a call; None: it may ring."""
    why = _why(call, extension)
    if why is None:
        return None
    call.note(Kind.DIAL_MISSED, to=label_of(call, extension), result="busy", why=why)
    return "busy"


def _why(call: Call, extension: Extension) -> str | None:
    if extension.do_not_disturb:
        caller = caller_of(call)
        if caller is None or caller.id not in extension.may_disturb:
            return DO_NOT_DISTURB
    return None if takes_one_more(extension, calls_beside(call, extension)) else ON_A_CALL
