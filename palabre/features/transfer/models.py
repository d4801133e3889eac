"""The table of how accounts transfer calls."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned


class TransferSetting(Owned):
    """What one account has chosen; without a row all is as usual."""

    __tablename__ = "transfer_settings"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    by_keys: Mapped[bool] = mapped_column(default=True)
    shows_caller: Mapped[bool] = mapped_column(default=True)
