"""The tables of mailboxes and of the messages in them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.features.numbers import has_short_number
from palabre.kit.clock import clock
from palabre.kit.tables import Named, Owned, Thing


@has_short_number("mailbox")
class Mailbox(Named):
    """Where callers leave messages, up to a length and a count: a person's, a department's, or shared."""

    __tablename__ = "mailboxes"

    language: Mapped[str | None]
    extension_id: Mapped[UUID | None]
    group_id: Mapped[UUID | None]
    number_id: Mapped[UUID | None]
    greeting_id: Mapped[UUID | None]
    busy_greeting_id: Mapped[UUID | None]
    temporary_greeting_id: Mapped[UUID | None]
    temporary_until: Mapped[datetime | None]
    min_seconds: Mapped[int] = mapped_column(default=3)
    max_seconds: Mapped[int] = mapped_column(default=120)
    max_messages: Mapped[int] = mapped_column(default=50)
    pin_hash: Mapped[str | None]
    ask_pin: Mapped[str] = mapped_column(default="elsewhere")
    emails: Mapped[list[str]] = mapped_column(default=list)
    email_audio: Mapped[str] = mapped_column(default="mp3")
    email_marks_heard: Mapped[bool] = mapped_column(default=False)


class Member(Owned):
    """An extension whose phones show a shared mailbox's lamp, and open it."""

    __tablename__ = "mailbox_members"

    mailbox_id: Mapped[UUID] = mapped_column(ForeignKey("mailboxes.id"), primary_key=True)
    extension_id: Mapped[UUID] = mapped_column(primary_key=True)


class PinTries(Owned):
    """Wrong PINs in a row at a mailbox: by one of its extensions, or by all others (the nil UUID)."""

    __tablename__ = "mailbox_tries"

    mailbox_id: Mapped[UUID] = mapped_column(ForeignKey("mailboxes.id"), primary_key=True)
    extension_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrong: Mapped[int]
    last_at: Mapped[datetime]
    until_at: Mapped[datetime]


class Message(Thing):
    """What a caller left; `file` is its key in the vault. In a shared mailbox it is claimed, and done."""

    __tablename__ = "messages"

    mailbox_id: Mapped[UUID] = mapped_column(ForeignKey("mailboxes.id"))
    call_id: Mapped[UUID]
    caller: Mapped[str]
    caller_name: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
    seconds: Mapped[float]
    file: Mapped[str]
    heard_at: Mapped[datetime | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    tags: Mapped[list[str]] = mapped_column(default=list)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    forwarded_by: Mapped[str | None]
    note: Mapped[str | None]
    claimed_by: Mapped[UUID | None]
    claimed_name: Mapped[str | None]
    claimed_at: Mapped[datetime | None]
    done_name: Mapped[str | None]
    done_at: Mapped[datetime | None]
    to_email: Mapped[bool] = mapped_column(default=True)
