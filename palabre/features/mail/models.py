"""The table of e-mails."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Thing


class Mail(Thing):
    """One e-mail to one address: it waits, or is kept for want of a server; then it is sent or has failed.

    `about` is the thing it tells of, `attachment` a file of the vault, sent as MP3 or WAV.
    """

    __tablename__ = "mails"

    about: Mapped[UUID | None]
    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    attachment: Mapped[str | None]
    attachment_name: Mapped[str | None]
    attachment_as: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="waiting")
    due_at: Mapped[datetime]
    patience_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    settled: Mapped[bool] = mapped_column(default=False)
