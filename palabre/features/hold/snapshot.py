"""What a company does with those who are on hold, in memory."""

from dataclasses import dataclass
from uuid import UUID

from palabre.calls.directory import Part, Rows

QUERY = "select account_id, music_id, reminder_seconds from hold_settings where account_id = any($1)"
REMINDER_SECONDS = 60


@dataclass(frozen=True)
class Hold(Part):
    """The music (None: the stock music), and when the holder's phone rings (None: never)."""

    music: UUID | None = None
    reminder_seconds: int | None = REMINDER_SECONDS

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Hold"]:
        """The accounts that have changed what is usual."""
        found = await rows.fetch(QUERY, accounts)
        return {row["account_id"]: cls(row["music_id"], row["reminder_seconds"]) for row in found}
