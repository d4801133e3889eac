"""What a described company does with calls on hold, parked ones and transfers.

`hold`        {music: greeting, reminder_seconds: 60 or null}
`transfer`    {by_keys, shows_caller}
`parking`     {enabled, park_number: "700", last_slot: "719", recall_seconds: 90}
`whisper`     {notice, microphone, follows}
`supervisors` {extension's number: None for everybody, or a department's name}
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from tests.ids import ACME

Rows = list[dict[str, Any]]


def desk_tables(described: Mapping[str, Any], ident: Callable[[object], UUID]) -> dict[str, Rows]:
    """The tables by name."""
    transfer = described.get("transfer")
    return {
        "hold_settings": _hold(described.get("hold"), ident),
        "whisper_settings": _whisper(described.get("whisper")),
        "supervisors": [
            {"account_id": ACME, "extension_id": ident(each), "group_id": ident(group) if group else None}
            for each, group in described.get("supervisors", {}).items()
        ],
        "transfer_settings": [{"account_id": ACME, **transfer}] if transfer else [],
        "parking_settings": _parking(described.get("parking")),
    }


def _hold(each: Mapping[str, Any] | None, ident: Callable[[object], UUID]) -> Rows:
    if each is None:
        return []
    music = ident(each["music"]) if "music" in each else None
    return [{"account_id": ACME, "music_id": music, "reminder_seconds": each.get("reminder_seconds")}]


def _parking(each: Mapping[str, Any] | None) -> Rows:
    usual = {"enabled": True, "park_number": "700", "last_slot": "719", "recall_seconds": 90}
    return [] if each is None else [{"account_id": ACME, **usual, **each}]


def _whisper(each: Mapping[str, Any] | None) -> Rows:
    usual = {"notice": False, "microphone": False, "follows": "agent"}
    return [{"account_id": ACME, **usual, **each}] if each is not None else []
