"""Calls of a company as the call process leaves them: facts, copied into the database by the real copier."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from palabre.calls.copier import Copier
from palabre.calls.facts import Fact
from palabre.calls.journal import Journal, Reader
from palabre.kit.db import Database

Moment = tuple[float, str, dict[str, Any]]
"""Seconds after the start, kind, data."""

WELCOME = "Bonjour et bienvenue. Pour le service commercial, tapez 1. Pour le support, tapez 2."
SCENARIO = UUID(int=7)


def started(direction: str, caller: str, dialled: str, name: str = "") -> Moment:
    """The first fact of every call."""
    told = {"direction": direction, "caller": caller, "caller_name": name, "dialled": dialled}
    return 0, "started", {"party": "in", **told}


def ended(at: float, cause: int = 16, by: str = "caller") -> list[Moment]:
    """How every call ends."""
    left = (at, "party_left", {"party": "in", "cause": cause, "sip": 0})
    return [left] * (by == "caller") + [(at, "ended", {"cause": cause, "by": by})]


def dialled(at: float, to: str, phones: int = 1) -> Moment:
    """Phones that start to ring."""
    return at, "dialled", {"to": to, "parties": [f"{to}-{each}" for each in range(phones)]}


def missed(caller: str, to: str, result: str, name: str = "") -> list[Moment]:
    """An internal call that nobody takes."""
    flow = {"flow": f"extension:{UUID(int=1)}", "step": "start", "type": "dial_extension"}
    return [
        started("internal", caller, to, name),
        (0.1, "step_entered", flow),
        dialled(0.2, to),
        (0.4, "rang", {"party": f"{to}-0"}),
        (22, "dial_missed", {"to": to, "result": result}),
        (22, "step_left", {"step": "start", "exit": result}),
        *ended(24, 19, "us"),
    ]


def talking(caller: str, to: str, direction: str = "internal", name: str = "") -> list[Moment]:
    """A call between two parties that is going on since its sixth second."""
    return [
        started(direction, caller, to, name),
        dialled(0.2, to, 2),
        (0.5, "rang", {"party": f"{to}-0"}),
        (6, "party_answered", {"party": f"{to}-0"}),
        (6, "answered", {}),
        (6, "talk_started", {"bridge": "b", "party": f"{to}-0", "with": to}),
        (6.2, "party_left", {"party": f"{to}-1", "cause": 26, "sip": 0}),
    ]


def talked(caller: str, to: str, seconds: float, direction: str = "internal", name: str = "") -> list[Moment]:
    """The same, after they have hung up."""
    over = (6 + seconds, "talk_ended", {"party": f"{to}-0"})
    return [*talking(caller, to, direction, name), over, *ended(6 + seconds)]


def listening(caller: str, number: str, name: str = "") -> list[Moment]:
    """A caller from outside who hears the menu."""
    flow = f"scenario:{SCENARIO}:3"
    return [
        started("inbound", caller, number, name),
        (0.1, "step_entered", {"flow": flow, "step": "horaires", "type": "hours"}),
        (0.1, "step_left", {"step": "horaires", "exit": "open"}),
        (0.1, "step_entered", {"flow": flow, "step": "accueil", "type": "menu"}),
        (0.2, "answered", {}),
    ]


def through_menu(caller: str, number: str, to: str, seconds: float) -> list[Moment]:
    """A caller who presses 1 during the prompt and talks with an extension."""
    flow = f"scenario:{SCENARIO}:3"
    return [
        *listening(caller, number),
        (4.6, "key_pressed", {"key": "1"}),
        (4.6, "played", {"said": [WELCOME], "ms": 4400, "cut": True}),
        (4.6, "step_left", {"step": "accueil", "exit": "1"}),
        (4.7, "step_entered", {"flow": flow, "step": "commercial", "type": "dial_extension"}),
        dialled(4.8, to, 2),
        (5.1, "rang", {"party": f"{to}-0"}),
        (11, "party_answered", {"party": f"{to}-0"}),
        (11, "talk_started", {"bridge": "b", "party": f"{to}-0", "with": to}),
        (11.2, "party_left", {"party": f"{to}-1", "cause": 26, "sip": 0}),
        (11 + seconds, "talk_ended", {"party": f"{to}-0"}),
        (11 + seconds, "step_left", {"step": "commercial", "exit": None}),
        *ended(11 + seconds),
    ]


def left_message(caller: str, number: str, seconds: float) -> list[Moment]:
    """A caller who speaks after the tone."""
    flow = f"scenario:{SCENARIO}:3"
    kept = {"seconds": seconds, "caller": caller, "file": "messages/1.wav", "mailbox": str(UUID(int=5))}
    return [
        started("inbound", caller, number),
        (0.1, "step_entered", {"flow": flow, "step": "horaires", "type": "hours"}),
        (0.1, "step_left", {"step": "horaires", "exit": "closed"}),
        (0.1, "step_entered", {"flow": flow, "step": "messagerie", "type": "voicemail"}),
        (0.2, "answered", {}),
        (3.9, "played", {"said": ["Laissez votre message après le bip.", "beep"], "ms": 3700, "cut": False}),
        (4 + seconds, "recorded", {"message": str(uuid4()), **kept}),
        *ended(4 + seconds),
    ]


async def happen(
    db: Database, account: UUID, folder: Path, calls: Sequence[tuple[datetime, list[Moment]]]
) -> None:
    """Write calls into the log, each from its start on, and wait until the database has them."""

    async def nobody(*_: object) -> None:
        return None

    journal = Journal(folder / uuid4().hex)
    for start, moments in calls:
        call = uuid4()
        for seq, (after, kind, data) in enumerate(moments, 1):
            journal.append(Fact(account, call, seq, start + timedelta(seconds=after), kind, data))
    journal.close()
    reader = Reader(journal.folder)
    facts, place = reader.batch()
    while facts:
        await Copier(reader, db.pool, [], nobody)._copy(facts, place)
        facts, place = reader.batch()
