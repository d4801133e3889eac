"""The events that a webhook can be told: which fact each is made of, and its shape in JSON."""

from collections.abc import Callable
from typing import Any, Literal, get_args

import msgspec

from palabre.calls.facts import Fact

EventKind = Literal["scenario.event"]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


def _scenario_event(data: dict[str, Any]) -> dict[str, Any]:
    return {"name": data["name"], "variables": data["variables"]}


_MADE_OF: dict[str, tuple[EventKind, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "event_emitted": ("scenario.event", _scenario_event),
}
"""By the kind of fact: the event, and what of the fact it tells."""


def event_of(fact: Fact) -> tuple[EventKind, str] | None:
    """The event that a fact is, and what is sent; None for facts that no webhook hears of.

    `sequence` counts the facts of a call without gaps, so that a receiver can put events in order.
    """
    made = _MADE_OF.get(fact.kind)
    if made is None:
        return None
    kind, tell = made
    body = {
        "type": kind,
        "timestamp": fact.at,
        "account": fact.account,
        "call": fact.call,
        "sequence": fact.seq,
        "data": tell(fact.data),
    }
    return kind, msgspec.json.encode(body).decode()
