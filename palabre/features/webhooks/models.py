"""The tables of webhooks and of what they are to be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named, Thing


class Webhook(Named):
    """A web server of the company that wants to hear of some events; it rests while it does not answer."""

    __tablename__ = "webhooks"

    url: Mapped[str]
    secret: Mapped[str]
    events: Mapped[list[str]]
    enabled: Mapped[bool] = mapped_column(default=True)
    rests_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)


class Delivery(Thing):
    """One event on its way to one webhook; `status`, `error` and `ms` are of the last attempt."""

    __tablename__ = "webhook_deliveries"

    webhook_id: Mapped[UUID] = mapped_column(ForeignKey("webhooks.id"))
    position: Mapped[int] = mapped_column(BigInteger, Identity())
    event: Mapped[str]
    call_id: Mapped[UUID]
    seq: Mapped[int]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    due_at: Mapped[datetime]
    patience_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    error: Mapped[str | None]
    ms: Mapped[int | None]
    delivered_at: Mapped[datetime | None]
