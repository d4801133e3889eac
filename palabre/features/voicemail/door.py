"""Who may open a mailbox on the phone: whom it belongs to, and who knows its PIN."""

from functools import partial
from typing import Any, Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.spoken import Sentence
from palabre.features.voicemail import spoken
from palabre.features.voicemail.ask import ask_digits
from palabre.features.voicemail.brake import brake_of
from palabre.features.voicemail.snapshot import OTHERS, Mailbox, Mailboxes, box_of_extension
from palabre.kit.security_passwords import is_right
from palabre.kit.virtual_time import aside
from palabre.routing.plan import Plan

REFUSED = "mailbox_refused"
PIN_RIGHT = "mailbox_pin_right"
"""The right PIN after wrong ones, which are forgiven."""
LONGEST_PIN = 10
TRIES = 3
Why = Literal["wrong_pin", "locked", "no_pin", "unknown"]
SAID: dict[Why, Sentence] = {
    "wrong_pin": spoken.MAILBOX_PIN_WRONG,
    "locked": spoken.MAILBOX_LOCKED,
    "no_pin": spoken.MAILBOX_NO_PIN,
    "unknown": spoken.MAILBOX_UNKNOWN,
}


def box_at(account: Account, digits: str) -> Mailbox | None:
    """The mailbox of a short number, or of the extension that has it."""
    kind, thing = account.part(Plan).short.get(digits, ("", UUID(int=0)))
    if kind == "extension":
        return box_of_extension(account, thing)
    return account.part(Mailboxes).by_id.get(thing) if kind == "mailbox" else None


async def refuse(call: Call, why: Why, **more: Any) -> None:
    """Tell him, and the log."""
    call.note(REFUSED, why=why, **more)
    await call.say(SAID[why])


async def opens(call: Call, mailbox: Mailbox, extension: UUID, pin: str) -> bool:
    """Whether it opens; `pin` is what was dialled already ("": it is asked for, if need be)."""
    own = extension in mailbox.readers
    if mailbox.pin is None:
        if own or not mailbox.readers:
            return True
        await refuse(call, "no_pin")
        return False
    if own and mailbox.ask_pin == "elsewhere":
        return True
    call.discreet = True
    try:
        return await _knows_pin(call, mailbox, (extension, own), pin)
    finally:
        call.discreet = False


async def _knows_pin(call: Call, mailbox: Mailbox, who: tuple[UUID, bool], pin: str) -> bool:
    """Attempts count per mailbox and phone, and for all phones that it does not belong to together."""
    extension, own = who
    stored = mailbox.pin or ""
    brake, key = brake_of(call.world, call.account), (mailbox.id, extension if own else OTHERS)
    names = {"mailbox": str(mailbox.id), "extension": str(key[1])}
    for _ in range(TRIES):
        if brake.locked(key, call.now()):
            await refuse(call, "locked")
            return False
        typed = pin or await ask_digits(call, spoken.MAILBOX_PIN, LONGEST_PIN)
        pin = ""
        tries = brake.attempt(key, call.now(), own)
        if await aside(None, partial(is_right, stored, typed)):
            brake.forgive(key)
            if tries.wrong > 1:
                call.note(PIN_RIGHT, **names)
            return True
        await refuse(call, "wrong_pin", **names, wrong=tries.wrong, until=tries.until.isoformat())
    return False
