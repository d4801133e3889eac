"""Where a company parks its calls, in memory."""

from dataclasses import dataclass
from uuid import UUID

from palabre.calls.directory import Account, Part, Rows
from palabre.routing.plan import Plan

QUERY = """
    select account_id, enabled, park_number, last_slot, recall_seconds from parking_settings
    where account_id = any($1)
"""


@dataclass(frozen=True)
class Parking(Part):
    """The number that parks a call, the slots behind it up to the last, and when who parked it is rung."""

    enabled: bool = True
    park_number: str = "700"
    last_slot: str = "719"
    recall_seconds: int = 90

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Parking"]:
        """The accounts that have changed what is usual."""
        names = ("enabled", "park_number", "last_slot", "recall_seconds")
        found = await rows.fetch(QUERY, accounts)
        return {row["account_id"]: cls(*(row[name] for name in names)) for row in found}

    def has(self, digits: str) -> bool:
        """Whether the digits are the park number or a slot."""
        if not self.enabled or len(digits) != len(self.park_number) or not digits.isascii():
            return False
        return digits.isdigit() and self.park_number <= digits <= self.last_slot

    def slots(self, account: Account) -> list[str]:
        """The slots in their order; numbers that something else has had before are none."""
        taken = account.part(Plan).short
        first, last = int(self.park_number) + 1, int(self.last_slot)
        return [each for each in map(str, range(first, last + 1)) if each not in taken]
