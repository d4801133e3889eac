"""What calls cost: prices by the beginning of the number. Amounts are millionths of the currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

UNITS = 1_000_000
"""So many make one unit of the currency."""
MINUTE = 60
SERVICE = "s"
"""Stands before the digits of a service's short code: they are no beginning of an E.164 number."""
FOR_EVER = 10**9
"""Seconds that no call lasts."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A price: `set_up` at the answer, then `per_minute`, counted by `first` seconds and then by `step`."""

    per_minute: int
    set_up: int = 0
    first: int = 1
    step: int = 1
    name: str = ""

    def cost(self, seconds: int) -> int:
        """What a conversation of so many seconds costs; an answered call costs its first seconds at least."""
        beyond = max(0, seconds - self.first)
        counted = self.first + -(-beyond // self.step) * self.step
        return self.set_up - (-self.per_minute * counted // MINUTE)

    def seconds_for(self, amount: int) -> int:
        """How long one can talk for an amount; 0 when it does not pay for the first seconds."""
        if amount < self.cost(1):
            return 0
        if self.per_minute == 0:
            return FOR_EVER
        counted = (amount - self.set_up) * MINUTE // self.per_minute
        return self.first + (counted - self.first) // self.step * self.step


@dataclass(frozen=True)
class Prices:
    """Rates by the first digits of E.164 numbers (without `+`), or of short codes; the longest counts."""

    by_prefix: Mapping[str, Rate] = field(default_factory=dict)

    def of(self, number: str) -> Rate | None:
        """The price of a number; None for one that the table does not know."""
        digits = number[1:] if number.startswith("+") else SERVICE + number
        for length in self._lengths:
            if (found := self.by_prefix.get(digits[:length])) is not None:
                return found
        return None

    @cached_property
    def _lengths(self) -> list[int]:
        """How long the beginnings are, the longest first."""
        return sorted({len(each) for each in self.by_prefix}, reverse=True)


@dataclass(frozen=True)
class Tariff:
    """What the account pays (`general`), and what the carriers take; where only one is known it is both."""

    general: Prices = Prices()
    by_trunk: Mapping[UUID, Prices] = field(default_factory=dict)

    def names(self, service: str) -> bool:
        """Whether a short code has a price of its own."""
        tables = [self.general, *self.by_trunk.values()]
        return any(SERVICE + service in each.by_prefix for each in tables)

    def price(self, trunk: UUID, number: str) -> Rate | None:
        """What the account pays for a call over a trunk."""
        return self.general.of(number) or self.by_trunk.get(trunk, Prices()).of(number)

    def cost(self, trunk: UUID, number: str) -> Rate | None:
        """What the carrier takes for it."""
        return self.by_trunk.get(trunk, Prices()).of(number) or self.general.of(number)
