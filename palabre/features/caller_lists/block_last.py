"""Blocks whoever rang an extension last from outside, and says the number."""

from typing import ClassVar
from uuid import UUID

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.features.caller_lists.last_callers import last_caller
from palabre.features.caller_lists.traits import Subject
from palabre.kit.errors import Language
from palabre.routing.step import Step

BLOCKED = "caller_blocked"
"""The fact that an extension has blocked a number; its list follows from it."""

CONFIRMATION: dict[Language, str] = {
    "fr": "Le numéro {digits} est bloqué pour votre poste.",
    "en": "The number {digits} is blocked for your extension.",
}


class BlockLastCaller(Step):
    """What the code for it does."""

    type: ClassVar[str] = "block_last_caller"
    icon: ClassVar[str] = "user-x"
    group: ClassVar[str] = "people"

    extension: UUID

    async def run(self, call: Call) -> None:
        """Block him in the extension's own list, and confirm it."""
        number = last_caller(call, self.extension)
        await call.answer()
        if number is None:
            await call.say(spoken.NO_LAST_CALLER)
        elif Subject(number).anonymous:
            await call.say(spoken.LAST_CALLER_HIDDEN)
        else:
            call.note(BLOCKED, extension=str(self.extension), number=number)
            text = CONFIRMATION[call.language].format(digits=digit_by_digit(number, call.account.country))
            await call.play([await call.world.sounds.spoken(text, call.language)])
        await call.hang_up()


def digit_by_digit(number: str, country: str) -> str:
    """A number as people of a country say it, two digits at a time: `0 7, 0 7, 1 2, 3 4, 5 6`."""
    digits = "".join(each for each in _as_dialled(number, country) if each.isdigit())
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return ", ".join(" ".join(each) for each in pairs)


def _as_dialled(number: str, country: str) -> str:
    try:
        parsed = phonenumbers.parse(number, country)
    except NumberParseException:
        return number
    if phonenumbers.region_code_for_country_code(parsed.country_code or 0) != country:
        return f"00{number.removeprefix('+')}"
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
