"""The tables of extensions and of their devices."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.features.numbers import has_short_number
from palabre.kit.tables import Named, Owned


class ExtensionGroup(Named):
    """A department: settings that its extensions share, where they have none of their own."""

    __tablename__ = "extension_groups"

    may_be_picked_up: Mapped[bool] = mapped_column(default=True)
    outgoing_number_id: Mapped[UUID | None]


@has_short_number("extension")
class Extension(Named):
    """A person or place that a short number reaches: by phones, `outside`, or both as it `rings`."""

    __tablename__ = "extensions"

    ring_seconds: Mapped[int] = mapped_column(default=30)
    language: Mapped[str | None]
    outgoing_number_id: Mapped[UUID | None]
    enabled: Mapped[bool] = mapped_column(default=True)
    kind: Mapped[str] = mapped_column(default="internal")
    outside: Mapped[str | None]
    rings: Mapped[str] = mapped_column(default="together")
    do_not_disturb: Mapped[bool] = mapped_column(default=False)
    call_waiting: Mapped[bool] = mapped_column(default=True)
    calls_at_once: Mapped[int] = mapped_column(default=2)
    may_be_picked_up: Mapped[bool | None]
    group_id: Mapped[UUID | None]
    pin: Mapped[str | None]


class MayDisturb(Owned):
    """Who reaches an extension that does not want to be disturbed."""

    __tablename__ = "may_disturb"

    extension_id: Mapped[UUID] = mapped_column(primary_key=True)
    allowed_id: Mapped[UUID] = mapped_column(primary_key=True)


class Device(Named):
    """A phone's SIP login; `endpoint` is `<username>@<account's domain>`."""

    __tablename__ = "devices"

    extension_id: Mapped[UUID] = mapped_column(ForeignKey("extensions.id"))
    username: Mapped[str]
    endpoint: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[str]
    dtmf: Mapped[str] = mapped_column(default="auto")
    level: Mapped[int] = mapped_column(default=1)
    ring_seconds: Mapped[int | None]
    enabled: Mapped[bool] = mapped_column(default=True)
