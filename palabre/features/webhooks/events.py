"""The events that a webhook can be told: which fact each is made of, and its shape in JSON."""

from collections.abc import Callable
from typing import Any, Literal, get_args

import msgspec

from palabre.calls.facts import Fact

EventKind = Literal[
    "scenario.event",
    "voicemail.left",
    "transfer.asked",
    "transfer.done",
    "transfer.refused",
    "transfer.came_back",
]
Tell = Callable[[dict[str, Any]], dict[str, Any] | None]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)


def _scenario_event(data: dict[str, Any]) -> dict[str, Any]:
    return {"name": data["name"], "variables": data["variables"]}


def _voicemail_left(data: dict[str, Any]) -> dict[str, Any] | None:
    """Recordings of calls are facts of the same kind."""
    if "message" not in data:
        return None
    names = ("mailbox", "message", "caller", "seconds")
    return {name: data[name] for name in names} | {"caller_name": data.get("caller_name", "")}


def _transfer_asked(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in ("by", "to", "how")}


def _transfer_done(data: dict[str, Any]) -> dict[str, Any] | None:
    """Where two calls become one, both have the fact, and it is told once."""
    if data.get("came"):
        return None
    where = {"other_call": data["call"]} if "call" in data else {}
    return _transfer_asked(data) | {"manner": data["manner"], **where}


def _transfer_refused(data: dict[str, Any]) -> dict[str, Any]:
    return _transfer_asked(data) | {"why": data["why"]}


def _transfer_came_back(data: dict[str, Any]) -> dict[str, Any]:
    return {"to": data["to"], "why": data.get("why", "taken_back")}


_MADE_OF: dict[str, tuple[EventKind, Tell]] = {
    "event_emitted": ("scenario.event", _scenario_event),
    "recorded": ("voicemail.left", _voicemail_left),
    "transfer_consults": ("transfer.asked", _transfer_asked),
    "transferred": ("transfer.done", _transfer_done),
    "transfer_refused": ("transfer.refused", _transfer_refused),
    "transfer_returned": ("transfer.came_back", _transfer_came_back),
    "transfer_taken_back": ("transfer.came_back", _transfer_came_back),
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
    told = tell(fact.data)
    if told is None:
        return None
    body = {
        "type": kind,
        "timestamp": fact.at,
        "account": fact.account,
        "call": fact.call,
        "sequence": fact.seq,
        "data": told,
    }
    return kind, msgspec.json.encode(body).decode()
