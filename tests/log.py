"""Facts for tests of what is made from them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from palabre.calls.facts import Fact, Kind
from tests.company import ACME

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
STARTED = {"party": "caller", "direction": "inbound", "caller": "+225", "caller_name": "", "dialled": "300"}
SCENARIO = uuid4()
Told = tuple[str, dict[str, Any]]

BEGUN: list[Told] = [(Kind.STARTED, STARTED), (Kind.ANSWERED, {})]
TALKING: list[Told] = [
    *BEGUN,
    (Kind.STEP_ENTERED, {"flow": f"scenario:{SCENARIO}:2", "step": "awa", "type": "dial_extension"}),
    (Kind.DIALLED, {"to": "101", "parties": ["desk"]}),
    (Kind.TALK_STARTED, {"bridge": "b1", "party": "desk", "with": "101"}),
]
OVER: list[Told] = [
    *TALKING,
    (Kind.TALK_ENDED, {"party": "desk"}),
    (Kind.ENDED, {"cause": 16, "by": "caller"}),
]


def told(facts: list[Told], call: UUID | None = None, account: UUID = ACME) -> list[Fact]:
    """The facts of one call, a second after each other."""
    name = call or uuid4()
    return [
        Fact(account, name, seq, START + timedelta(seconds=seq), kind, data)
        for seq, (kind, data) in enumerate(facts, 1)
    ]
