"""The table of where companies park their calls."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned


class ParkingSettings(Owned):
    """One row for an account that has changed what is usual: `park_number`, and slots up to `last_slot`."""

    __tablename__ = "parking_settings"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    enabled: Mapped[bool]
    park_number: Mapped[str]
    last_slot: Mapped[str]
    recall_seconds: Mapped[int]
