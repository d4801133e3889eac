"""The robot from the lost call to the report: only the switch is not real, and the clock is moved."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from palabre.calls import spoken
from palabre.features.queues import LEFT
from palabre.features.robot_controller.jobs import go_round
from palabre.kit.bus import PostgresBus
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.phone.causes import Cause
from palabre.phone.script import Answers, Behaviour, Refuses, Rings, Script
from tests.playhouse import Playhouse, at, later, playhouse
from tests.portal import Company

pytestmark = pytest.mark.usefixtures("moved_clock")
CLIENT, OTHER, THIRD, FOURTH = (f"+22507000000{each:02}" for each in range(1, 5))
NUMBER, DIRECT = "+2252720001000", "+2252720002000"
SOON = 0.03
SILENT = Refuses(Cause.NO_ANSWER, 0, SOON)
BUSY = Refuses(Cause.BUSY, 486, SOON)
NOT_REACHED = Refuses(Cause.UNASSIGNED, 404, SOON)
TALKS = Answers(SOON, 0.1)
PICKS_UP = Answers(SOON, None)
QUICK: dict[tuple[str, ...], float] = {(spoken.ROBOT_NOTICE.fr,): SOON}
MONDAY = "2026-03-02T10:00:00"


@dataclass
class Robot:
    """A company with a queue that Awa (101) answers, and another one that Koffi (102) answers."""

    house: Playhouse
    queue: dict[str, str]
    trunk: str
    phones: dict[str, str]
    extensions: dict[str, str]

    @property
    def company(self) -> Company:
        return self.house.company

    async def set(self, **settings: Any) -> None:
        """The robot of the first queue."""
        body = {"ignore_seconds": 5, "attempts": 3, **settings}
        answer = await self.company.api.put(f"/queues/{self.queue['101']}/robot", json=body)
        assert answer.is_success, answer.text

    async def loses(self, caller: str = CLIENT, waited: float = 20) -> None:
        """Somebody waits so long in vain."""
        self.house.phone.script = Script(others=Rings())
        party = self.house.calls(self.trunk, caller, NUMBER)
        await self.house.fact("queue_joined")
        later(waited)
        self.house.phone.leave(party)
        await self.house.fact(LEFT)
        await self.house.over()

    def people(self, client: Behaviour = TALKS, agents: Behaviour = PICKS_UP) -> None:
        """What happens when phones ring."""
        clients = dict.fromkeys((CLIENT, OTHER, THIRD, FOURTH), client)
        self.house.phone.script = Script(phones=clients, others=agents, sounds=QUICK)
        self.house.phone.legs.clear()

    async def round(self, seconds: float = 0) -> list[str]:
        """The robot looks, so much later; who was rung until all that it began has come to its end."""
        later(seconds)
        self.house.phone.legs.clear()
        await go_round(self.house.desk)
        await self.house.until(self._nobody_is_called, "end of the attempts")
        await self.house.over()
        names = {endpoint: digits for digits, endpoint in self.phones.items()}
        return [each.number or names[each.endpoint] for each in self.house.phone.legs]

    async def _nobody_is_called(self) -> bool:
        return "calling" not in (await self.states()).values()

    async def entries(self) -> list[dict[str, Any]]:
        """The list, as the API shows it."""
        path = f"/queues/{self.queue['101']}/robot/entries"
        found: list[dict[str, Any]] = (await self.company.api.get(path)).json()["items"]
        return found

    async def states(self) -> dict[str, str]:
        """By number; the newest entry of each."""
        return {each["number"]: each["state"] for each in await self.entries()}

    async def entry(self) -> dict[str, Any]:
        (found,) = await self.entries()
        return found

    async def wait_until_due(self) -> float:
        """Nobody is rung before the entry's time; the seconds that it took."""
        assert await self.round() == []
        due = datetime.fromisoformat((await self.entry())["due_at"])
        left = (due - clock.now()).total_seconds()
        assert await self.round(left - 5) == []
        later(5)
        return left


async def published(acme: Company, name: str, draft: dict[str, Any]) -> str:
    """A scenario; its id."""
    scenario = await acme.made("/scenarios", name=name)
    assert (await acme.api.put(f"/scenarios/{scenario['id']}/draft", json=draft)).is_success
    answer = await acme.api.post(f"/scenarios/{scenario['id']}/publish")
    assert answer.is_success, answer.text
    return str(scenario["id"])


