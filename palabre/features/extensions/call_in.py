"""Colleagues who call in from outside: they prove who they are, and call as from their desk."""

from datetime import datetime, timedelta
from secrets import compare_digest
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.spoken import Sentence
from palabre.features import numbers
from palabre.features.extensions import spoken
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.routing.plan import Plan

TRIES, LONGEST = 3, 32
FIRST_SECONDS, NEXT_SECONDS = 10.0, 5.0
LOCKED_AFTER, LOCKED_FOR = 10, timedelta(minutes=15)
CALLED_IN = "called_in"
"""The fact that a colleague has proved who he is: `extension`, his short number."""


class WrongPins(dict[UUID, tuple[int, datetime]]):
    """How often a wrong PIN was tried for an extension, one time after the other, and when last."""


async def who_calls_in(call: Call) -> Extension | None:
    """Ask for short number and PIN; a colleague's own mobile needs the PIN only. None: not let in."""
    mobile = _by_mobile(call)
    for _ in range(TRIES):
        extension = mobile or _by_number(call, await typed(call, spoken.YOUR_SHORT_NUMBER))
        call.discreet = True
        try:
            pin = await typed(call, spoken.YOUR_PIN)
        finally:
            call.discreet = False
        if _fits(call, extension, pin) and extension is not None:
            call.note(CALLED_IN, extension=call.account.part(Plan).digits.get(extension.id, ""))
            return extension
        await call.say(spoken.NOT_LET_IN)
    return None


async def typed(call: Call, sentence: Sentence) -> str:
    """What the caller types after a sentence, up to `#` or a pause."""
    await call.play([await call.world.sounds.sentence(sentence, call.language)], cut_by_key=True)
    digits = ""
    key = await call.key(FIRST_SECONDS)
    while key not in (None, "#") and len(digits) < LONGEST:
        digits += key or ""
        key = await call.key(NEXT_SECONDS)
    return digits


def _by_mobile(call: Call) -> Extension | None:
    number = numbers.e164(call.caller.number, call.account.country)
    found = [each for each in call.account.part(Extensions).by_id.values() if each.outside == number]
    return found[0] if number and len(found) == 1 and found[0].pin else None


def _by_number(call: Call, digits: str) -> Extension | None:
    kind, thing = call.account.part(Plan).short.get(digits, ("", UUID(int=0)))
    return call.account.part(Extensions).by_id.get(thing) if kind == "extension" else None


def _fits(call: Call, extension: Extension | None, pin: str) -> bool:
    """Whether it is the PIN; after many wrong ones none is, for a while."""
    if extension is None or extension.pin is None:
        return False
    wrong: WrongPins = call.world.shared.setdefault(WrongPins, WrongPins())
    count, last = wrong.get(extension.id, (0, call.now()))
    if count >= LOCKED_AFTER and call.now() < last + LOCKED_FOR:
        return False
    if compare_digest(pin, extension.pin):
        wrong.pop(extension.id, None)
        return True
    wrong[extension.id] = count + 1, call.now()
    return False
