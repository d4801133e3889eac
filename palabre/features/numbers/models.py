"""The tables of short numbers, of those that have moved, and of public numbers."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from palabre.features.numbers.kinds import has_short_number
from palabre.kit.tables import Named, Owned


class ShortNumber(Owned):
    """What one short number of the plan means: the `kind` of thing and its id."""

    __tablename__ = "short_numbers"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    digits: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    target_id: Mapped[UUID]


@has_short_number("moved")
class MovedNumber(Named):
    """A short number that was somebody's until he moved; `kind` and `target_id` say whose, `name` too."""

    __tablename__ = "moved_numbers"
    known_by: ClassVar[str] = "digits"

    digits: Mapped[str]
    kind: Mapped[str]
    target_id: Mapped[UUID]
    ends_at: Mapped[datetime]


class Number(Named):
    """A public number; calls to it run a scenario."""

    __tablename__ = "numbers"
    known_by: ClassVar[str] = "e164"

    e164: Mapped[str] = mapped_column(unique=True)
    scenario_id: Mapped[UUID | None]
    prefix: Mapped[int | None]
    permission: Mapped[str] = mapped_column(default="international")
    by_region: Mapped[bool] = mapped_column(default=False)
    carousel: Mapped[bool] = mapped_column(default=False)
