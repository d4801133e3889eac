"""Where a short number of an account leads to."""

from dataclasses import dataclass, field
from functools import cache
from typing import Protocol
from uuid import UUID

from palabre.calls.directory import Account, Part, Rows
from palabre.kit import discover
from palabre.routing import codes
from palabre.routing.flow import Flow
from palabre.routing.scenarios import ReachScenario


class Reachable(Protocol):
    """A feature's `reach.py`: things that can have short numbers, and what happens when one is called."""

    KIND: str

    def flow(self, account: Account, thing: UUID) -> Flow | None:
        """What happens when it is called; None when there is no such thing."""
        ...


@dataclass(frozen=True)
class Plan(Part):
    """The unified short numbers: digits → kind and id."""

    short: dict[str, tuple[str, UUID]] = field(default_factory=dict)
    digits: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Plan"]:
        """Each account's short numbers."""
        plans = {each: cls() for each in accounts}
        query = "select account_id, digits, kind, target_id from short_numbers where account_id = any($1)"
        for row in await rows.fetch(query, accounts):
            plan = plans[row["account_id"]]
            plan.short[row["digits"]] = (row["kind"], row["target_id"])
            plan.digits[row["target_id"]] = row["digits"]
        return plans


@cache
def reachables() -> dict[str, Reachable]:
    """Every kind of thing that a short number can lead to."""
    found: list[Reachable] = [ReachScenario(), *discover.modules("palabre.features", "reach")]
    return {each.KIND: each for each in found}


def find(account: Account, digits: str) -> Flow | None:
    """The flow behind a short number; None when nothing has it."""
    found = account.part(Plan).short.get(digits) or _in_range(account, digits)
    return flow_of(account, *found) if found else None


def _in_range(account: Account, digits: str) -> tuple[str, UUID] | None:
    """What a feature has whole ranges of numbers for: each of them brings a `ranges.py`."""
    found = (each.thing(account, digits) for each in discover.modules("palabre.features", "ranges"))
    return next((thing for thing in found if thing is not None), None)


def flow_of(account: Account, kind: str, thing: UUID) -> Flow | None:
    """The flow of a thing that can be called."""
    reachable = reachables().get(kind)
    return reachable.flow(account, thing) if reachable else None


def flow_by_key(account: Account, key: str) -> Flow | None:
    """The flow that a fact names (`extension:<id>`, `scenario:<id>:<version>`), as it is now."""
    kind, _, rest = key.partition(":")
    if not rest:
        return None
    thing, _, digits = rest.partition(":")
    if kind == codes.KIND:
        return codes.dialled(account, UUID(thing), digits)
    return flow_of(account, kind, UUID(thing))
