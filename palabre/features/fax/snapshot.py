"""An account's fax lines, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things


@dataclass(frozen=True)
class FaxLine:
    """Where faxes come in."""

    id: UUID
    name: str


@dataclass(frozen=True)
class FaxLines(Things[FaxLine]):
    """The fax lines by id."""

    kind: ClassVar[str] = "fax"
    query: ClassVar[str] = "select account_id, id, name from fax_lines where account_id = any($1)"

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> FaxLine:
        """One fax line."""
        return FaxLine(row["id"], row["name"])
