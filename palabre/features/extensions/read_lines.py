"""Reads a file of extensions line by line: what each wants, or what is wrong with it."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field, ValidationError

from palabre.features.extensions.schemas import ExtensionNew
from palabre.kit.errors import PalabreError
from palabre.kit.input_errors import first_of
from palabre.kit.inputs import Email, Name

MOST_LINES = 10_000
COLUMNS: dict[str, str] = {
    **{each: each for each in ("number", "name", "kind", "outside", "rings", "group", "language")},
    **{each: each for each in ("ring_seconds", "phones", "email")},
    **{"numéro": "number", "numero": "number", "nom": "name", "type": "kind", "groupe": "group"},
    **{"extérieur": "outside", "exterieur": "outside", "sonne": "rings", "langue": "language"},
    **{"sonnerie": "ring_seconds", "téléphones": "phones", "telephones": "phones", "e-mail": "email"},
}
"""The columns as they may be called, in both languages."""
NEEDED = ("number", "name")


class LineWanted(ExtensionNew):
    """What a line can say of an extension; `phones` is how many it shall have at least."""

    group: Name | None = None
    phones: int | None = Field(None, ge=0, le=10)
    email: Email | None = None


class TooManyLines(PalabreError):
    """More than can be read at once."""

    code, status = "too_many_lines", 422
    fr = "Le fichier compte {lines} lignes ; {limit} au plus."
    en = "The file has {lines} lines; {limit} at most."


class ColumnMissing(PalabreError):
    """The first line does not name a column that is needed."""

    code, status = "column_missing", 422
    fr = "La première ligne doit nommer les colonnes ; « {column} » manque."
    en = "The first line must name the columns; “{column}” is missing."


class ColumnUnknown(PalabreError):
    """The first line names a column that means nothing."""

    code, status = "column_unknown", 422
    fr = "La colonne « {column} » est inconnue ; colonnes possibles : {columns}."
    en = "The column “{column}” is unknown; possible columns: {columns}."


@dataclass(frozen=True)
class Line:
    """A line by its number in the file, and what stands in its columns; what is empty is left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a line."""

    line: int
    why: PalabreError


def lines_of(content: bytes) -> list[Line]:
    """The lines of a CSV file. Raises ColumnMissing, ColumnUnknown, TooManyLines."""
    text = _decoded(content)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    rows = list(_safely(reader))
    if len(rows) - 1 > MOST_LINES:
        raise TooManyLines(field="file", lines=len(rows) - 1, limit=MOST_LINES)
    columns = _columns(rows[0][1] if rows else [])
    return [Line(number, cells) for number, row in rows[1:] if (cells := _cells(columns, row))]


def _cells(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    named = ((name, cell.strip()) for name, cell in zip(columns, row, strict=False))
    return {name: cell for name, cell in named if name and cell}


def _safely(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """A line that no CSV file has (with a zero byte, or too long) counts as one that is wrong."""
    while True:
        try:
            yield reader.line_num + 1, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, ["?"]


def _columns(header: Sequence[str]) -> list[str]:
    found = []
    for each in header:
        column = COLUMNS.get(each.strip().lower(), None if each.strip() else "")
        if column is None:
            known = ", ".join(dict.fromkeys(COLUMNS.values()))
            raise ColumnUnknown(field="file", column=each[:40], columns=known)
        found.append(column)
    for needed in NEEDED:
        if needed not in found:
            raise ColumnMissing(field="file", column=needed)
    return found


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_line(line: Line, known: Mapping[str, Any]) -> LineWanted | Wrong:
    """What a line wants; what it leaves out is as `known`, of an extension that is there already."""
    try:
        return LineWanted.model_validate({**known, **line.cells})
    except ValidationError as invalid:
        complaints = invalid.errors(include_url=False, include_input=False)
        return Wrong(line.number, first_of(complaints))
