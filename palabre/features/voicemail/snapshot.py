"""An account's mailboxes, in memory."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows
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
class Mailboxes(Part):
    """The mailboxes by id."""

    kind: ClassVar[str] = "mailbox"
    by_id: dict[UUID, Mailbox] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Mailboxes"]:
        """Each account's mailboxes."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(QUERY, accounts):
            mailbox = Mailbox(row["id"], row["name"], row["language"], row["greeting_id"], row["max_seconds"])
            loaded[row["account_id"]].by_id[mailbox.id] = mailbox
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id
