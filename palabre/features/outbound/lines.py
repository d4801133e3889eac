"""In which order an account's lines to carriers are tried."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from uuid import UUID

from palabre.features.outbound.rates import MINUTE, Rate
from palabre.features.trunks import Trunk


def ordered(
    trunks: Sequence[Trunk], costs: Mapping[UUID, Rate | None], choice: str, turn: int
) -> list[Trunk]:
    """By position, sharing calls by weight within one; with `least_cost` the cheapest minute comes first.

    A line whose price is not known comes after all others.
    """
    found: list[Trunk] = []
    for _, same in groupby(trunks, key=lambda each: each.position):
        found += _shared(list(same), turn)
    return sorted(found, key=lambda each: _minute(costs.get(each.id))) if choice == "least_cost" else found


def _shared(trunks: list[Trunk], turn: int) -> list[Trunk]:
    """The one whose share this turn falls into, then the others, heavier ones first."""
    total = sum(each.weight for each in trunks)
    if total == 0:
        return trunks
    place = turn % total
    ends = accumulate(each.weight for each in trunks)
    first = next(each for each, end in zip(trunks, ends, strict=True) if place < end)
    others = [each for each in trunks if each is not first]
    return [first, *sorted(others, key=lambda each: -each.weight)]


def _minute(rate: Rate | None) -> tuple[bool, int]:
    return rate is None, rate.cost(MINUTE) if rate else 0
