"""The tables of extensions and of their devices."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Thing


class Extension(Thing):
    """A person or place that a short number reaches."""

    __tablename__ = "extensions"

    name: Mapped[str]
    ring_seconds: Mapped[int] = mapped_column(default=30)
    language: Mapped[str | None]
    outgoing_number_id: Mapped[UUID | None]
    enabled: Mapped[bool] = mapped_column(default=True)


class Device(Thing):
    """A phone's SIP login; `endpoint` is `<username>@<account's domain>`."""

    __tablename__ = "devices"

    extension_id: Mapped[UUID] = mapped_column(ForeignKey("extensions.id"))
    name: Mapped[str]
    username: Mapped[str]
    endpoint: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[str]
    enabled: Mapped[bool] = mapped_column(default=True)
