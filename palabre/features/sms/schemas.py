"""The shapes of text messages in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from palabre.features.sms.parts import BASIC, Encoding
from palabre.kit.inputs import Input, Name, Output, Prose, untouched

State = Literal["waiting", "sent", "failed"]


def _shown(sender: str) -> str:
    """A number, or up to eleven characters of the GSM alphabet (3GPP TS 23.040, 9.1.2.5)."""
    number = sender.lstrip("+").isdigit()
    if not number and (len(sender) > 11 or not set(sender) <= BASIC or not any(map(str.isalpha, sender))):
        raise ValueError("a number, or at most 11 characters with a letter")
    return sender


Sender = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=16, pattern=r"^\+?[ -~]+$"),
    AfterValidator(_shown),
]


class TextTemplateNew(Input):
    """A message to be filled in; recipient and text may name variables as `{{name}}`."""

    name: Name
    sender: Sender
    recipient: Name = "{{num_a}}"
    text: Prose


class TextTemplateChange(Input):
    """What can change of a template."""

    name: Name = untouched()
    sender: Sender = untouched()
    recipient: Name = untouched()
    text: Prose = untouched()


class TextTemplateOut(Output):
    """A template, and what its text takes before variables are filled in."""

    id: UUID
    name: str
    sender: str
    recipient: str
    text: str
    encoding: Encoding
    parts: int = Field(description="text messages that it takes, variables left empty")
    created_at: datetime
    updated_at: datetime


class TextMessageOut(Output):
    """A text message: it waits, was sent, or has failed; `error` tells of the last attempt."""

    id: UUID
    call_id: UUID | None
    template_id: UUID | None
    sender: str
    recipient: str
    text: str
    encoding: Encoding
    parts: int
    state: State
    attempts: int
    due_at: datetime
    provider: str | None
    provider_id: str | None
    error: str | None
    sent_at: datetime | None
    created_at: datetime
