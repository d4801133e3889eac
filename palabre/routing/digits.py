"""The short numbers of scenarios; the feature that keeps the numbering plan brings `allot.py`."""

from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit import discover

KIND = "scenario"


class NumberingPlan(Protocol):
    """What that `allot.py` does."""

    async def allot(self, session: AsyncSession, digits: str | None, kind: str, thing: UUID) -> None:
        """Make digits the short number of a thing, or leave it without."""
        ...

    async def release(self, session: AsyncSession, kind: str, thing: UUID) -> None:
        """Take a thing's short number back."""
        ...

    async def digits_of(self, session: AsyncSession, kind: str, things: Iterable[UUID]) -> dict[UUID, str]:
        """The short numbers of several things."""
        ...


@cache
def numbering_plan() -> NumberingPlan:
    """The one numbering plan of the installation."""
    (found,) = discover.modules("palabre.features", "allot")
    return cast(NumberingPlan, found)
