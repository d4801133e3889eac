"""An account's mailboxes, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Things
from palabre.kit.errors import Language

QUERY = """
    select account_id, id, name, language, greeting_id, max_seconds, max_messages <= held.count "full"
    from mailboxes b cross join lateral (
        select count(*) from messages m where m.account_id = b.account_id and m.mailbox_id = b.id
    ) held
    where account_id = any($1)
"""


@dataclass(frozen=True)
class Mailbox:
    """Where messages of at most `max_seconds` are left, unless it is `full`."""

    id: UUID
    name: str
    language: Language | None
    greeting: UUID | None
    max_seconds: int
    full: bool


@dataclass(frozen=True)
class Mailboxes(Things[Mailbox]):
    """The mailboxes by id."""

    kind: ClassVar[str] = "mailbox"
    query: ClassVar[str] = QUERY

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Mailbox:
        """One mailbox."""
        limits = row["max_seconds"], row["full"]
        return Mailbox(row["id"], row["name"], row["language"], row["greeting_id"], *limits)
