"""Puts e-mails into the outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol
from uuid import UUID

CHANNEL = "mails"
"""Of the bus: e-mails have been put into the outbox, or have gone."""
PATIENCE = timedelta(days=3)
INSERT = """
    insert into mails (account_id, about, recipient, subject, text, attachment, attachment_name,
        attachment_as, created_at, updated_at, due_at, patience_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, $10)
"""


class Connection(Protocol):
    """A raw connection, in the transaction that decides that there shall be an e-mail."""

    async def execute(self, query: str, *values: object) -> object:
        """Run a statement."""
        ...


@dataclass(frozen=True)
class Letter:
    """What is written: `about` is the thing it tells of, `attachment` a file of the vault."""

    about: UUID
    subject: str
    text: str
    attachment: str | None = None
    attachment_name: str | None = None
    attachment_as: Literal["mp3", "wav"] | None = None


async def put(
    connection: Connection, account: UUID, recipients: list[str], letter: Letter, now: datetime
) -> None:
    """One e-mail for each address, so that one that is wrong holds up no other."""
    sent = letter.attachment, letter.attachment_name, letter.attachment_as
    for each in recipients:
        written = letter.about, each, letter.subject, letter.text, *sent
        await connection.execute(INSERT, account, *written, now, now + PATIENCE)
