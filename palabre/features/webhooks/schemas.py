"""The shapes of webhooks and deliveries in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.features.webhooks.events import EventKind
from palabre.kit.inputs import Input, Name, Output, untouched

State = Literal["waiting", "delivered", "given_up"]
Url = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[!-~]+$", min_length=1, max_length=2000)
]
Events = Annotated[list[EventKind], Field(min_length=1, max_length=100)]


class WebhookNew(Input):
    """Where to send, and which events."""

    name: Name
    url: Url
    events: Events = ["scenario.event"]
    enabled: bool = True


class WebhookChange(Input):
    """What can change of a webhook; switching it on, or a new address, tries what waits at once."""

    name: Name = untouched()
    url: Url = untouched()
    events: Events = untouched()
    enabled: bool = untouched()


class WebhookOut(Output):
    """A webhook; while its receiver is away after so many `failures` in a row, it `rests_until` then."""

    id: UUID
    name: str
    url: str
    events: list[EventKind]
    enabled: bool
    rests_until: datetime | None
    failures: int
    created_at: datetime
    updated_at: datetime


class WebhookMade(WebhookOut):
    """A webhook with its secret, which is shown this once."""

    secret: str


class DeliveryOut(Output):
    """One event on its way; `status`, `error` and `ms` tell of the last attempt."""

    id: UUID
    event: EventKind
    call_id: UUID
    seq: int
    state: State
    attempts: int
    due_at: datetime
    status: int | None
    error: str | None
    ms: int | None
    delivered_at: datetime | None
    created_at: datetime


class DeliveryWhole(DeliveryOut):
    """The same with what is sent, byte for byte."""

    body: str
