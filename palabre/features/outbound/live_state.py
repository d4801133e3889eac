"""How things are for a call that would be made now: what the calls in progress have in hand included."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from palabre.calls.control import CallsAway, ask
from palabre.calls.directory import Account
from palabre.features.outbound.decide import State
from palabre.features.outbound.purse import spent_before, today
from palabre.kit.bus import Bus
from palabre.kit.clock import clock
from palabre.kit.errors import NotFound

PATIENCE_SECONDS = 5


async def state_of(bus: Bus, account: Account, extension: UUID) -> tuple[State, bool]:
    """The state, and whether the calls have told it.

    While they are away, or know nothing of the account yet, it is what the database knows.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            told = await ask(bus, account.id, "outgoing_state", extension=str(extension))
    except (CallsAway, NotFound, TimeoutError):
        return State(today(account, clock.now()), spent_before(account)), False
    return read(told), True


def read(told: Mapping[str, Any]) -> State:
    """The answer of the calls."""
    used = {(UUID(owner), when): amount for owner, when, amount in told["used"]}
    return State(date.fromisoformat(told["day"]), used, told["turn"], lambda line: told["busy"].get(line, 0))
