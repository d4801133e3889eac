"""Calls begun by the portal: one's own phone rings first."""

import asyncio
from typing import Any

import pytest

from palabre.calls.facts import Kind
from palabre.features.extensions.commands import originate
from palabre.phone.script import Absent, Answers, Behaviour, Refuses, Rings, Script
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": ["awa"], "ring_seconds": 10}, "102": {"phones": ["koffi"]}}
}


def played(own: Behaviour) -> Stage:
    async def play(stage: Stage) -> None:
        await originate(stage.dispatcher, stage.account, {"from": "101", "to": "102"})
        await asyncio.sleep(60)
        assert stage.leftovers() == []

    return on_stage(COMPANY, play, Script(phones={"awa@acme.test": own}, others=Answers(2, 20)))


def test_who_picks_up_his_own_phone_is_connected() -> None:
    stage = played(Answers(2))
    assert [each.endpoint for each in stage.phone.legs] == ["awa@acme.test", "koffi@acme.test"]
    assert len(stage.facts.of(Kind.TALK_STARTED)) == 1
    assert stage.facts.of(Kind.DIAL_MISSED) == []


@pytest.mark.parametrize(
    ("own", "why"), [(Refuses(), "busy"), (Rings(), "no_answer"), (Absent(), "unavailable")]
)
def test_nobody_else_is_rung_when_ones_own_phone_is_not_picked_up(own: Behaviour, why: str) -> None:
    stage = played(own)
    assert [each.endpoint for each in stage.phone.legs] == ["awa@acme.test"]
    assert [each["result"] for each in stage.facts.of(Kind.DIAL_MISSED)] == [why]
