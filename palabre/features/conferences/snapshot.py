"""An account's conferences, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things

QUERY = """
    select account_id, id, name, pin, announce, record, max_members from conferences
    where account_id = any($1)
"""


@dataclass(frozen=True)
class Conference:
    """A room for at most `max_members`."""

    id: UUID
    name: str
    pin: str | None
    announce: bool
    record: bool
    max_members: int


@dataclass(frozen=True)
class Conferences(Things[Conference]):
    """The rooms by id."""

    kind: ClassVar[str] = "conference"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Conference:
        """One room."""
        return Conference(*(row[each] for each in ("id", "name", "pin", "announce", "record", "max_members")))
