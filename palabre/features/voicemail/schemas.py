"""The shapes of mailboxes and messages in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from palabre.kit.inputs import Digits, Email, Input, Language, Name, Output, untouched

MinSeconds = Annotated[int, Field(ge=1, le=10)]
MaxSeconds = Annotated[int, Field(ge=3, le=120)]
MaxMessages = Annotated[int, Field(ge=1, le=50)]
MailboxPin = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,10}$", max_length=10)]
Emails = Annotated[list[Email], Field(max_length=10)]
Members = Annotated[list[UUID], Field(max_length=100)]
Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Tags = Annotated[list[Tag], Field(max_length=10)]
AskPin = Literal["elsewhere", "always"]
EmailAudio = Literal["mp3", "wav", "none"]


class MailboxNew(Input):
    """A mailbox: a person's (`extension_id`), a public number's (`number_id`), or shared by several.

    These are `member_ids`, and the extensions of the department `group_id`. Its lamp is lit on all their
    phones, on which it opens without a PIN unless that is asked `always`; elsewhere it opens with the PIN
    only. `greeting_id` is what callers hear while nobody answers.
    """

    name: Name
    number: Digits | None = None
    language: Language | None = None
    extension_id: UUID | None = None
    group_id: UUID | None = None
    number_id: UUID | None = None
    member_ids: Members = []
    greeting_id: UUID | None = None
    busy_greeting_id: UUID | None = None
    temporary_greeting_id: UUID | None = None
    temporary_until: AwareDatetime | None = None
    min_seconds: MinSeconds = 3
    max_seconds: MaxSeconds = 120
    max_messages: MaxMessages = 50
    pin: MailboxPin | None = None
    ask_pin: AskPin = "elsewhere"
    emails: Emails = []
    email_audio: EmailAudio = "mp3"
    email_marks_heard: bool = False


class MailboxChange(Input):
    """What can change of a mailbox."""

    name: Name = untouched()
    number: Digits | None = untouched()
    language: Language | None = untouched()
    extension_id: UUID | None = untouched()
    group_id: UUID | None = untouched()
    number_id: UUID | None = untouched()
    member_ids: Members = untouched()
    greeting_id: UUID | None = untouched()
    busy_greeting_id: UUID | None = untouched()
    temporary_greeting_id: UUID | None = untouched()
    temporary_until: AwareDatetime | None = untouched()
    min_seconds: MinSeconds = untouched()
    max_seconds: MaxSeconds = untouched()
    max_messages: MaxMessages = untouched()
    pin: MailboxPin | None = untouched()
    ask_pin: AskPin = untouched()
    emails: Emails = untouched()
    email_audio: EmailAudio = untouched()
    email_marks_heard: bool = untouched()


class MailboxOut(Output):
    """A mailbox with its short number and how many messages wait in it; its PIN is never shown."""

    id: UUID
    name: str
    number: str | None
    language: Language | None
    extension_id: UUID | None
    group_id: UUID | None
    number_id: UUID | None
    member_ids: list[UUID]
    greeting_id: UUID | None
    busy_greeting_id: UUID | None
    temporary_greeting_id: UUID | None
    temporary_until: datetime | None
    min_seconds: int
    max_seconds: int
    max_messages: int
    has_pin: bool
    ask_pin: AskPin
    emails: list[str]
    email_audio: EmailAudio
    email_marks_heard: bool
    messages: int
    new_messages: int
    created_at: datetime
    updated_at: datetime


class MessageFilter(BaseModel):
    """Which messages are wanted: `limit` of them after `cursor`, newest first."""

    limit: int = Field(50, ge=1, le=200)
    cursor: UUID | None = None
    heard: bool | None = None
    urgent: bool | None = None
    done: bool | None = None
    tag: str | None = Field(None, max_length=60)


class MessageOut(Output):
    """A message; `heard_at` is null as long as nobody has heard it.

    In a shared mailbox it is something to do: `claimed_name` is who has taken it on, `done_name` who has
    answered it.
    """

    id: UUID
    mailbox_id: UUID
    call_id: UUID
    caller: str
    caller_name: str
    received_at: datetime
    seconds: float
    heard_at: datetime | None
    urgent: bool
    tags: list[str]
    forwarded_by: str | None
    note: str | None
    claimed_by: UUID | None
    claimed_name: str | None
    claimed_at: datetime | None
    done_name: str | None
    done_at: datetime | None


class MessageChange(Input):
    """Marks a message as heard or as new again, as urgent or not; gives it other tags."""

    heard: bool = untouched()
    urgent: bool = untouched()
    tags: Tags = untouched()


class MessageForward(Input):
    """Where a copy of a message goes, with a few words."""

    to_mailbox_id: UUID
    note: Annotated[str, StringConstraints(max_length=500)] | None = None


class MessageTask(Input):
    """`claimed`: the user takes it on; `done`: he has answered it; `open`: it is anybody's again."""

    state: Literal["open", "claimed", "done"]


class MessageBeingLeft(Output):
    """Somebody speaks into a mailbox at this moment; `call_id` is his call."""

    call_id: UUID
    caller: str
    caller_name: str
    since: datetime


class MessageScreen(Input):
    """Listen to who is leaving a message (`call_id`; unset: whoever does); `take`: talk with him at once."""

    call_id: UUID | None = None
    take: bool = False


class MessageCallBegun(Output):
    """The call that rings one's own phone first."""

    call_id: UUID
