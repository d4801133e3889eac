"""Whether a number is in a list: a million entries in a few microseconds and eight bytes each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from palabre.features.caller_lists.entries import Entry, Kind, short_code
from palabre.features.caller_lists.traits import Subject, parts

Column = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
"""When an entry without an end expires; else microseconds since 1970."""

_NONE: Column = np.empty(0, np.int64)


@dataclass(frozen=True)
class Keys:
    """Sorted keys, each with the time until which it holds; `until` is None when all hold for ever."""

    keys: Column = field(default_factory=lambda: _NONE)
    until: Column | None = None

    @classmethod
    def of(cls, keys: Column, until: Column | None = None) -> "Keys":
        """Keys in any order; of a key that comes twice the later end counts."""
        if until is None or bool((until == NEVER).all()):
            return cls(np.sort(keys))
        order = np.lexsort((until, keys))
        keys, until = keys[order], until[order]
        last = np.append(keys[1:] != keys[:-1], True)
        return cls(keys[last], until[last])

    def holds(self, key: int, now: int) -> bool:
        """Whether a key is there and has not expired."""
        place = int(self.keys.searchsorted(np.int64(key)))
        if place == len(self.keys) or self.keys[place] != key:
            return False
        return self.until is None or bool(now < self.until[place])

    @property
    def size(self) -> int:
        """Bytes."""
        return int(self.keys.nbytes + (0 if self.until is None else self.until.nbytes))


@dataclass(frozen=True)
class Shape:
    """Which digits a mask fixes, out of how many, and whether more may follow: `225XX7*`."""

    length: int
    fixed: tuple[int, ...]
    open: bool

    @classmethod
    def of(cls, mask: str) -> "Shape":
        """The shape of a mask without its +."""
        bare = mask.removesuffix("*")
        return cls(len(bare), tuple(at for at, each in enumerate(bare) if each != "X"), bare != mask)

    def key(self, digits: str) -> int | None:
        """The fixed digits of a number or mask as one integer; None for a number of another length."""
        if len(digits) < self.length or (len(digits) > self.length and not self.open):
            return None
        return int("1" + "".join(digits[at] for at in self.fixed))

    def mask(self, digits: str) -> str:
        """The entry of this shape that a number fits."""
        shown = (digits[at] if at in self.fixed else "X" for at in range(self.length))
        return f"+{''.join(shown)}{'*' if self.open else ''}"


@dataclass(frozen=True)
class Ranges:
    """Ranges sorted by their beginning; `reach` is how far those up to each place go at most."""

    ends: tuple[tuple[int, int, int], ...] = ()
    firsts: Column = field(default_factory=lambda: _NONE)
    reach: tuple[int, ...] = ()

    @classmethod
    def of(cls, ranges: Iterable[tuple[int, int, int]]) -> "Ranges":
        """Ranges as first, last, until."""
        ends = tuple(sorted(ranges))
        reach = tuple(accumulate((last for _, last, _ in ends), max))
        return cls(ends, np.array([first for first, _, _ in ends], np.int64), reach)

    def find(self, number: int, now: int) -> str | None:
        """The range that a number lies in."""
        at = int(self.firsts.searchsorted(np.int64(number), "right")) - 1
        while at >= 0 and self.reach[at] >= number:
            first, last, until = self.ends[at]
            if number <= last and now < until:
                return f"+{first}..+{last}"
            at -= 1
        return None


@dataclass(frozen=True)
class Matcher:
    """All entries of a list, ready to be asked."""

    numbers: Keys = field(default_factory=Keys)
    dated: Keys = field(default_factory=Keys)
    shapes: tuple[tuple[Shape, Keys], ...] = ()
    ranges: Ranges = field(default_factory=Ranges)
    criteria: dict[str, int] = field(default_factory=dict)

    def find(self, subject: Subject, now: int) -> str | None:
        """The entry that a number is in the list by, at a time (microseconds since 1970); None: it is not."""
        if subject.anonymous:
            return "anonymous" if now < self.criteria.get("anonymous", 0) else None
        digits = subject.digits
        key = int(digits) if digits and len(digits) <= 18 else _short(subject.number)
        if key is not None and (self.numbers.holds(key, now) or self.dated.holds(key, now)):
            return subject.number
        return (digits and self._by_digits(digits, now)) or self._by_criteria(subject, now)

    def _by_digits(self, digits: str, now: int) -> str | None:
        for shape, keys in self.shapes:
            key = shape.key(digits)
            if key is not None and keys.holds(key, now):
                return shape.mask(digits)
        return self.ranges.find(int(digits), now) if len(self.ranges.firsts) and len(digits) <= 18 else None

    def _by_criteria(self, subject: Subject, now: int) -> str | None:
        if not self.criteria:
            return None
        return next((each for each in self._traits(subject) if now < self.criteria.get(each, 0)), None)

    def _traits(self, subject: Subject) -> Iterator[str]:
        """What the list may know of the number; regions and operators cost something, and are asked last."""
        yield f"country:{subject.country}"
        yield from (f"type:{each}" for each in subject.types)
        if any(each.startswith("operator:") for each in self.criteria):
            yield f"operator:{subject.country}/{subject.operator}"
        if any(each.startswith("region:") for each in self.criteria):
            yield from (f"region:{subject.country}/{each}" for each in subject.regions)

    @property
    def size(self) -> int:
        """Bytes of what there can be a million of."""
        return self.numbers.size + self.dated.size + sum(keys.size for _, keys in self.shapes)


def _short(number: str) -> int | None:
    return short_code(number) if number.isascii() and number.isdigit() and len(number) <= 16 else None


def matcher(
    entries: Iterable[tuple[Entry, int]], numbers: Keys | None = None, dated: Keys | None = None
) -> Matcher:
    """A list's entries, each with its end; `numbers` and `dated` bring exact ones that are packed already."""
    exact: list[tuple[int, int]] = []
    shapes: dict[Shape, list[tuple[int, int]]] = {}
    ranges: list[tuple[int, int, int]] = []
    criteria: dict[str, int] = {}
    for entry, until in entries:
        match entry.kind:
            case Kind.NUMBER:
                exact.append((entry.number or 0, until))
            case Kind.PREFIX | Kind.MASK:
                shape = Shape.of(entry.value[1:])
                shapes.setdefault(shape, []).append(
                    (shape.key(entry.value[1:].removesuffix("*")) or 0, until)
                )
            case Kind.RANGE:
                first, last = entry.value.split("..")
                ranges.append((int(first), int(last), until))
            case _:
                key = _criterion(entry)
                criteria[key] = max(until, criteria.get(key, 0))
    packed = tuple((shape, _keys(pairs)) for shape, pairs in shapes.items())
    return Matcher(numbers or Keys(), dated or _keys(exact), packed, Ranges.of(ranges), criteria)


def _keys(pairs: list[tuple[int, int]]) -> Keys:
    keys, until = np.array(pairs, np.int64).reshape(-1, 2).T
    return Keys.of(keys, until)


def _criterion(entry: Entry) -> str:
    """Places and operators are found however they are written."""
    if entry.kind not in (Kind.REGION, Kind.OPERATOR):
        return entry.value
    head, _, name = entry.value.partition("/")
    return f"{head}/{parts(name)[0]}"
