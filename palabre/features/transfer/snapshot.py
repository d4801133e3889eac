"""How an account transfers calls, as calls see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from palabre.calls.directory import Account, Part, Rows


@dataclass(frozen=True)
class Settings:
    """`by_keys`: codes pressed in a conversation count; `shows_caller`: the target sees who is passed on."""

    by_keys: bool = True
    shows_caller: bool = True


@dataclass(frozen=True)
class TransferSettings(Part):
    """What one account has chosen."""

    chosen: Settings = field(default_factory=Settings)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "TransferSettings"]:
        """Each account's choice; one that has chosen nothing is left out."""
        query = "select account_id, by_keys, shows_caller from transfer_settings where account_id = any($1)"
        return {row["account_id"]: cls(_read(row)) for row in await rows.fetch(query, accounts)}


def _read(row: Mapping[str, Any]) -> Settings:
    return Settings(row["by_keys"], row["shows_caller"])


def settings_of(account: Account) -> Settings:
    """What is in force."""
    return account.part(TransferSettings).chosen
