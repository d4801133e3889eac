"""Personal options of a mailbox on the phone: its greetings and its PIN."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from palabre.calls.call import Call
from palabre.features import greetings
from palabre.features.voicemail import spoken
from palabre.features.voicemail.ask import ask, ask_digits
from palabre.features.voicemail.snapshot import Mailbox
from palabre.features.voicemail.words import Which, called
from palabre.kit.security_passwords import hashed
from palabre.kit.virtual_time import aside

GREETING_SET = "mailbox_greeting_set"
PIN_SET = "mailbox_pin_set"
LONGEST_PIN, SHORTEST_PIN = 10, 4
LONGEST_DAYS = 3


async def options(call: Call, mailbox: Mailbox) -> None:
    """Until he goes back."""
    while True:
        match await ask(call, spoken.MAILBOX_OPTIONS):
            case "1":
                await _greet(call, mailbox, "busy", None)
            case "2":
                await _greet(call, mailbox, "away", None)
            case "3":
                await _temporary(call, mailbox)
            case "4":
                await _new_pin(call, mailbox)
            case _:
                return


async def _greet(call: Call, mailbox: Mailbox, which: Which, until: str | None) -> None:
    """Record it, in the place of the last one that was recorded for the same."""

    def kept(greeting: UUID) -> None:
        names = {"mailbox": str(mailbox.id), "greeting": str(greeting)}
        call.note(GREETING_SET, **names, which=which, until=until)

    name = called(mailbox.name, which, call.language)
    made_for = greetings.MadeFor(mailbox.id, which, kept)
    if await greetings.record_greeting(call, name, made_for) and not call.leaving:
        await call.say(spoken.MAILBOX_GREETING_SET)


async def _temporary(call: Call, mailbox: Mailbox) -> None:
    if mailbox.temporary_greeting is not None:
        pressed = await ask(call, spoken.MAILBOX_TEMPORARY_IS_SET)
        if pressed == "1":
            call.note(GREETING_SET, mailbox=str(mailbox.id), which="temporary", greeting=None, until=None)
            await call.say(spoken.MAILBOX_TEMPORARY_REMOVED)
        if pressed != "2":
            return
    days = await ask_digits(call, spoken.MAILBOX_TEMPORARY_DAYS, LONGEST_DAYS)
    until = _end_of(call, int(days)).isoformat() if days.strip("0") else None
    await _greet(call, mailbox, "temporary", until)


def _end_of(call: Call, days: int) -> datetime:
    """The midnight that ends the last of so many days, today included."""
    today = call.now().astimezone(ZoneInfo(call.account.time_zone))
    return today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=days)


async def _new_pin(call: Call, mailbox: Mailbox) -> None:
    """Typed twice; the log keeps neither."""
    call.discreet = True
    try:
        first = await ask_digits(call, spoken.MAILBOX_NEW_PIN, LONGEST_PIN)
        again = await ask_digits(call, spoken.MAILBOX_PIN_AGAIN, LONGEST_PIN)
    finally:
        call.discreet = False
    if first != again or len(first) < SHORTEST_PIN:
        return await call.say(spoken.MAILBOX_PIN_NOT_SET)
    call.note(PIN_SET, mailbox=str(mailbox.id), pin_hash=await aside(None, partial(hashed, first)))
    return await call.say(spoken.MAILBOX_PIN_SET)
