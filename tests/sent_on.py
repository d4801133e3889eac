"""A company whose extensions send calls on, for stage tests: who rings, what is heard, what the facts say."""

import asyncio
from typing import Any

from palabre.calls.facts import Kind
from palabre.phone.events import CallArrived
from palabre.phone.script import Behaviour, Script
from tests.stage import Stage, on_stage

MOBILE, OWN = "+2250707070707", "+2252720001000"
PHONES = {digits: {"phones": [digits], "ring_seconds": 5} for digits in ("101", "102", "103", "104", "105")}


def company(forwards: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Five people, a mailbox, two lines; one line takes the callers' numbers."""
    lines = {"trunks": ["orange", "mtn"], "shows_callers": ["orange"], "numbers": {OWN: None}}
    return {
        "language": "en",
        "extensions": PHONES,
        "mailboxes": {"200": {"max_seconds": 20}},
        **lines,
        "forwards": forwards,
        **more,
    }


def phones(**does: Behaviour) -> Script:
    """What phones do by their extension (`x102`) or line; others ring."""
    return Script(
        phones={
            f"{name[1:]}@acme.test" if name[0] == "x" else f"trunk-{name}": each
            for name, each in does.items()
        }
    )


def called(described: dict[str, Any], script: Script, seconds: float = 60, **arrived: Any) -> Stage:
    """Extension 104 calls 101, or somebody else as `arrived` says, until nothing happens any more."""

    async def play(stage: Stage) -> None:
        if arrived:
            stage.phone.arrive(CallArrived("caller", **{"dialled": "101", **arrived}))
        else:
            stage.calls("104@acme.test", "101")
        await asyncio.sleep(seconds)
        assert not stage.leftovers()

    return on_stage(described, play, script)


def rang(stage: Stage) -> list[str]:
    """Who was rung, in order."""
    return [each.number or each.endpoint.partition("@")[0] for each in stage.phone.legs]


def noted(stage: Stage, kind: str) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == kind]


def ended(stage: Stage) -> int:
    return int(stage.facts.of(Kind.ENDED)[0]["cause"])


def talked_with(stage: Stage) -> list[str]:
    return [each["with"] for each in stage.facts.of(Kind.TALK_STARTED)]


def heard(stage: Stage) -> list[str]:
    return [says for each in stage.phone.heard for says in each.says]
