"""Who logs out of the portal gets no calls from queues, and gets them again when he logs in."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from palabre.features.queues.commands import agent_presence, agent_state, queue_agents
from palabre.kit.bus import Message, PostgresBus
from palabre.kit.db import Database
from tests.company import ident
from tests.portal import PASSWORD, Company, code, colleague, log_in
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


@dataclass
class Calls:
    """A call process that does what it is asked, and lets the test see it."""

    bus: PostgresBus
    asked: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self) -> None:
        with self.bus.listen("control") as news:
            self.ready.set()
            async for message in news:
                if isinstance(message, Message):
                    self.asked.put_nowait(message.body)
                    await self.bus.publish("control_answers", {"id": message.body["id"], "done": {}})

    async def next(self, name: str) -> Any:
        """What the next command says under a name."""
        async with asyncio.timeout(10):
            return (await self.asked.get())[name]


@pytest.fixture
async def calls(bus: PostgresBus) -> AsyncIterator[Calls]:
    made = Calls(bus)
    answering = asyncio.create_task(made.answer())
    await made.ready.wait()
    yield made
    answering.cancel()


async def test_the_portal_tells_of_the_last_logout_and_of_every_login(
    acme: Company, db: Database, calls: Calls
) -> None:
    extension = (await acme.made("/extensions", name="Awa", number="101"))["id"]
    first = await colleague(db, acme, "employee", extension_id=extension)
    second = await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert [await calls.next("there"), await calls.next("there")] == [True, True]
    for each in (first, second):
        assert (await each.delete("/session")).status_code == 204
    assert await calls.next("there") is False
    third = await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert await calls.next("there") is True
    changed = await third.patch("/me", json={"returns_to_queues": False})
    assert changed.json()["returns_to_queues"] is False
    await third.delete("/session")
    await log_in(acme.app, f"employee@{acme.label}.test", PASSWORD)
    assert (await calls.next("agent"), calls.asked.empty()) == (extension, True)


async def test_an_employee_pauses_himself_and_nobody_else(acme: Company, db: Database, calls: Calls) -> None:
    own, other = [(await acme.made("/extensions", name=each, number=each))["id"] for each in ("101", "102")]
    api = await colleague(db, acme, "employee", extension_id=own)
    assert await calls.next("there") is True
    lunch = {"reason": "Déjeuner"}
    refused = await api.post(f"/agents/{other}/pause", json=lunch)
    assert (refused.status_code, code(refused)) == (404, "not_found")
    assert (await api.post(f"/agents/{own}/pause", json=lunch)).status_code == 204
    assert await calls.next("reason") == "Déjeuner"
    assert (await api.post(f"/agents/{own}/resume")).status_code == 204
    assert await calls.next("state") == "available"
