"""Personal options of a mailbox on the phone: its greetings and its PIN."""

from datetime import datetime, timedelta
from functools import partial
from typing import Literal
from zoneinfo import ZoneInfo

from palabre.calls.call import Call
from palabre.features import greetings
from palabre.features.voicemail import spoken
from palabre.features.voicemail.ask import ask, ask_digits
from palabre.features.voicemail.snapshot import Mailbox
from palabre.kit.errors import Language
from palabre.kit.security_passwords import hashed
from palabre.kit.virtual_time import aside

GREETING_SET = "mailbox_greeting_set"
PIN_SET = "mailbox_pin_set"
LONGEST_PIN, SHORTEST_PIN = 10, 4
LONGEST_DAYS = 3
Which = Literal["busy", "away", "temporary"]
NAMES: dict[Language, dict[Which, str]] = {
    "fr": {
        "busy": "Messagerie {name}, en ligne",
        "away": "Messagerie {name}, absent",
        "temporary": "Messagerie {name}, temporaire",
    },
    "en": {
        "busy": "Mailbox {name}, on a call",
        "away": "Mailbox {name}, away",
        "temporary": "Mailbox {name}, temporary",
    },
}
LONGEST_NAME = 80


async def options(call: Call, mailbox: Mailbox) -> None:
    """Until he goes back."""
    while True:
        match await ask(call, spoken.MAILBOX_OPTIONS):
            case "1":
                await _record(call, mailbox, "busy")
            case "2":
                await _record(call, mailbox, "away")
            case "3":
                await _temporary(call, mailbox)
            case "4":
                await _new_pin(call, mailbox)
            case _:
                return


async def _record(call: Call, mailbox: Mailbox, which: Which) -> bool:
    name = NAMES[call.language][which].format(name=mailbox.name)[:LONGEST_NAME]
    greeting = await greetings.record_greeting(call, name)
    if greeting is None:
        return False
    call.note(GREETING_SET, mailbox=str(mailbox.id), which=which, greeting=str(greeting), until=None)
    if not call.leaving:
        await call.say(spoken.MAILBOX_GREETING_SET)
    return True


async def _temporary(call: Call, mailbox: Mailbox) -> None:
    if mailbox.temporary_greeting is not None:
        pressed = await ask(call, spoken.MAILBOX_TEMPORARY_IS_SET)
        if pressed == "1":
            call.note(GREETING_SET, mailbox=str(mailbox.id), which="temporary", greeting=None, until=None)
            await call.say(spoken.MAILBOX_TEMPORARY_REMOVED)
        if pressed != "2":
            return
    days = await ask_digits(call, spoken.MAILBOX_TEMPORARY_DAYS, LONGEST_DAYS)
    name = NAMES[call.language]["temporary"].format(name=mailbox.name)[:LONGEST_NAME]
    greeting = await greetings.record_greeting(call, name)
    if greeting is not None:
        until = _end_of(call, int(days)).isoformat() if days.strip("0") else None
        names = {"mailbox": str(mailbox.id), "greeting": str(greeting)}
        call.note(GREETING_SET, **names, which="temporary", until=until)
        if not call.leaving:
            await call.say(spoken.MAILBOX_GREETING_SET)


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
