"""The table of forwarding rules."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Thing


class Forward(Thing):
    """Where one kind of an extension's calls goes, under conditions; `targets` are as in schemas.py."""

    __tablename__ = "forwards"

    extension_id: Mapped[UUID]
    kind: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)
    enabled: Mapped[bool] = mapped_column(default=True)
    author: Mapped[str] = mapped_column(default="user")
    ring_seconds: Mapped[int | None]
    targets: Mapped[list[dict[str, Any]]]
    together: Mapped[bool] = mapped_column(default=False)
    with_phones: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[str] = mapped_column(default="caller")
    schedule_id: Mapped[UUID | None]
    schedule_state: Mapped[str] = mapped_column(default="open")
    caller_list_id: Mapped[UUID | None]
    callers: Mapped[list[str]] = mapped_column(default=list)
    callers_are: Mapped[str] = mapped_column(default="in")
