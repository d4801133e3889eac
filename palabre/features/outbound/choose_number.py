"""Which number the called side sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from os.path import commonprefix
from uuid import UUID

from palabre.features import numbers
from palabre.features.outbound.refusals import PrefixUnknown
from palabre.features.outbound.rules import InForce


@dataclass(frozen=True)
class Shown:
    """The number and why it is this one; `id` is None for a verified number of somebody else."""

    e164: str
    why: str
    number: numbers.Number | None = None


@dataclass(frozen=True)
class Known:
    """The numbers that an account may show."""

    owned: numbers.Numbers
    verified: dict[UUID, str]

    def get(self, wanted: UUID | None, why: str) -> Shown | None:
        """One by its id; None when it is not (or no longer) the account's."""
        if wanted is None:
            return None
        if (own := self.owned.by_id.get(wanted)) is not None:
            return Shown(own.e164, why, own)
        return Shown(self.verified[wanted], why) if wanted in self.verified else None


def by_prefix(known: Known, prefix: str) -> Shown:
    """The number that has a prefix. Raises PrefixUnknown."""
    for each in known.owned.by_id.values():
        if each.prefix == prefix:
            return Shown(each.e164, "shown_prefix", each)
    raise PrefixUnknown(prefix=prefix)


def by_rule(known: Known, rule: InForce, called: str, turn: int) -> Shown | None:
    """The number that the rule in force gives for a call; None when the account has none at all."""
    default = known.get(rule.number, f"shown_{rule.said_by.get('number', 'standard')}")
    first = known.owned.default()
    default = default or (Shown(first.e164, "shown_standard", first) if first else None)
    if rule.choice == "carousel":
        chosen = [each for each in known.owned.by_id.values() if each.carousel]
        if chosen:
            number = chosen[turn % len(chosen)]
            return Shown(number.e164, "shown_carousel", number)
    if rule.choice == "region":
        near = nearest([each for each in known.owned.by_id.values() if each.by_region], called)
        if near is not None:
            return Shown(near.e164, "shown_region", near)
    return default


def nearest(owned: Iterable[numbers.Number], called: str) -> numbers.Number | None:
    """The number nearest the one called: of its country, there of its area, there with most digits in common.

    The first one among equals; None when there is none in that country.
    """
    country, area = numbers.country_of_number(called), numbers.area_of(called)
    there = [each for each in owned if numbers.country_of_number(each.e164) == country]

    def likeness(each: numbers.Number) -> tuple[bool, int]:
        same_area = bool(area) and numbers.area_of(each.e164) == area
        return same_area, len(commonprefix([each.e164, called]))

    return max(there, key=likeness, default=None)
