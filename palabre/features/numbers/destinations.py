"""What kind of call a number outside is, seen from a company: the classes that permissions speak of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

Kind = Literal[
    "emergency",
    "freephone",
    "local",
    "mobile",
    "national",
    "special",
    "premium",
    "international",
    "satellite",
    "service",
]
Permission = Literal["none", "local", "mobile", "national", "international"]
PERMISSIONS: tuple[Permission, ...] = ("none", "local", "mobile", "national", "international")
"""Each allows what those before it do."""

NEEDED: dict[Kind, Permission] = {
    "emergency": "none",
    "freephone": "local",
    "local": "local",
    "mobile": "mobile",
    "national": "national",
    "special": "national",
    "premium": "national",
    "international": "international",
    "satellite": "international",
    "service": "local",
}
SATELLITE = frozenset({870, 878, 881, 882, 883})
"""Country codes of satellites and of networks without a country (ITU-T E.164, list of assigned codes)."""
FIXED = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
ABROAD = "001"


@dataclass(frozen=True)
class Destination:
    """A number's kind, and its country (`001`: none)."""

    kind: Kind
    country: str
    premium: bool = False

    @property
    def needs(self) -> Permission:
        """The least permission that lets it through; premium numbers need to be allowed besides."""
        return "international" if self.premium and self.kind == "international" else NEEDED[self.kind]


@lru_cache(4096)
def destination(number: str, country: str, homes: frozenset[str] = frozenset()) -> Destination:
    """The kind of an E.164 number called from a country; `homes` are the area codes that count as local.

    Without any home, every area of the country is local.
    """
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return Destination("international", ABROAD)
    where = country_of(number)
    kind, code = phonenumbers.number_type(parsed), parsed.country_code
    premium = kind == PhoneNumberType.PREMIUM_RATE
    if code in SATELLITE:
        return Destination("satellite", where)
    if where != country:
        free = code == 800
        return Destination("freephone" if free else "international", where, premium)
    if premium:
        return Destination("premium", where, premium)
    return Destination(_inland(kind, area_of(number), homes), where)


def _inland(kind: int, area: str, homes: frozenset[str]) -> Kind:
    if kind in FIXED:
        return "local" if not homes or not area or area in homes else "national"
    if kind == PhoneNumberType.MOBILE:
        return "mobile"
    return "freephone" if kind == PhoneNumberType.TOLL_FREE else "special"


@lru_cache(4096)
def area_of(number: str) -> str:
    """The geographic area code of an E.164 number; empty where its country has none."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return ""
    return phonenumbers.national_significant_number(parsed)[
        : phonenumbers.length_of_geographical_area_code(parsed)
    ]


@lru_cache(4096)
def country_of(number: str) -> str:
    """The country of an E.164 number, as two letters (`001`: none)."""
    try:
        parsed = phonenumbers.parse(number)
    except NumberParseException:
        return ABROAD
    found = phonenumbers.region_code_for_number(parsed)
    return found or phonenumbers.region_code_for_country_code(parsed.country_code or 0) or ABROAD


def homes_of(owned: Iterable[str], country: str) -> frozenset[str]:
    """The area codes in which a company has numbers in its own country."""
    return frozenset(filter(None, (area_of(each) for each in owned if country_of(each) == country)))


def allows(permission: Permission, kind: Destination) -> bool:
    """Whether a permission reaches as far as a destination."""
    return PERMISSIONS.index(permission) >= PERMISSIONS.index(kind.needs)
