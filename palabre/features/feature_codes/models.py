"""The table of the codes that accounts have changed."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned


class OwnCode(Owned):
    """The digits that an account has chosen for a code; null: it has switched the code off."""

    __tablename__ = "feature_codes"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    digits: Mapped[str | None]
