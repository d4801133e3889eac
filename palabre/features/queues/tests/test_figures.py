"""All queues side by side, today, and hour by hour: the same facts as in the report, seen otherwise."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from palabre.phone.script import Rings, Script
from tests.playhouse import at, playhouse
from tests.portal import Company, code, colleague

pytestmark = pytest.mark.usefixtures("moved_clock")
INSERT = "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, $3, $4, $5, $6)"


async def left(db: Database, acme: Company, queue: str, when: datetime, how: tuple[str, float]) -> None:
    """Somebody came, and left the line."""
    call, (why, waited) = uuid4(), how
    joined = {"queue": queue, "position": 1, "priority": 0, "estimate": None}
    gone = {"queue": queue, "why": why, "waited": waited * 1000}
    await db.pool.execute(INSERT, acme.id, call, 1, when, "queue_joined", joined)
    await db.pool.execute(INSERT, acme.id, call, 2, when, "queue_left", gone)


async def a_day(db: Database, acme: Company, queue: str) -> None:
    """Three callers yesterday, four today; it is noon, in Abidjan as in Greenwich."""
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    for hours, why, waited in (
        *((-30, "answered", 3), (-14, "abandoned", 40), (-13, "answered", 5)),
        *((-4, "answered", 10), (-4, "answered", 30), (-3, "abandoned", 50), (-1, "timeout", 90)),
    ):
        await left(db, acme, queue, noon + timedelta(hours=hours), (why, waited))


async def test_today_begins_at_the_midnight_of_the_company(
    acme: Company, beta: Company, db: Database
) -> None:
    at("2026-03-03T12:00:00")
    queue = await acme.made("/queues", name="Sales", service_seconds=20)
    await acme.made("/queues", name="Nobody calls")
    await a_day(db, acme, queue["id"])
    (told,) = (await acme.api.get("/queues/today")).json()
    assert told == {
        **{"queue_id": queue["id"], "since": "2026-03-03T00:00:00Z", "left_line": 4, "answered": 2},
        **{"in_time": 1, "abandoned": 1, "service_level": 0.25},
    }
    await acme.api.patch("/account", json={"time_zone": "Asia/Tokyo"})
    (told,) = (await acme.api.get("/queues/today")).json()
    assert told["left_line"] == 6, "midnight in Tokyo is three in the afternoon in Greenwich"
    assert (await beta.api.get("/queues/today")).json() == []


async def test_the_parts_of_a_report_add_up_to_it(acme: Company, db: Database) -> None:
    at("2026-03-03T12:00:00")
    queue = await acme.made("/queues", name="Sales", service_seconds=20)
    await a_day(db, acme, queue["id"])
    path = f"/queues/{queue['id']}/report"
    for since in ("2026-03-02T00:00:00Z", "2026-02-01T00:00:00Z"):
        whole = (await acme.api.get(path, params={"since": since})).json()
        parts = (await acme.api.get(f"{path}/parts", params={"since": since})).json()
        sums = Counter[str]()
        for each in parts:
            sums.update({name: each[name] for name in ("joined", "answered", "abandoned", "otherwise")})
        assert {name: whole[name] for name in ("joined", "answered", "abandoned")} == {
            name: sums[name] for name in ("joined", "answered", "abandoned")
        }
        assert sums["otherwise"] == whole["left"]["timeout"] == 1
    assert [each["since"] for each in parts] == ["2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"]
    assert [each["service_level"] for each in parts] == [pytest.approx(2 / 3), 0.25]
    hours = (await acme.api.get(f"{path}/parts")).json()
    assert [each["since"][11:16] for each in hours] == ["22:00", "23:00", "08:00", "09:00", "11:00"]


async def test_all_queues_at_this_moment(
    acme: Company, beta: Company, db: Database, bus: PostgresBus, tmp_path: Path
) -> None:
    sales = await queue_with_agents(acme, "Sales", "600", "101", "102", "103")
    for place in range(21):
        await acme.made("/queues", name=f"Queue {place}")
    async with playhouse(acme, db, bus, tmp_path) as house:
        house.phone.script = Script(others=Rings())
        await acme.api.post(f"/agents/{sales['102']}/pause", json={"reason": "Lunch"})
        house.calls(sales["endpoint"], "103", "600")
        await house.fact("queue_offered")
        shown = {each["id"]: each for each in (await acme.api.get("/queues/live")).json()}
        assert len(shown) == len((await acme.api.get("/queues")).json()["items"]) > 20
        told = shown[sales["queue"]]
        assert (told["waiting"], told["agents_paused"], told["agents_present"]) == (1, 1, 2)
        assert (told["agents_free"], told["agents_busy"]) == (0, 2), "one rings, one calls himself"
        assert 0 <= told["longest_wait_seconds"] < 60
        assert not set(shown) & {each["id"] for each in (await beta.api.get("/queues")).json()["items"]}


async def queue_with_agents(acme: Company, name: str, number: str, *digits: str) -> dict[str, Any]:
    """A queue and its agents; their ids by short number, and the phone of the last of them."""
    queue = await acme.made("/queues", name=name, number=number)
    made = {"queue": queue["id"]}
    for each in digits:
        extension = await acme.made("/extensions", name=f"Agent {each}", number=each)
        device = await acme.made(f"/extensions/{extension['id']}/devices", name="Desk")
        await acme.made("/agents", name=f"Agent {each}", extension_id=extension["id"])
        await acme.api.put(f"/queues/{queue['id']}/members/{extension['id']}", json={})
        made |= {each: extension["id"], "endpoint": f"{device['username']}@{acme.label}.test"}
    return made


async def test_employees_see_no_queues(acme: Company, db: Database) -> None:
    employee = await colleague(db, acme, "employee")
    for path in ("/queues/live", "/queues/today"):
        assert code(await employee.get(path)) == "forbidden"
