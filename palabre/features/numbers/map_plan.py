"""The numbering plan as a map: what is free, taken or reserved, and which numbers get in each other's way."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from phonenumbers import PhoneMetadata

from palabre.features.numbers.check_digits import LONGEST, SHORTEST
from palabre.features.numbers.normalise import is_emergency

State = Literal["free", "taken", "feature_code", "emergency", "parking"]
LENGTHS = range(SHORTEST, LONGEST + 1)


@dataclass(frozen=True)
class Range:
    """Short numbers of one length that follow each other and have the same state."""

    first: str
    last: str
    state: State
    count: int


@dataclass(frozen=True)
class Plan:
    """What a plan is made of: the short numbers in use, the digits of feature codes, and the country.

    `parking` are numbers that park calls.
    """

    taken: Collection[str]
    codes: Collection[str]
    country: str
    parking: Collection[str] = ()


@dataclass(frozen=True)
class Neighbours:
    """What stands beside some digits in a plan, where phones wait for more digits.

    `longer` are numbers in use that begin with them, `shorter` those that they begin with; `codes` are
    feature codes and `emergency` numbers for help that begin with them.
    """

    longer: tuple[str, ...] = ()
    shorter: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()


@lru_cache(300)
def emergency_numbers(country: str) -> frozenset[str]:
    """Everything short that calls for help in a country."""
    data = PhoneMetadata.short_metadata_for_region(country)
    known = data.emergency if data is not None else None
    pattern = re.compile((known and known.national_number_pattern) or "(?!)")
    lengths = {*((known and known.possible_length) or ()), 2, 3} & {*LENGTHS}
    all_digits = (f"{number:0{length}}" for length in sorted(lengths) for number in range(10**length))
    return frozenset(
        each
        for each in all_digits
        if pattern.fullmatch(each) or (len(each) < 4 and is_emergency(each, country))
    )


def ranges(plan: Plan, length: int) -> list[Range]:
    """All numbers of a length, in the order of their digits."""
    marks: dict[int, State] = {int(each): "taken" for each in plan.taken if len(each) == length}
    marks |= {int(each): "parking" for each in plan.parking if len(each) == length}
    marks |= {int(each): "emergency" for each in emergency_numbers(plan.country) if len(each) == length}
    pieces = _pieces(marks, _reserved(plan.codes, length), 10**length)
    found = []
    for state, same in groupby(pieces, lambda piece: piece[2]):
        together = list(same)
        first, last = together[0][0], together[-1][1]
        found.append(Range(f"{first:0{length}}", f"{last:0{length}}", state, last - first + 1))
    return found


def _pieces(
    marks: dict[int, State], reserved: list[tuple[int, int]], end: int
) -> Iterator[tuple[int, int, State]]:
    """The numbers below `end` in pieces of one state: first, last, state."""
    starts = [first for first, _ in reserved]
    borders = {0, end} | {border for mark in marks for border in (mark, mark + 1)}
    borders |= {border for first, last in reserved for border in (first, last + 1)}
    inner = sorted(borders)
    for at, following in zip(inner, inner[1:], strict=False):
        place = bisect_right(starts, at) - 1
        in_code = place >= 0 and at <= reserved[place][1]
        yield at, following - 1, marks.get(at, "feature_code" if in_code else "free")


def _reserved(codes: Iterable[str], length: int) -> list[tuple[int, int]]:
    """What codes of digits keep of the numbers of a length: codes that begin alike are one."""
    plain = sorted(each for each in codes if each.isdigit() and len(each) <= length)
    outer = [each for each in plain if not any(each != it and each.startswith(it) for it in plain)]
    rest = [(int(each), 10 ** (length - len(each))) for each in outer]
    return [(code * room, (code + 1) * room - 1) for code, room in rest]


def neighbours(plan: Plan, digits: str) -> Neighbours:
    """What gets in the way of digits, or they of it, for phones that do not send a number as a whole."""
    beginnings = {digits[:length] for length in range(1, len(digits))}
    emergency = emergency_numbers(plan.country)
    return Neighbours(
        longer=tuple(sorted(each for each in plan.taken if each != digits and each.startswith(digits))),
        shorter=tuple(sorted(beginnings.intersection(plan.taken))),
        codes=tuple(sorted(each for each in plan.codes if each.startswith(digits))),
        emergency=tuple(sorted(each for each in emergency if each != digits and each.startswith(digits))),
    )


def overlaps(plan: Plan) -> dict[str, list[str]]:
    """The short numbers in use that others in use begin with, and which ones."""
    taken, found = set(plan.taken), dict[str, list[str]]()
    for digits in sorted(taken):
        for length in range(1, len(digits)):
            if digits[:length] in taken:
                found.setdefault(digits[:length], []).append(digits)
    return found
