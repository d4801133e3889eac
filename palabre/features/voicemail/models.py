"""The tables of mailboxes and of the messages in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.features.numbers import has_short_number
from palabre.kit.tables import Named, Thing


@has_short_number("mailbox")
class Mailbox(Named):
    """Where callers leave messages, up to a length and a count."""

    __tablename__ = "mailboxes"

    language: Mapped[str | None]
    greeting_id: Mapped[UUID | None]
    max_seconds: Mapped[int] = mapped_column(default=120)
    max_messages: Mapped[int] = mapped_column(default=50)


class Message(Thing):
    """What a caller left; `file` is its path in the data folder."""

    __tablename__ = "messages"

    mailbox_id: Mapped[UUID] = mapped_column(ForeignKey("mailboxes.id"))
    call_id: Mapped[UUID]
    caller: Mapped[str]
    received_at: Mapped[datetime]
    seconds: Mapped[float]
    file: Mapped[str]
    heard_at: Mapped[datetime | None]
