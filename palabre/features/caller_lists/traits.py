"""What a caller's number tells: its country, region, kind and operator, as the numbering plans say."""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

TYPES: dict[int, tuple[str, ...]] = {
    PhoneNumberType.FIXED_LINE: ("geographic",),
    PhoneNumberType.MOBILE: ("mobile",),
    PhoneNumberType.FIXED_LINE_OR_MOBILE: ("geographic", "mobile"),
    PhoneNumberType.TOLL_FREE: ("freephone",),
    PhoneNumberType.PREMIUM_RATE: ("premium",),
    PhoneNumberType.SHARED_COST: ("shared_cost",),
    PhoneNumberType.VOIP: ("voip",),
    PhoneNumberType.PERSONAL_NUMBER: ("personal",),
    PhoneNumberType.PAGER: ("pager",),
    PhoneNumberType.UAN: ("company",),
    PhoneNumberType.VOICEMAIL: ("voicemail",),
}
UNASSIGNED = "unassigned"
"""The type of what no numbering plan has given to anybody: mostly a forged number."""

ALL_TYPES = (*dict.fromkeys(name for names in TYPES.values() for name in names), UNASSIGNED)


@dataclass(frozen=True)
class Subject:
    """A number that lists are asked about: E.164 as `numbers.shown` gives it, a short code, or nothing."""

    number: str

    @property
    def anonymous(self) -> bool:
        """Whether the caller hides: empty, or a word such as `anonymous` (RFC 3323, 4.1)."""
        return not any(each.isdigit() for each in self.number)

    @property
    def digits(self) -> str | None:
        """The digits of an E.164 number; None for anything else."""
        found = self.number.removeprefix("+")
        return found if found != self.number and found.isascii() and found.isdigit() else None

    @cached_property
    def _parsed(self) -> Any:
        try:
            return phonenumbers.parse(self.number) if self.digits else None
        except NumberParseException:
            return None

    @cached_property
    def country(self) -> str | None:
        """Two letters; of a number that nobody has been given, the country that its code mainly is for."""
        if self._parsed is None:
            return None
        found = phonenumbers.region_code_for_number(self._parsed)
        return found or phonenumbers.region_code_for_country_code(self._parsed.country_code)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """What kind of number it is; two where the plan does not tell them apart."""
        if self._parsed is None:
            return ()
        return TYPES.get(phonenumbers.number_type(self._parsed), (UNASSIGNED,))

    @cached_property
    def operator(self) -> str:
        """The operator that the number was first given to; empty where that is not known."""
        return _operators().name_for_number(self._parsed, "en").casefold() if self._parsed else ""

    @cached_property
    def regions(self) -> frozenset[str]:
        """The names of the place where the number belongs, in French and English."""
        if self._parsed is None:
            return frozenset()
        described = (_places().description_for_number(self._parsed, each) for each in ("fr", "en"))
        return frozenset(part for each in described for part in parts(each))


def parts(described: str) -> list[str]:
    """`New York, NY` is in `new york, ny`, in `new york` and in `ny`."""
    whole = described.casefold()
    return [each for each in (whole, *(part.strip() for part in whole.split(","))) if each]


def regions_of(country: str) -> list[str]:
    """The places that the numbering plan of a country names."""
    from phonenumbers.geodata import GEOCODE_DATA  # 100 MB: only who asks for regions pays for them

    code = str(phonenumbers.country_code_for_region(country))
    found = (names for prefix, names in GEOCODE_DATA.items() if prefix.startswith(code) and prefix != code)
    return sorted({str(names.get("fr") or names.get("en")) for names in found} - {"None"})


@cache
def _places() -> Any:
    from phonenumbers import geocoder  # 100 MB: only who lists regions pays for them

    return geocoder


@cache
def _operators() -> Any:
    from phonenumbers import carrier

    return carrier
