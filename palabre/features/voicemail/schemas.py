"""The shapes of mailboxes and messages in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from palabre.kit.inputs import Digits, Input, Language, Name, Output, untouched

MaxSeconds = Annotated[int, Field(ge=3, le=120)]
MaxMessages = Annotated[int, Field(ge=1, le=50)]


class MailboxNew(Input):
    """A mailbox, with a short number if it is to be dialled."""

    name: Name
    number: Digits | None = None
    language: Language | None = None
    greeting_id: UUID | None = None
    max_seconds: MaxSeconds = 120
    max_messages: MaxMessages = 50


class MailboxChange(Input):
    """What can change of a mailbox."""

    name: Name = untouched()
    number: Digits | None = untouched()
    language: Language | None = untouched()
    greeting_id: UUID | None = untouched()
    max_seconds: MaxSeconds = untouched()
    max_messages: MaxMessages = untouched()


class MailboxOut(Output):
    """A mailbox with its short number and how many messages wait in it."""

    id: UUID
    name: str
    number: str | None
    language: Language | None
    greeting_id: UUID | None
    max_seconds: int
    max_messages: int
    messages: int
    new_messages: int
    created_at: datetime
    updated_at: datetime


class MessageOut(Output):
    """A message; `heard_at` is null as long as nobody has heard it."""

    id: UUID
    mailbox_id: UUID
    call_id: UUID
    caller: str
    received_at: datetime
    seconds: float
    heard_at: datetime | None


class MessageChange(Input):
    """Marks a message as heard, or as new again."""

    heard: bool
