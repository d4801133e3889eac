"""The tables of text messages."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named, Thing


class Template(Named):
    """A message to be filled in: who sends it, to whom, and its text."""

    __tablename__ = "sms_templates"

    sender: Mapped[str]
    recipient: Mapped[str]
    text: Mapped[str]


class Message(Thing):
    """One text message: first it waits, then it is sent or has failed."""

    __tablename__ = "sms_messages"

    call_id: Mapped[UUID | None]
    template_id: Mapped[UUID | None]
    sender: Mapped[str]
    recipient: Mapped[str]
    text: Mapped[str]
    encoding: Mapped[str]
    parts: Mapped[int]
    state: Mapped[str] = mapped_column(default="waiting")
    due_at: Mapped[datetime]
    patience_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    provider: Mapped[str | None]
    provider_id: Mapped[str | None]
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
