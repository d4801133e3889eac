"""Who logs out of the portal gets no calls from queues, and gets them again when he logs in."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from palabre.features.queues.commands import agent_presence, agent_state, queue_agents
from palabre.kit.bus import Message, PostgresBus
from palabre.kit.db import Database
from tests.company import ident
from tests.portal import PASSWORD, Company, colleague, log_in
from tests.stage import Stage, on_stage

COMPANY: dict[str, Any] = {
    "extensions": {"101": {"phones": ["awa"]}, "102": {"phones": ["koffi"]}},
    "queues": {"sales": {"number": "600", "agents": ["101"]}},
}
AWA = str(ident("101"))


async def state(stage: Stage) -> str:
    who = {"queue": str(ident("sales")), "from": 0}
    return str((await queue_agents(stage.dispatcher, stage.account, who))["agents"][0]["state"])


async def presence(stage: Stage, there: bool, agent: str = AWA) -> str:
    """His state after he has come or gone."""
    await agent_presence(stage.dispatcher, stage.account, {"agent": agent, "there": there})
    return await state(stage)


def test_he_is_away_until_he_comes_back() -> None:
    async def play(stage: Stage) -> None:
        assert await presence(stage, False) == "logged_out"
        await stage.dies()
        assert await state(stage) == "logged_out"
        assert await presence(stage, True) == "available"

    on_stage(COMPANY, play)


def test_who_has_paused_himself_stays_so() -> None:
    async def play(stage: Stage) -> None:
        lunch = {"agent": AWA, "state": "paused", "reason": "Déjeuner"}
        await agent_state(stage.dispatcher, stage.account, lunch)
        assert [await presence(stage, each) for each in (False, True)] == ["paused", "paused"]

    on_stage(COMPANY, play)


def test_who_answers_no_queue_is_none_of_its_business() -> None:
    async def play(stage: Stage) -> None:
        assert await presence(stage, False, str(ident("102"))) == "available"
        assert stage.facts.all == []

    on_stage(COMPANY, play)


async def within(what: Awaitable[bool]) -> bool:
    async with asyncio.timeout(10):
        return await what


async def test_the_portal_tells_of_the_last_logout_and_of_every_login(
    acme: Company, db: Database, bus: PostgresBus
) -> None:
    extension = (await acme.made("/extensions", name="Awa", number="101"))["id"]
    told: asyncio.Queue[bool] = asyncio.Queue()

    async def hear() -> None:
        with bus.listen("control") as news:
            ready.set()
            async for message in news:
                if isinstance(message, Message) and message.body["agent"] == extension:
                    told.put_nowait(message.body["there"])

    ready = asyncio.Event()
    hearing = asyncio.create_task(hear())
    await ready.wait()
    first = await colleague(db, acme, "employee", extension_id=extension)
    second = await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert [await within(told.get()), await within(told.get())] == [True, True]
    for each in (first, second):
        assert (await each.delete("/session")).status_code == 204
    assert await within(told.get()) is False
    third = await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert await within(told.get()) is True
    changed = await third.patch("/me", json={"returns_to_queues": False})
    assert changed.json()["returns_to_queues"] is False
    await third.delete("/session")
    await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert await within(told.get()) is False
    assert told.empty()
    hearing.cancel()
