"""Caller lists of a described company.

`caller_lists`       {vip: {type: white, entries: ["+22507*", {value: "country:CI", until: (a time)}]}}
`caller_list_rules`  [{list: vip, at: "+2252720001000" or "101" (else the account), direction, only_these,
                     action, cause, text, mailbox: "200", scenario: night}]
`last_callers`       {"101": "+2250700000009"}
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

import numpy as np

from palabre.features.caller_lists.entries import Kind, read
from palabre.features.caller_lists.snapshot import micros

Described = Mapping[str, Any]
Ident = Callable[[object], UUID]


def list_tables(described: Described, ident: Ident, whose: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows that the snapshot of caller lists reads."""
    lists = described.get("caller_lists", {})
    rules = enumerate(described.get("caller_list_rules", ()))
    last = described.get("last_callers", {})
    return {
        "caller_lists": [
            {**whose, "id": ident(name), "name": name, "type": each["type"], "revision": 1}
            for name, each in lists.items()
        ],
        "caller_list_rules": [
            {**whose, "id": ident(f"rule {at}"), **_rule(each, ident)} for at, each in rules
        ],
        "caller_list_entries": [
            {"list_id": ident(name), **packed(each.get("entries", ()))} for name, each in lists.items()
        ],
        "last_callers": [
            {**whose, "extension_id": ident(digits), "number": number} for digits, number in last.items()
        ],
    }


def _rule(each: Described, ident: Ident) -> dict[str, Any]:
    at = str(each.get("at", ""))
    level = "account" if not at else "number" if at.startswith("+") else "extension"
    chosen = {
        name: ident(each[name]) if name in each else None for name in ("greeting", "mailbox", "scenario")
    }
    return {
        "list_id": ident(each["list"]),
        "direction": each.get("direction", "inbound"),
        "level": level,
        "number_id": ident(at) if level == "number" else None,
        "extension_id": ident(at) if level == "extension" else None,
        "only_these": each.get("only_these", False),
        "action": each.get("action", "reject"),
        "cause": each.get("cause", "rejected"),
        "text": each.get("text"),
        **{f"{name}_id": thing for name, thing in chosen.items()},
    }


def packed(entries: Any) -> dict[str, Any]:
    """A list's entries as the database packs them."""
    read_in = [(read(value, "CI"), until) for value, until in _written(entries)]
    exact = [(each.number, until) for each, until in read_in if each.kind is Kind.NUMBER]
    other = [(each, until) for each, until in read_in if each.kind is not Kind.NUMBER]
    return {
        "numbers": np.array([number for number, until in exact if until is None], ">i8").tobytes(),
        "dated": np.array([pair for pair in exact if pair[1] is not None], ">i8").tobytes(),
        "patterns": [each.value for each, _ in other],
        "kinds": [each.kind.value for each, _ in other],
        "ends": [until for _, until in other],
    }


def _written(entries: Any) -> Iterator[tuple[str, int | None]]:
    for each in entries:
        if isinstance(each, str):
            yield each, None
        else:
            yield each["value"], micros(each["until"])
