"""The table of accounts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.clock import clock
from palabre.kit.tables import Base, new_id


class Account(Base):
    """A company that uses the service; its own id is what row security compares."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    domain: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str] = mapped_column(default="fr")
    country: Mapped[str] = mapped_column(default="CI")
    time_zone: Mapped[str] = mapped_column(default="Africa/Abidjan")
    state: Mapped[str] = mapped_column(default="active")
    state_changed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
