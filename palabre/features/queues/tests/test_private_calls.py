"""Agents have calls of their own too, and may want their peace: no queue rings them meanwhile."""

import asyncio
from typing import Any

from palabre.features.extensions import Extensions
from palabre.features.queues import facts as happened
from palabre.features.queues.commands import queue_agents, queue_live
from palabre.phone.script import Answers, Moment, Rings, Script
from tests.company import ident
from tests.stage import Stage, on_stage

QUEUE = {"queue": str(ident("sales")), "from": 0}


def company(*agents: str) -> dict[str, Any]:
    return {
        "extensions": {
            "101": {"phones": ["awa", "soft"]},
            "102": {"phones": ["koffi"]},
            "300": {"phones": ["friend"]},
            "301": {"phones": ["caller"]},
        },
        "queues": {
            "sales": {"number": "600", "agents": list(agents), "ring_seconds": 30, "busy_penalty_seconds": 20}
        },
    }


def offered(stage: Stage) -> list[tuple[float, str]]:
    """Who was rung, and how many seconds after the first fact."""
    began = stage.facts.all[0].at
    names = {str(ident(each)): each for each in ("101", "102")}
    offers = [each for each in stage.facts.all if each.kind == happened.OFFERED]
    return [(round((each.at - began).total_seconds()), names[each.data["agent"]]) for each in offers]


async def states(stage: Stage) -> list[str]:
    seen = await queue_agents(stage.dispatcher, stage.account, QUEUE)
    return [each["state"] for each in seen["agents"]]


def test_who_is_in_a_private_call_is_not_rung_but_his_colleague_is() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("friend@acme.test", "101", Script(hangs_up=Moment(60)))
        await asyncio.sleep(10)
        assert await states(stage) == ["busy", "available"]
        assert (await queue_live(stage.dispatcher, stage.account, QUEUE))["agents_free"] == 1
        stage.calls("caller@acme.test", "600")
        await asyncio.sleep(200)

    assert offered(on_stage(company("101", "102"), play, Script(others=Answers(2, 100)))) == [(10, "102")]


def test_after_a_private_call_he_is_left_alone_for_a_while() -> None:
    """He talks until 60 s, on his second phone; the rest is of 20 s."""

    async def play(stage: Stage) -> None:
        stage.calls("friend@acme.test", "101", Script(hangs_up=Moment(60)))
        await asyncio.sleep(10)
        stage.calls("caller@acme.test", "600")
        await asyncio.sleep(60)
        assert await states(stage) == ["available"]
        await asyncio.sleep(200)

    script = Script(phones={"soft@acme.test": Answers(2, 100)}, others=Rings())
    assert offered(on_stage(company("101"), play, script))[0] == (80, "101")


def test_a_private_call_that_nobody_took_is_followed_by_no_rest() -> None:
    async def play(stage: Stage) -> None:
        stage.calls("friend@acme.test", "101", Script(hangs_up=Moment(15)))
        await asyncio.sleep(10)
        stage.calls("caller@acme.test", "600")
        await asyncio.sleep(200)

    assert offered(on_stage(company("101"), play, Script(others=Rings())))[0] == (15, "101")


def test_a_call_of_a_queue_is_no_private_one() -> None:
    async def play(stage: Stage) -> None:
        for _ in range(2):
            stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(30)))
            await asyncio.sleep(1)
        await asyncio.sleep(200)

    assert offered(on_stage(company("101"), play, Script(others=Answers(2, 100)))) == [
        (0, "101"),
        (30, "101"),
    ]


def test_who_does_not_want_to_be_disturbed_is_rung_by_no_queue() -> None:
    async def play(stage: Stage) -> None:
        extensions = stage.account.part(Extensions)
        extensions.disturb(ident("101"), closed=True)
        assert await states(stage) == ["busy", "available"]
        stage.calls("caller@acme.test", "600", Script(hangs_up=Moment(20)))
        await asyncio.sleep(30)
        extensions.disturb(ident("102"), closed=True)
        stage.calls("caller@acme.test", "600")
        await asyncio.sleep(30)
        assert [each["why"] for each in left(stage)] == ["abandoned", "no_agent"]

    assert {each for _, each in offered(on_stage(company("101", "102"), play))} == {"102"}


def left(stage: Stage) -> list[dict[str, Any]]:
    return [each.data for each in stage.facts.all if each.kind == happened.LEFT]
