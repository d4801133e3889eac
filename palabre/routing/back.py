"""The way back through the menus that a caller has been in, read from what his call has noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palabre.calls.call import Call
from palabre.calls.facts import Fact, Kind
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_by_key
from palabre.routing.step import kinds


@dataclass(frozen=True)
class Place:
    """A step in a flow."""

    flow: str
    step: str


def visited(facts: Iterable[Fact]) -> list[Place]:
    """The menus from the first to the present one; whoever comes to one again has left those behind it."""
    places: list[Place] = []
    for fact in facts:
        if fact.kind == Kind.STEP_ENTERED and _can_be_returned_to(fact.data["type"]):
            place = Place(fact.data["flow"], fact.data["step"])
            del places[places.index(place) if place in places else len(places) :]
            places.append(place)
    return places


def _can_be_returned_to(kind: str) -> bool:
    return kind in kinds() and kinds()[kind].returned_to


def way_back(call: Call, walked: Mapping[str, Flow]) -> tuple[Flow, str] | None:
    """The menu before the present one; None at the first, or when its scenario is no longer there.

    The facts survive a restart of ours, and lead to flows that this walk has not come through: to a scenario
    as it is published now.
    """
    places = visited(call.log.facts)
    if len(places) < 2:
        return None
    before = places[-2]
    found = walked.get(before.flow) or flow_by_key(call.account, before.flow)
    return (found, before.step) if found is not None and before.step in found.steps else None
