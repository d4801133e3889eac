"""The short numbers of an account, in one plan for all kinds, and its public numbers."""

from palabre.features.numbers.allot import (
    allot,
    allot_many,
    check_country,
    digits_of,
    plan,
    release,
)
from palabre.features.numbers.check_digits import refusal
from palabre.features.numbers.destinations import (
    PERMISSIONS,
    Destination,
    Permission,
    allows,
    area_of,
    destination,
    homes_of,
)
from palabre.features.numbers.destinations import country_of as country_of_number
from palabre.features.numbers.kinds import has_short_number
from palabre.features.numbers.normalise import LONGEST, e164, is_emergency, is_free_service, is_service, shown
from palabre.features.numbers.numbered import Numbered
from palabre.features.numbers.own import check_owned, is_own, own_numbers
from palabre.features.numbers.reserved import ShortNumberTaken, check_range
from palabre.features.numbers.snapshot import Number, Numbers

__all__ = [
    "LONGEST",
    "PERMISSIONS",
    "Destination",
    "Number",
    "Numbered",
    "Numbers",
    "Permission",
    "ShortNumberTaken",
    "allot",
    "allot_many",
    "allows",
    "area_of",
    "check_country",
    "check_owned",
    "check_range",
    "country_of_number",
    "destination",
    "digits_of",
    "e164",
    "has_short_number",
    "homes_of",
    "is_emergency",
    "is_free_service",
    "is_own",
    "is_service",
    "own_numbers",
    "plan",
    "refusal",
    "release",
    "shown",
]
