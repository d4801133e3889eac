"""The tables of the souffleur: who may listen, how it is done, and every use of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned, Thing


class Supervisor(Owned):
    """An extension that may listen to those of one department; without one, to all."""

    __tablename__ = "supervisors"

    extension_id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID | None]


class WhisperSettings(Owned):
    """One row for an account that has changed what is usual."""

    __tablename__ = "whisper_settings"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    notice: Mapped[bool] = mapped_column(default=False)
    microphone: Mapped[bool] = mapped_column(default=False)
    follows: Mapped[str] = mapped_column(default="agent")


class WhisperUse(Thing):
    """One use: the supervisor's own call `call_id`, and the call he was in."""

    __tablename__ = "whisper_uses"

    call_id: Mapped[UUID]
    listened_id: Mapped[UUID]
    supervisor: Mapped[str]
    agent: Mapped[str]
    modes: Mapped[list[str]]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