@pytest.fixture
async def robot(acme: Company, db: Database, bus: PostgresBus, tmp_path: Path) -> AsyncIterator[Robot]:
    at(MONDAY)
    queue, phones, extensions = {}, {}, {}
    for digits in ("101", "102"):
        extension = await acme.made("/extensions", name=digits, number=digits)
        device = await acme.made(f"/extensions/{extension['id']}/devices", name="desk")
        await acme.made("/agents", name=digits, extension_id=extension["id"])
        made = await acme.made("/queues", name=digits, ring_seconds=5)
        await acme.api.put(f"/queues/{made['id']}/members/{extension['id']}", json={})
        extensions[digits], queue[digits] = extension["id"], made["id"]
        phones[digits] = f"{device['username']}@acme.test"
    ways = {"full": "end", "no_agent": "end"}
    wait = {"type": "queue", "fields": {"queue": queue["101"]}, "exits": ways}
    steps = {"wait": wait, "end": {"type": "hang_up", "fields": {}}}
    scenario = await published(acme, "Main", {"start": "wait", "steps": steps})
    await acme.made("/numbers", e164=NUMBER, name="Main", scenario_id=scenario)
    where = {"kind": "address", "host": "192.0.2.1", "addresses": ["192.0.2.1"]}
    await acme.made("/trunks", name="Orange", **where)
    trunk = await db.pool.fetchval("select endpoint from trunks where account_id = $1", acme.id)
    async with playhouse(acme, db, bus, tmp_path) as house:
        yield Robot(house, queue, trunk, phones, extensions)


OFFICE = [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]


async def test_quiet_hours_and_holidays(robot: Robot) -> None:
    """Two are lost on a Monday evening and called on Tuesday morning. One is lost before a holiday that
    is a Friday, and called on Monday."""
    office = await robot.company.made("/schedules", name="Office", periods=OFFICE, holidays=True)
    await robot.set(schedule_id=office["id"])
    at("2026-03-02T19:00:00")
    await robot.loses(CLIENT)
    await robot.loses(OTHER)
    robot.people()
    for moment in ("2026-03-02T19:02:00", "2026-03-03T00:00:00", "2026-03-03T07:59:50"):
        at(moment)
        assert await robot.round() == []
    at("2026-03-03T08:00:00")
    assert await robot.round() == ["101", CLIENT]
    assert await robot.round() == ["101", OTHER]
    assert await robot.states() == {CLIENT: "recovered", OTHER: "recovered"}
    at("2026-04-30T19:00:00")
    await robot.loses(THIRD)
    robot.people()
    for moment in ("2026-05-01T08:30:00", "2026-05-02T08:30:00", "2026-05-03T17:00:00"):
        at(moment)
        assert await robot.round() == []
    at("2026-05-04T08:00:00")
    assert await robot.round() == ["101", THIRD]


async def test_who_is_never_called(robot: Robot) -> None:
    """Hidden numbers, emergency services, our own numbers, who waited for a moment only: they are not in the
    list. Who is blacklisted while he is in it is given up, and no phone rings."""
    await robot.set(ignore_seconds=5)
    for caller in ("anonymous", "", "110", NUMBER):
        await robot.loses(caller)
    await robot.loses(CLIENT, waited=4.5)
    assert await robot.entries() == []
    await robot.loses(CLIENT, waited=5.5)
    spam = await robot.company.made("/caller-lists", name="Spam", type="black")
    await robot.company.made(f"/caller-lists/{spam['id']}/entries", entries=[{"value": CLIENT}])
    await robot.company.made("/caller-lists/rules", caller_list_id=spam["id"])
    await robot.house.configured()
    robot.people()
    assert await robot.round(61) == []
    entry = await robot.entry()
    assert (entry["state"], entry["why"], entry["attempts"]) == ("given_up", "forbidden", 0)


async def test_the_pauses_depend_on_the_cause_and_the_attempts_run_out(robot: Robot) -> None:
    """Koffi's queue calls for Awa's. After the last attempt he can be lost again."""
    pauses = {"interval_seconds": 90, "busy_seconds": 120, "no_answer_seconds": 900, "failed_seconds": 600}
    await robot.set(attempts=4, calling_queue_id=robot.queue["102"], **pauses)
    await robot.loses()
    waited = []
    for client in (BUSY, SILENT, NOT_REACHED, BUSY):
        robot.people(client)
        waited.append(await robot.wait_until_due())
        assert await robot.round() == ["102", CLIENT]
        assert robot.house.phone.legs[-1].caller.number == NUMBER
    assert waited == pytest.approx([90, 120, 900, 600], abs=8)
    assert await robot.round() == []
    entry = await robot.entry()
    assert (entry["state"], entry["why"], entry["attempts"]) == ("given_up", "busy", 4)
    assert await robot.round(10_000) == []
    await robot.loses()
    assert sorted(each["state"] for each in await robot.entries()) == ["given_up", "waiting"]


