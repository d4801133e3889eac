"""An account's mailboxes, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things
from palabre.kit.errors import Language

QUERY = """
    select account_id, id, name, language, greeting_id, max_seconds from mailboxes where account_id = any($1)
"""


@dataclass(frozen=True)
class Mailbox:
    """Where messages of at most `max_seconds` are left."""

    id: UUID
    name: str
    language: Language | None
    greeting: UUID | None
    max_seconds: int


@dataclass(frozen=True)
class Mailboxes(Things[Mailbox]):
    """The mailboxes by id."""

    kind: ClassVar[str] = "mailbox"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Mailbox:
        """One mailbox."""
        return Mailbox(row["id"], row["name"], row["language"], row["greeting_id"], row["max_seconds"])
