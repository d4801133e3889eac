"""The shapes of e-mails in the API."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.kit.inputs import Output

MailState = Literal["waiting", "kept", "sent", "failed"]


class MailOut(Output):
    """An e-mail; `kept`: the installation has no mail server yet. `error` says why it was not taken."""

    id: UUID
    about: UUID | None
    recipient: str
    subject: str
    state: MailState
    attempts: int
    error: str | None
    due_at: datetime
    sent_at: datetime | None
    created_at: datetime
