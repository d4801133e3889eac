"""How long callers wait, how long they were told they would, and how many were answered in time.

One agent picks up after 2 s, talks for 58 and rests for 10: each caller keeps him for 70 s. All that is
expected here was computed by hand from that.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened
from palabre.features.queues.commands import agent_state, queue_live
from palabre.features.queues.estimate import Estimate
from palabre.features.queues.tests.sums import mean, sum_up
from palabre.features.queues.wake import wake
from palabre.kit.db import Database
from palabre.phone.script import Absent, Answers, Moment, Press, Script
from tests.company import ident
from tests.portal import Company
from tests.stage import Stage, on_stage

ACME: dict[str, Any] = {
    "extensions": {
        "101": {"phones": ["awa"]},
        "102": {"phones": ["koffi"]},
        "300": {"phones": ["caller"]},
    },
    "queues": {
        "sales": {
            **{"number": "600", "agents": ["101"], "wrap_up_seconds": 10},
            **{"announce_position": True, "announce_wait": True},
        },
        "two": {"number": "601", "agents": ["101", "102"], "wrap_up_seconds": 10, "ring_seconds": 30},
        "away": {"number": "602", "agents": ["101", "102"], "wrap_up_seconds": 10},
    },
}
ANSWERS = Script(others=Answers(2, 58))
ARRIVALS = (0, 10, 11, 12, 215, 225)
"""Until three callers have been served nothing is foretold to those who find nobody free."""
FORETOLD = (0.0, None, None, None, 70.0, 140.0)
WAITS = (2.0, 62.0, 131.0, 200.0, 67.0, 127.0)
MEAN_ERROR = (2 + 3 + 13) / 3
INSERT = "insert into facts (account_id, call_id, seq, at, kind, data) values ($1, $2, $3, $4, $5, $6)"


@dataclass
class Day:
    """What was seen of a day in a queue."""

    stage: Stage
    seen: dict[float, dict[str, Any]] = field(default_factory=dict)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [each.data for each in self.stage.facts.all if each.kind == kind]


def played() -> Day:
    seen: dict[float, dict[str, Any]] = {}

    async def play(stage: Stage) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        for moment in ARRIVALS:
            loop.call_later(moment, stage.calls, "caller@acme.test", "600", Script())
        for moment in (220, 226, 290, 500):
            await asyncio.sleep(began + moment - loop.time())
            seen[moment] = await queue_live(stage.dispatcher, stage.account, {"queue": str(ident("sales"))})

    return Day(on_stage(ACME, play, ANSWERS), seen)


def test_what_is_foretold_and_how_wrong_it_was() -> None:
    day = played()
    assert [each["estimate"] for each in day.of(happened.JOINED)] == list(FORETOLD)
    waited = [each["waited"] / 1000 for each in day.of(happened.ANSWERED)]
    assert waited == pytest.approx(WAITS, abs=0.01)
    assert mean(sum_up(day.stage.facts.all, str(ident("sales"))).errors) == pytest.approx(
        MEAN_ERROR, abs=0.01
    )
    told = {moment: (each["waiting"], each["estimate_seconds"]) for moment, each in day.seen.items()}
    assert told[226] == (2, pytest.approx(210.0, abs=0.01))
    assert told[290] == (1, pytest.approx(140.0, abs=0.01))
    assert told[500] == (0, 0.0)
    assert day.seen[220]["estimate_error_seconds"] == pytest.approx(2.0, abs=0.01)
    assert day.seen[500]["estimate_error_seconds"] == pytest.approx(MEAN_ERROR, abs=0.01)


def test_callers_are_told_how_long_it_will_take() -> None:
    day = played()
    said: dict[str, list[str]] = {}
    for each in day.stage.phone.heard:
        said.setdefault(each.party, []).extend(each.says)
    places = [[word for word in words if word != "music"] for words in said.values()]
    assert places[4][:2] == ["Vous êtes le prochain correspondant.", "L'attente est estimée à 1 minute."]
    second = ["Vous êtes le numéro 2 dans la file d'attente.", "L'attente est estimée à 2 minutes."]
    assert places[5][:2] == second
    assert places[5][2:4] == places[4][:2]
    assert not [each for words in places[:4] for each in words if "estimée" in each]


def test_what_was_learned_outlives_the_call_process() -> None:
    """A new process knows the log of the one before, where some facts stand twice. For its first second it
    serves nobody: who was told that an agent is free waits 3 s."""
    before = played().stage.facts.all
    seen: list[dict[str, Any]] = []

    async def play(stage: Stage) -> None:
        wake(stage.dispatcher, [*before, *before[:20]])
        stage.calls("caller@acme.test", "600", Script())
        await asyncio.sleep(10)
        seen.append(await queue_live(stage.dispatcher, stage.account, {"queue": str(ident("sales"))}))

    on_stage(ACME, play, ANSWERS)
    assert seen[0]["estimate_seconds"] == pytest.approx(70, abs=0.01)
    assert seen[0]["estimate_error_seconds"] == pytest.approx((2 + 3 + 13 + 3) / 4, abs=0.1)


def test_two_agents_are_twice_as_fast_and_a_ringing_one_is_not_counted_as_busy() -> None:
    """Four callers, both agents known: the first two are taken at once, the others wait half as long each."""

    async def play(stage: Stage) -> None:
        for _ in range(2):
            for _ in range(4):
                stage.calls("caller@acme.test", "601", Script())
                await asyncio.sleep(0.1)
            await asyncio.sleep(400)

    stage = on_stage(ACME, play, ANSWERS)
    told = [each.data["estimate"] for each in stage.facts.all if each.kind == happened.JOINED]
    assert told[:4] == [0.0, 0.0, None, None]
    assert told[4:] == pytest.approx([0.0, 0.0, 35.0, 70.0], abs=0.01)


def test_who_cannot_be_reached_or_pauses_shortens_nothing() -> None:
    """One agent talks, the other one's phone is unplugged or he pauses: a caller waits for the first."""
    states = ("available", "paused")

    async def play(stage: Stage) -> None:
        for _ in range(3):
            stage.calls("caller@acme.test", "602", Script())
            await asyncio.sleep(0.1)
        await asyncio.sleep(400)
        for state in states:
            body = {"agent": str(ident("102")), "state": state, "reason": "Déjeuner"}
            await agent_state(stage.dispatcher, stage.account, body)
            stage.calls("caller@acme.test", "602", Script())
            await asyncio.sleep(10)
            stage.calls("caller@acme.test", "602", Script())
            await asyncio.sleep(300)

    phones = {"koffi@acme.test": Absent()}
    stage = on_stage(ACME, play, Script(phones=phones, others=Answers(2, 58)))
    told = [each.data["estimate"] for each in stage.facts.all if each.kind == happened.JOINED]
    assert [told[4], told[6]] == pytest.approx([70.0, 70.0], abs=0.01)


