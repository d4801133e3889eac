"""The list of lost callers in the database: who enters it, and what becomes of him."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from palabre.calls.facts import Fact, Kind
from palabre.features.robot_controller import facts as happened
from palabre.features.robot_controller.jobs import go_round
from palabre.features.robot_controller.listen import hear
from palabre.kit.bus import Message, PostgresBus
from palabre.kit.clock import Clock
from palabre.kit.db import Database
from palabre.kit.jobs import Desk
from palabre.kit.outside import Nowhere
from tests.portal import Company

CLIENT = "+2250700000009"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
INSERT = "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, $3, $4, $5, $6)"


@dataclass
class Calls:
    """A call process that answers as it is told, and remembers what it was asked."""

    bus: PostgresBus
    asked: list[dict[str, Any]] = field(default_factory=list)
    look: dict[str, Any] = field(default_factory=dict)
    state: str = "standing"

    async def answer(self) -> None:
        with self.bus.listen("control") as asked:
            async for message in asked:
                if isinstance(message, Message):
                    await self._answer(message.body)

    async def _answer(self, body: dict[str, Any]) -> None:
        self.asked.append(body)
        done = {"robot_look": self.look, "robot_call": {"state": self.state}, "robot_drop": {"dropped": True}}
        await self.bus.publish("control_answers", {"id": body["id"], "done": done[body["what"]]})

    def of(self, what: str) -> list[dict[str, Any]]:
        return [each for each in self.asked if each["what"] == what]


@pytest.fixture
async def calls(bus: PostgresBus) -> AsyncIterator[Calls]:
    made = Calls(bus)
    answering = asyncio.create_task(made.answer())
    yield made
    answering.cancel()
    with suppress(asyncio.CancelledError):
        await answering


@dataclass
class Listed:
    """A company with a watched queue."""

    company: Company
    db: Database
    desk: Desk
    queue: str

    async def happens(self, call: UUID, *facts: tuple[str, dict[str, Any]]) -> None:
        """Facts of a call, kept as the copier keeps them."""
        now = self.desk.clock.now()
        async with self.db.pool.acquire() as connection, connection.transaction():
            for kind, data in facts:
                seq = await connection.fetchval("select count(*) + 1 from facts where call_id = $1", call)
                fact = Fact(self.company.id, call, seq, now, kind, data)
                await connection.execute(INSERT, fact.account, call, seq, now, kind, data)
                await hear(connection, [fact])

    async def lost(self, caller: str = CLIENT, waited: int = 20_000) -> None:
        left = {"queue": self.queue, "why": "abandoned", "waited": waited}
        await self.happens(uuid4(), (Kind.STARTED, started(caller)), ("queue_left", left))

    async def entries(self) -> list[dict[str, Any]]:
        rows = await self.db.pool.fetch("select * from robot_entries where account_id = $1", self.company.id)
        return [dict(each) for each in rows]

    async def entry(self) -> dict[str, Any]:
        (found,) = await self.entries()
        return found

    async def log(self) -> list[str]:
        """What the log says of the only entry."""
        query = "select kind from facts where call_id = $1 order by seq"
        return [each["kind"] for each in await self.db.pool.fetch(query, (await self.entry())["id"])]

    async def round(self, seconds: float = 0) -> None:
        """The job looks once, so much later."""
        self.desk.clock.move(self.desk.clock.now() + timedelta(seconds=seconds))
        await go_round(self.desk)


def started(caller: str, direction: str = "inbound") -> dict[str, Any]:
    return {"direction": direction, "caller": caller, "dialled": "+2252720001000"}


@pytest.fixture
async def listed(acme: Company, db: Database, bus: PostgresBus, calls: Calls) -> Listed:
    clock = Clock()
    clock.move(NOON)
    queue = await acme.made("/queues", name="Sales")
    await acme.api.put(f"/queues/{queue['id']}/robot", json={"attempts": 2})
    calls.look = {"free": {queue["id"]: 1}, "talking": []}
    return Listed(acme, db, Desk(db.pool, bus, Nowhere(), clock, Path()), queue["id"])


async def test_a_lost_caller_is_in_the_list_once(listed: Listed) -> None:
    await listed.lost()
    await listed.lost()
    entry = await listed.entry()
    assert (entry["number"], entry["misses"], entry["state"]) == (CLIENT, 2, "waiting")
    assert entry["due_at"] - entry["missed_at"] == timedelta(seconds=60)
    assert await listed.log() == [happened.MISSED, happened.MISSED]


@pytest.mark.parametrize(("caller", "waited"), [("anonymous", 20_000), ("", 20_000), (CLIENT, 4_000)])
async def test_who_is_not_called(listed: Listed, caller: str, waited: int) -> None:
    await listed.lost(caller, waited)
    assert await listed.entries() == []


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("queue_full", {}),
        ("queue_left", {"why": "no_agent", "waited": 0}),
        ("queue_left", {"why": "timeout", "waited": 1000}),
    ],
)
async def test_whom_the_queue_sends_away_counts_however_soon(
    listed: Listed, kind: str, told: dict[str, Any]
) -> None:
    """The line was full, nobody was there. Who reaches somebody after all in the same call is not called."""
    call, away = uuid4(), (kind, {"queue": listed.queue, **told})
    await listed.happens(call, (Kind.STARTED, started(CLIENT)), away)
    assert (await listed.entry())["state"] == "waiting"
    await listed.happens(call, (Kind.TALK_STARTED, {"party": "him"}))
    assert (await listed.entry())["state"] == "cancelled"


@pytest.mark.parametrize(
    "fact", [(Kind.STARTED, started(CLIENT)), (Kind.DIALLED, {"to": CLIENT, "parties": ["him"]})]
)
async def test_who_has_spoken_with_the_company_leaves_the_list(listed: Listed, fact: Any) -> None:
    await listed.lost()
    await listed.happens(uuid4(), fact, (Kind.TALK_STARTED, {"party": "him"}))
    assert (await listed.entry())["state"] == "cancelled"
    assert await listed.log() == [happened.MISSED, happened.ENDED]
    await listed.lost()
    assert [each["state"] for each in await listed.entries()] == ["cancelled", "waiting"]


async def test_who_was_rung_in_a_call_that_somebody_else_took_has_not_spoken(listed: Listed) -> None:
    await listed.lost()
    dialled = (Kind.DIALLED, {"to": CLIENT, "parties": ["him"]})
    await listed.happens(uuid4(), dialled, (Kind.TALK_STARTED, {"party": "somebody else"}))
    assert (await listed.entry())["state"] == "waiting"


async def test_the_right_to_an_attempt_is_written_before_the_order(listed: Listed, calls: Calls) -> None:
    await listed.lost()
    await listed.round(59)
    assert calls.of("robot_call") == []
    await listed.round(2)
    (order,) = calls.of("robot_call")
    entry = await listed.entry()
    assert (order["claim"], order["number"]) == (str(entry["claim"]), CLIENT)
    assert entry["state"] == "calling"
    await listed.round(1)
    assert len(calls.of("robot_call")) == 1
    await listed.round(6)
    assert {each["claim"] for each in calls.of("robot_call")} == {order["claim"]}


async def test_attempts_run_out(listed: Listed, calls: Calls) -> None:
    await listed.lost()
    for seconds in (61, 121):
        await listed.round(seconds)
        claim = str((await listed.entry())["claim"])
        result = {"entry": str((await listed.entry())["id"]), "claim": claim, "why": "busy"}
        await listed.happens(uuid4(), (happened.CLIENT, result), (happened.RESULT, result))
        await listed.round()
    entry = await listed.entry()
    assert (entry["state"], entry["why"], entry["attempts"]) == ("given_up", "busy", 2)
    path = f"/queues/{listed.queue}/robot/report?until=2026-03-03T00:00:00Z"
    figures = (await listed.company.api.get(path)).json()
    assert (figures["lost"], figures["attempts"], figures["given_up"]) == (1, 2, 1)
    assert (figures["results"], figures["recovered_share"]) == ({"busy": 2}, 0)


async def test_a_recovered_client(listed: Listed) -> None:
    await listed.lost()
    await listed.round(61)
    entry = await listed.entry()
    named = {"entry": str(entry["id"]), "claim": str(entry["claim"])}
    dialled = (Kind.DIALLED, {"to": CLIENT, "parties": ["him"]})
    await listed.happens(uuid4(), (happened.CLIENT, named), dialled, (Kind.TALK_STARTED, {"party": "him"}))
    await listed.round(1)
    entry = await listed.entry()
    assert (entry["state"], entry["attempts"], entry["claim"]) == ("recovered", 1, None)
    assert await listed.log() == [happened.MISSED, happened.CLAIMED, happened.ENDED]


async def test_an_attempt_that_was_cut_has_failed(listed: Listed) -> None:
    """The process died while the client's phone rang: his call is over without a result."""
    await listed.lost()
    await listed.round(61)
    entry, call = await listed.entry(), uuid4()
    named = {"entry": str(entry["id"]), "claim": str(entry["claim"])}
    await listed.happens(call, (happened.CLIENT, named))
    await listed.db.pool.execute(
        "insert into calls values ($1, $2, now(), now(), now(), 'outbound', '', '', '', 'missed', 16, 1, 1, "
        "null, null, 1)",
        *(listed.company.id, call),
    )
    await listed.round(1)
    entry = await listed.entry()
    assert (entry["state"], entry["why"], entry["attempts"]) == ("waiting", "failed", 1)


async def test_a_person_moves_calls_and_removes(listed: Listed, calls: Calls) -> None:
    await listed.lost()
    path, api = f"/robot-entries/{(await listed.entry())['id']}", listed.company.api
    moved = await api.patch(path, json={"due_at": "2026-04-01T00:00:00Z"})
    assert moved.json()["due_at"] == "2026-04-01T00:00:00Z"
    assert (await api.post(f"{path}/call")).status_code == 202
    assert (await api.delete(path)).status_code == 204
    await listed.round(61)
    assert calls.of("robot_call") == []
    assert (await listed.entry())["state"] == "removed"
    assert await listed.log() == [happened.MISSED, happened.ASKED]
    again = await api.delete(path)
    assert again.json()["error"]["code"] == "robot_entry_over"
