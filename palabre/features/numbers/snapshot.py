"""An account's public numbers, and its short numbers that have moved, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows, Things
from palabre.features.numbers.destinations import Permission, homes_of

QUERY = """
    select account_id, id, e164, scenario_id, prefix, permission, by_region, carousel from numbers
    where account_id = any($1) order by created_at
"""


@dataclass(frozen=True)
class Number:
    """A public number in E.164 form, and the scenario it leads to.

    Calls that show it go as far as its `permission`; it is chosen by `prefix*number`, for the region that is
    called (`by_region`), or in turn with others (`carousel`).
    """

    id: UUID
    e164: str
    scenario: UUID | None
    prefix: str | None = None
    permission: Permission = "international"
    by_region: bool = False
    carousel: bool = False


@dataclass(frozen=True)
class Numbers(Part):
    """The numbers by id and by digits; the first one is the company's own."""

    kind: ClassVar[str] = "number"
    by_id: dict[UUID, Number] = field(default_factory=dict)
    by_e164: dict[str, Number] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Numbers"]:
        """Each account's numbers, oldest first."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(QUERY, accounts):
            number = Number(
                row["id"],
                row["e164"],
                row["scenario_id"],
                str(row["prefix"]) if row["prefix"] else None,
                row["permission"],
                row["by_region"],
                row["carousel"],
            )
            loaded[row["account_id"]].by_id[number.id] = number
            loaded[row["account_id"]].by_e164[number.e164] = number
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id

    def homes(self, country: str) -> frozenset[str]:
        """The area codes where the company is at home."""
        return homes_of(self.by_e164, country)

    def default(self) -> Number | None:
        """What the called side sees when nothing else is chosen."""
        return next(iter(self.by_id.values()), None)


@dataclass(frozen=True)
class Moved:
    """An old short number: whose it was, and until when it tells the new one."""

    digits: str
    kind: str
    target: UUID
    ends_at: datetime


@dataclass(frozen=True)
class MovedNumbers(Things[Moved]):
    """The short numbers that have moved."""

    kind: ClassVar[str] = "moved"
    query: ClassVar[str] = """
        select account_id, id, digits, kind, target_id, ends_at from moved_numbers where account_id = any($1)
    """

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Moved:
        """One of them."""
        return Moved(row["digits"], row["kind"], row["target_id"], row["ends_at"])