def test_the_estimate_alone() -> None:
    estimate = Estimate()
    for occupied in (60.0, 90.0):
        estimate.learn(occupied)
    assert estimate.wait(3, agents=2, free=2) is None
    estimate.learn(120.0)
    assert [estimate.wait(each, agents=3, free=1) for each in (1, 2, 4)] == [0.0, 30.0, 90.0]
    assert estimate.wait(1, agents=0, free=0) is None
    assert estimate.error is None
    estimate.check(None, 500.0)
    estimate.check(30.0, 20.0)
    estimate.check(90.0, 95.0)
    assert estimate.error == 7.5


async def kept(acme: Company, db: Database, queue: str, facts: list[Fact]) -> None:
    """A day's log in the database of a company, as if it had happened in one of its queues."""
    for each in facts:
        data = each.data | ({"queue": queue} if "queue" in each.data else {})
        await db.pool.execute(INSERT, acme.id, each.call, each.seq, each.at, each.kind, data)


async def test_the_report_of_a_day_from_the_log_alone(acme: Company, db: Database) -> None:
    """Seven callers: three are answered after 2, 62 and 131 s, one leaves by a key, one hangs up, one is
    called back, one has waited for as long as he may."""
    queue = await acme.made("/queues", name="Sales", service_seconds=65)
    log = await asyncio.to_thread(a_mixed_day)
    await kept(acme, db, queue["id"], log)
    period = "since=2026-03-02T00:00:00Z&until=2026-03-03T00:00:00Z"
    found = (await acme.api.get(f"/queues/{queue['id']}/report?{period}")).json()
    assert (found["joined"], found["answered"], found["abandoned"]) == (7, 3, 1)
    assert found["left"] == {"answered": 3, "key": 1, "abandoned": 1, "call_back": 1, "timeout": 1}
    assert found["service_level"] == pytest.approx(2 / 7)
    assert found["mean_wait"] == pytest.approx((2 + 62 + 131) / 3, abs=0.01)
    assert found["longest_wait"] == pytest.approx(131, abs=0.01)
    assert found["mean_talk"] == pytest.approx(58, abs=5)
    assert found["agents"] == {str(ident("101")): 4}
    assert found["offered"] == 4 + found["missed"] + found["withdrawn"]
    sums = sum_up(log, str(ident("sales")))
    for name in ("offered", "missed", "withdrawn", "full", "called_back"):
        assert found[name] == getattr(sums, name)
    assert found["service_level"] == sums.service_level(65)
    assert (found["agents"], found["left"]) == (sums.agents, sums.left)
    assert found["mean_talk"] == pytest.approx(mean(sums.talks))
    assert found["estimate_error"] == pytest.approx(mean(sums.errors))
    early = "since=2026-03-02T00:00:00Z&until=2026-03-02T10:01:30Z"
    found = (await acme.api.get(f"/queues/{queue['id']}/report?{early}")).json()
    assert (found["answered"], found["left"]) == (
        2,
        {"answered": 2, "key": 1, "abandoned": 1, "call_back": 1},
    )
    assert found["service_level"] == pytest.approx(2 / 5)


MIXED: dict[str, Any] = {
    **ACME,
    "numbers": {"+2252720001000": "main"},
    "trunks": ["orange"],
    "scenarios": {
        "main": {
            "document": {
                "start": "wait",
                "steps": {
                    "wait": {
                        "type": "queue",
                        "fields": {"queue": str(ident("sales")), "seconds": 160, "exit_key": "0"},
                    }
                },
            }
        }
    },
    "queues": {"sales": {"agents": ["101"], "wrap_up_seconds": 10, "call_back_key": "5"}},
}


def a_mixed_day() -> list[Fact]:
    async def play(stage: Stage) -> None:
        wishes = [
            *(Script(), Script(), Script()),
            *(Script(presses=(Press(key, Moment(20)),)) for key in ("0", "5")),
            *(Script(hangs_up=Moment(30)), Script()),
        ]
        loop = asyncio.get_running_loop()
        for wish, moment in zip(wishes, (0, 10, 11, 20, 21, 22, 50), strict=True):
            loop.call_later(moment, stage.calls, "trunk-orange", "+2252720001000", wish)
        await asyncio.sleep(1000)
        seen = await queue_live(stage.dispatcher, stage.account, {"queue": str(ident("sales"))})
        assert (seen["joined"], seen["answered"], seen["abandoned"], seen["waiting"]) == (7, 3, 1, 0)

    return on_stage(MIXED, play, ANSWERS).facts.all
