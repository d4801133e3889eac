"""The tables of short numbers and of public numbers."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Named, Owned


class ShortNumber(Owned):
    """What one short number of the plan means: the `kind` of thing and its id."""

    __tablename__ = "short_numbers"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    digits: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    target_id: Mapped[UUID]


class Number(Named):
    """A public number; calls to it run a scenario."""

    __tablename__ = "numbers"
    known_by: ClassVar[str] = "e164"

    e164: Mapped[str] = mapped_column(unique=True)
    scenario_id: Mapped[UUID | None]
