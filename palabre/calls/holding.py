"""Who has put the other side on hold, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from palabre.calls.facts import Fact, Kind
from palabre.phone.events import Held, HungUp, PartyEvent, Resumed

if TYPE_CHECKING:
    from palabre.calls.call import Call
    from palabre.calls.world import Told


def note_hold(call: Call, event: PartyEvent | Told) -> None:
    """Keep `call.holding` and the facts: how long anybody was kept waiting."""
    match event:
        case Held(party) if party not in call.holding:
            call.holding[party] = call.now()
            call.note(Kind.HELD, party=party)
        case Resumed(party) if party in call.holding:
            lasted = call.now() - call.holding.pop(party)
            call.note(Kind.RESUMED, party=party, ms=round(lasted.total_seconds() * 1000))
        case HungUp(party=party):
            call.holding.pop(party, None)


def holding_after(facts: Iterable[Fact]) -> dict[str, datetime]:
    """The same, as a call's facts tell it."""
    holding: dict[str, datetime] = {}
    for fact in facts:
        if fact.kind == Kind.HELD:
            holding[fact.data["party"]] = fact.at
        elif fact.kind in (Kind.RESUMED, Kind.PARTY_LEFT):
            holding.pop(fact.data["party"], None)
    return holding
