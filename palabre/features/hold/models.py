"""The table of what a company does with those who are on hold."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned


class HoldSettings(Owned):
    """One row for an account that has changed what is usual."""

    __tablename__ = "hold_settings"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    music_id: Mapped[UUID | None]
    reminder_seconds: Mapped[int | None]
