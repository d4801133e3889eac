"""Decides what becomes of the lines of a file of extensions; nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from palabre.features import numbers
from palabre.features.extensions.kinds import OnlyOutside, OutsideOneself, in_one_form
from palabre.features.extensions.models import Extension
from palabre.features.extensions.read_lines import Line, LineWanted, Wrong, read_line
from palabre.kit.errors import PalabreError
from palabre.kit.tables import new_id

KIND = "extension"
SAME = ("name", "kind", "outside", "rings", "language", "ring_seconds")
"""What a line can change of an extension."""


class LineRepeated(PalabreError):
    """Two lines of the file want the same."""

    code, status = "line_repeated", 422
    fr = "« {text} » se trouve déjà à la ligne {first}."
    en = "“{text}” stands in line {first} already."


@dataclass(frozen=True)
class Present:
    """What the account has before the file is read; `holders` are the names of what has a short number.

    `extensions` are by short number, `phones` counts those of each, `groups` are by name.
    """

    country: str
    codes: frozenset[str]
    holders: Mapping[str, str]
    extensions: Mapping[str, Extension]
    phones: Mapping[UUID, int]
    groups: Mapping[str, UUID]
    own_numbers: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """What a line asks for: an extension, new or changed, its group's name, and how many phones it lacks."""

    id: UUID
    line: int
    number: str
    fields: dict[str, Any]
    new: bool
    group: str | None
    phones: int
    email: str | None


@dataclass
class Decided:
    """What becomes of a file."""

    new: list[Wanted] = field(default_factory=list)
    changed: list[Wanted] = field(default_factory=list)
    unchanged: list[Wanted] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def all(self) -> list[Wanted]:
        """Every line that can be had."""
        return [*self.new, *self.changed, *self.unchanged]


def decide(present: Present, lines: Iterable[Line]) -> Decided:
    """Look at every line, and at each against those before it."""
    decided, seen = Decided(), dict[str, int]()
    for line in lines:
        before = present.extensions.get(line.cells.get("number", ""))
        read = read_line(line, _known(before, line))
        if isinstance(read, Wrong):
            decided.wrong.append(read)
            continue
        try:
            _once(seen, line.number, read)
            wanted = _wanted(present, line.number, read, before)
        except PalabreError as refused:
            decided.wrong.append(Wrong(line.number, refused))
            continue
        _keep(decided, wanted, before, present.groups)
    return decided


def _known(before: Extension | None, line: Line) -> dict[str, Any]:
    if before is None:
        return {}
    known = {name: getattr(before, name) for name in SAME}
    return known | ({"outside": None} if line.cells.get("kind") == "internal" else {})


def _once(seen: dict[str, int], line: int, read: LineWanted) -> None:
    for name, value in (("number", read.number), ("email", read.email)):
        if value is not None and seen.setdefault(f"{name} {value}", line) != line:
            raise LineRepeated(field=name, text=value, first=seen[f"{name} {value}"])


def _wanted(present: Present, line: int, read: LineWanted, before: Extension | None) -> Wanted:
    if before is None:
        if (holder := present.holders.get(read.number)) is not None:
            raise numbers.ShortNumberTaken(field="number", digits=read.number, holder=holder)
        if refused := numbers.refusal(read.number, present.country, present.codes):
            raise refused
    fields = {name: getattr(read, name) for name in SAME}
    fields["outside"] = in_one_form(read.kind, read.outside, present.country)
    if fields["outside"] in present.own_numbers:
        raise OutsideOneself(field="outside", outside=fields["outside"])
    there = present.phones.get(before.id, 0) if before else 0
    usual = 0 if read.kind == "external" or before else 1
    phones = usual if read.phones is None else read.phones
    if read.kind == "external" and (there or phones):
        raise OnlyOutside(field="phones" if phones else "kind")
    who = before.id if before else new_id()
    lacking = max(0, phones - there)
    return Wanted(who, line, read.number, fields, before is None, read.group, lacking, read.email)


def _keep(decided: Decided, wanted: Wanted, before: Extension | None, groups: Mapping[str, UUID]) -> None:
    if before is None:
        decided.new.append(wanted)
        return
    same_group = wanted.group is None or groups.get(wanted.group) == before.group_id
    same = same_group and not wanted.phones
    same = same and all(getattr(before, name) == value for name, value in wanted.fields.items())
    (decided.unchanged if same else decided.changed).append(wanted)
