"""The money that all calls of a process share: what is spent, and what live calls have put aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from palabre.calls.directory import Account
from palabre.features.outbound.rules import InForce, Settings
from palabre.features.outbound.snapshot import Spent

Key = tuple[UUID, str]
"""An extension or account, and a day or month of it."""
Period = Literal["day", "month"]
Whose = Literal["extension", "account"]
MOST_KEYS = 100_000
LEAST_SECONDS = 10
"""For less, nobody is let into a conversation."""


def today(account: Account, now: datetime) -> date:
    """The account's own day."""
    return now.astimezone(ZoneInfo(account.time_zone)).date()


@dataclass(frozen=True)
class Payer:
    """Whose money a call spends, and on which day: the one on which it began."""

    account: UUID
    extension: UUID | None
    day: date

    def key(self, whose: Whose, period: Period) -> Key | None:
        """Where it is counted; None for what the company itself has no count of."""
        owner = self.account if whose == "account" else self.extension
        when = self.day.isoformat()
        return (owner, when if period == "day" else when[:7]) if owner else None

    @property
    def keys(self) -> list[Key]:
        """All places where it is counted."""
        wanted: list[tuple[Whose, Period]] = [
            *(("extension", "day"), ("extension", "month"), ("account", "day"), ("account", "month"))
        ]
        return [key for each in wanted if (key := self.key(*each)) is not None]


@dataclass(frozen=True)
class Left:
    """The limit that is nearest: how much may still be spent."""

    amount: int
    limit: int
    period: Period
    whose: Whose


def left(settings: Settings, rule: InForce, payer: Payer, used: Mapping[Key, int]) -> Left | None:
    """How much the payer may still spend; None where nothing limits him."""
    limits: list[tuple[int | None, Whose, Period]] = [
        (rule.daily_limit, "extension", "day"),
        (rule.monthly_limit, "extension", "month"),
        (settings.daily_limit, "account", "day"),
        (settings.monthly_limit, "account", "month"),
    ]
    found = [
        Left(limit - used.get(key, 0), limit, period, whose)
        for limit, whose, period in limits
        if limit is not None and (key := payer.key(whose, period)) is not None
    ]
    return min(found, key=lambda each: each.amount, default=None)


def spent_before(account: Account) -> dict[Key, int]:
    """What the database had counted when the account was read."""
    purse = Purse()
    for (extension, day), amount in account.part(Spent).by_day.items():
        purse.take(Payer(account.id, extension, day), amount)
    return purse.used


class Purse:
    """Counts what is spent and put aside together, so that calls at the same time never exceed a limit."""

    def __init__(self) -> None:
        self.used: dict[Key, int] = {}

    def take(self, payer: Payer, amount: int) -> None:
        """Put money aside, or (negative) give some back."""
        for key in payer.keys:
            self.used[key] = self.used.get(key, 0) + amount
        if len(self.used) > MOST_KEYS:
            self._forget(payer.day.isoformat()[:7])

    def _forget(self, month: str) -> None:
        """Older months limit nobody any more."""
        self.used = {key: amount for key, amount in self.used.items() if key[1] >= month}
