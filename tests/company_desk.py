"""What a described company does with calls on hold, parked ones and transfers.

`hold`        {music: greeting, reminder_seconds: 60 or null}
`transfer`    {by_keys, shows_caller}
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
        "transfer_settings": [{"account_id": ACME, **transfer}] if transfer else [],
    }


def _hold(each: Mapping[str, Any] | None, ident: Callable[[object], UUID]) -> Rows:
    if each is None:
        return []
    music = ident(each["music"]) if "music" in each else None
    return [{"account_id": ACME, "music_id": music, "reminder_seconds": each.get("reminder_seconds")}]