async def test_an_agent_who_hangs_up_early_costs_the_client_nothing(robot: Robot) -> None:
    await robot.set(attempts=1)
    await robot.loses()
    robot.people(agents=Answers(SOON, SOON))
    assert await robot.round(61) == ["101"]
    assert await robot.round() == []
    entry = await robot.entry()
    assert (entry["state"], entry["attempts"], entry["why"]) == ("waiting", 0, "operator_left")
    robot.people()
    assert await robot.round(50) == []
    assert await robot.round(15) == ["101", CLIENT]
    assert ((await robot.entry())["state"], (await robot.entry())["attempts"]) == ("recovered", 1)


async def test_who_has_spoken_with_anybody_by_any_path_is_not_called(robot: Robot) -> None:
    """Koffi, who answers another queue, calls one from his own phone; another one calls Koffi's number. What
    is not answered changes nothing."""
    await robot.set()
    direct = await published(robot.company, "Direct", rings(robot.extensions["102"]))
    await robot.company.made("/numbers", e164=DIRECT, name="Direct", scenario_id=direct)
    await robot.house.configured()
    await robot.loses(CLIENT)
    await robot.loses(OTHER)
    for client, koffi, state in ((BUSY, BUSY, "waiting"), (TALKS, TALKS, "cancelled")):
        robot.people(client, agents=koffi)
        robot.house.calls(robot.phones["102"], "102", CLIENT)
        await robot.house.fact("started")
        await robot.house.over()
        robot.house.calls(robot.trunk, OTHER, DIRECT)
        await robot.house.fact("started")
        await robot.house.over()
        assert await robot.states() == {CLIENT: state, OTHER: state}
    robot.people()
    assert await robot.round(1000) == []


def rings(extension: str) -> dict[str, Any]:
    ways = {"busy": "end", "no_answer": "end", "unavailable": "end"}
    dial = {"type": "dial_extension", "fields": {"extension": extension}, "exits": ways}
    return {"start": "dial", "steps": {"dial": dial, "end": {"type": "hang_up", "fields": {}}}}


async def test_the_list_is_edited_and_the_report_counts(robot: Robot) -> None:
    """Four are lost at 10:00. One is called at once, one is moved to noon and never answers his two calls,
    one is removed, one calls again."""
    api = robot.company.api
    await robot.set(attempts=2, no_answer_seconds=300)
    for caller in (CLIENT, OTHER, THIRD, FOURTH):
        await robot.loses(caller, waited=15)
    await robot.loses(CLIENT)
    paths = {each["number"]: f"/robot-entries/{each['id']}" for each in await robot.entries()}
    robot.people()
    assert (await api.delete(paths[THIRD])).status_code == 204
    noon = "2026-03-02T12:00:00Z"
    assert (await api.patch(paths[OTHER], json={"due_at": noon})).json()["due_at"] == noon
    party = robot.house.calls(robot.trunk, FOURTH, NUMBER)
    await robot.house.fact("talk_started")
    robot.house.phone.leave(party)
    await robot.house.over()
    at("2026-03-02T10:10:00")
    assert (await api.post(f"{paths[CLIENT]}/call")).status_code == 202
    assert await robot.round() == ["101", CLIENT]
    robot.people(SILENT)
    at("2026-03-02T11:59:55")
    assert await robot.round() == []
    assert await robot.round(5) == ["101", OTHER]
    assert await robot.round() == []
    assert await robot.round(290) == []
    assert await robot.round(15) == ["101", OTHER]
    assert await robot.round() == []
    states = {CLIENT: "recovered", OTHER: "given_up", THIRD: "removed", FOURTH: "cancelled"}
    assert await robot.states() == states
    for path in paths.values():
        assert (await api.post(f"{path}/call")).status_code == 409
    at("2026-03-02T20:00:00")
    found = (await api.get(f"/queues/{robot.queue['101']}/robot/report")).json()
    named = {"lost": 4, "recovered": 1, "given_up": 1, "removed": 1, "cancelled": 1, "attempts": 3}
    assert {name: found[name] for name in named} == named
    assert (found["recovered_share"], found["results"]) == (0.5, {"no_answer": 2})
    assert found["mean_seconds"] == pytest.approx(600 - 15, abs=10)
