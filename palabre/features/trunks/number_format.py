"""How a carrier wants telephone numbers written."""

from functools import lru_cache
from typing import Literal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

NumberFormat = Literal["plus", "digits", "international", "national"]


@lru_cache(4096)
def written(number: str, how: str, country: str) -> str:
    """An E.164 number as `+225…`, `225…`, `00225…`, or as it is dialled inside its country.

    One of another country than `country` is `00…` in the national form; what is no such number stays.
    """
    if not number.startswith("+") or how == "plus":
        return number
    digits = number.removeprefix("+")
    if how == "digits":
        return digits
    if how == "national" and (inland := _inland(number, country)) is not None:
        return inland
    return f"00{digits}"


def _inland(number: str, country: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return None
    if parsed.country_code != phonenumbers.country_code_for_region(country):
        return None
    shown = phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)
    return "".join(each for each in shown if each.isdigit())
