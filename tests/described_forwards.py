"""Forwarding of a described company.

`forwards`  {"101": [{kind: always, to: ["102", "+2250707070707"], seconds, asks, shown, together,
            with_phones, ring_seconds, enabled, author, schedule, schedule_state, caller_list, callers,
            callers_are, each: {"102": 3}}]}; `each` are seconds of single targets
            `to` names extensions, mailboxes, queues… as the company does, or is a number outside.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

Described = Mapping[str, Any]
KINDS = {"extensions": "extension", "mailboxes": "mailbox", "queues": "queue", "scenarios": "scenario"}
KINDS |= {"conferences": "conference"}


def forward_tables(
    described: Described, ident: Callable[[object], UUID], whose: dict[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """The rows that the snapshot of forwarding reads."""
    return {"forwards": list(_rows(described, ident, whose))}


def _rows(described: Described, ident: Callable[[object], UUID], whose: dict[str, Any]) -> Iterator[Any]:
    usual = {"enabled": True, "author": "user", "ring_seconds": None, "together": False}
    usual |= {"with_phones": False, "shown": "caller", "schedule_state": "open"}
    usual |= {"callers": [], "callers_are": "in", "country": described.get("country", "CI")}
    for digits, rules in described.get("forwards", {}).items():
        for place, rule in enumerate(rules):
            given = {name: value for name, value in rule.items() if name in usual or name == "kind"}
            targets = rule["to"] if isinstance(rule["to"], list) else [rule["to"]]
            yield {
                **whose,
                "id": ident(f"forward {digits} {place}"),
                "extension_id": ident(digits),
                "targets": [_target(described, ident, each, rule) for each in targets],
                "schedule_id": ident(rule["schedule"]) if "schedule" in rule else None,
                "caller_list_id": ident(rule["caller_list"]) if "caller_list" in rule else None,
                **usual,
                **given,
            }


def _target(described: Described, ident: Callable[[object], UUID], to: str, rule: Described) -> Described:
    seconds = rule.get("each", {}).get(to, rule.get("seconds", 20))
    rings = {"seconds": seconds, "asks": rule.get("asks", False)}
    kind = next((kind for what, kind in KINDS.items() if to in described.get(what, {})), None)
    if kind is None:
        return {"kind": "number", "id": None, "outside": to, **rings}
    return {"kind": kind, "id": str(ident(to)), "outside": None, **rings}
