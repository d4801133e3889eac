"""Telephone numbers as they are dialled and shown, in E.164 form."""

from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

LONGEST = 32
EMERGENCY = {
    "CI": {"110", "111", "170", "180", "185"},
    "FR": {"15", "17", "18", "112", "114", "115", "119", "191", "196"},
}
EMERGENCY_EVERYWHERE = "112"


@lru_cache(4096)
def e164(dialled: str, country: str) -> str | None:
    """`+2252720001000` out of any way to dial it from `country`; None for what is no number."""
    if len(dialled) > LONGEST:
        return None
    try:
        number = phonenumbers.parse(dialled, country)
    except NumberParseException:
        number = None
    if number is not None and phonenumbers.is_possible_number(number):
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if dialled.isdigit() and len(dialled) > 9:
        return e164(f"+{dialled}", country)
    return None


def shown(number: str, country: str) -> str:
    """A caller's number in E.164 where it is one, else as it came, shortened."""
    return e164(number, country) or number[:LONGEST]


@lru_cache(4096)
def is_emergency(dialled: str, country: str) -> bool:
    """Police, ambulance, fire brigade: always let through as dialled."""
    if dialled == EMERGENCY_EVERYWHERE or dialled in EMERGENCY.get(country, ()):
        return True
    return len(dialled) <= LONGEST and shortnumberinfo.is_emergency_number(dialled, country)


@lru_cache(4096)
def is_service(dialled: str, country: str) -> bool:
    """Special services of a country: directory enquiries, the carriers' hotlines."""
    number = _short(dialled, country)
    return number is not None and bool(shortnumberinfo.is_valid_short_number_for_region(number, country))


@lru_cache(4096)
def is_free_service(dialled: str, country: str) -> bool:
    """A service that costs the caller nothing."""
    number = _short(dialled, country)
    if number is None:
        return False
    cost = shortnumberinfo.expected_cost_for_region(number, country)
    return bool(cost == shortnumberinfo.ShortNumberCost.TOLL_FREE)


def _short(dialled: str, country: str) -> phonenumbers.PhoneNumber | None:
    if not (dialled.isascii() and dialled.isdecimal()) or dialled.startswith("0") or len(dialled) > LONGEST:
        return None
    return phonenumbers.PhoneNumber(phonenumbers.country_code_for_region(country), int(dialled))
