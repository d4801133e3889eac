"""The history tells each call with its story; calls in progress can be seen, begun and ended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from palabre.calls.control import Command, Control
from palabre.calls.facts import Fact, Kind
from palabre.features.extensions.commands import COMMANDS
from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from palabre.phone.script import Script
from tests.company import Company as Described
from tests.happening import happened
from tests.log import BEGUN, OVER, SCENARIO, START, STARTED, TALKING, Told, told
from tests.portal import Company, code, colleague
from tests.stage import Stage


def call(acme: Company, hour: int = 0, ended: list[Told] | None = None, **started: Any) -> list[Fact]:
    """A call that began some hours later."""
    facts: list[Told] = [(Kind.STARTED, STARTED | started), *(ended or OVER)[1:]]
    return [
        Fact(each.account, each.call, each.seq, each.at + timedelta(hours=hour), each.kind, each.data)
        for each in told(facts, account=acme.id)
    ]


async def listed(company: Company, **filters: Any) -> list[str]:
    answer = await company.api.get("/calls", params=filters)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]]


async def test_a_call_has_its_row_and_its_story(acme: Company, db: Database, tmp_path: Path) -> None:
    facts = call(acme)
    await happened(db, tmp_path, facts)
    (row,) = (await acme.api.get("/calls")).json()["items"]
    assert (row["outcome"], row["duration_ms"], row["talk_ms"], row["cause"]) == ("answered", 6000, 1000, 16)
    assert (row["scenario_id"], row["scenario_version"]) == (str(SCENARIO), 2)
    story = (await acme.api.get(f"/calls/{row['id']}")).json()
    assert {name: story[name] for name in row} == row
    assert [(each["seq"], each["kind"]) for each in story["facts"]] == [
        (seq, kind) for seq, (kind, _) in enumerate(OVER, 1)
    ]


async def test_the_newest_calls_come_first_page_by_page(acme: Company, db: Database, tmp_path: Path) -> None:
    calls = [call(acme, hour) for hour in (3, 1, 2, 1)]
    await happened(db, tmp_path, *calls)
    pages: list[list[str]] = []
    cursor: dict[str, str] = {}
    for _ in range(2):
        page = (await acme.api.get("/calls", params={"limit": 2} | cursor)).json()
        pages.append([each["id"] for each in page["items"]])
        cursor = {"cursor": page["next"]}
    assert pages[0] == [str(calls[0][0].call), str(calls[2][0].call)]
    assert set(pages[1]) == {str(calls[1][0].call), str(calls[3][0].call)}
    assert page["next"] is None


async def test_calls_are_found_by_what_is_known_of_them(acme: Company, db: Database, tmp_path: Path) -> None:
    internal = call(acme, 1, direction="internal", caller="101", dialled="102")
    named = call(acme, 2, caller="+2250707123456", caller_name="Awa 100% Koné", dialled="+2252720001000")
    missed = call(acme, 3, [*BEGUN, (Kind.DIAL_MISSED, {"to": "101", "result": "busy"}), OVER[-1]])
    await happened(db, tmp_path, internal, named, missed)
    one, two, three = (str(each[0].call) for each in (internal, named, missed))
    assert await listed(acme, direction="internal") == [one]
    assert await listed(acme, outcome="busy") == [three]
    assert await listed(acme, search="07 07 12") == [two]
    assert await listed(acme, search="koné") == [two]
    assert await listed(acme, search="100%") == [two]
    assert await listed(acme, search="%") == [two]
    assert await listed(acme, search="102") == [one]
    hours = [(START + timedelta(hours=hour)).isoformat() for hour in (2, 3)]
    assert await listed(acme, **{"from": hours[0], "to": hours[1]}) == [two]
    assert await listed(acme, **{"from": hours[0]}) == [three, two]


async def test_calls_are_found_by_the_keys_that_were_chosen(
    acme: Company, db: Database, tmp_path: Path
) -> None:
    def through(*exits: str | None) -> list[Told]:
        left = [(Kind.STEP_LEFT, {"step": "menu", "exit": each}) for each in exits]
        return [*BEGUN, *left, OVER[-1]]

    chosen = call(acme, 1, through("wrong_key", "2", "extension:77", "#"))
    others = call(acme, 2, through("1", "done", None)), call(acme, 3, through("22"))
    await happened(db, tmp_path, chosen, *others)
    assert await listed(acme, key="2") == await listed(acme, key="#") == [str(chosen[0].call)]
    assert await listed(acme, key="5") == []
    (row, *_) = reversed((await acme.api.get("/calls")).json()["items"])
    assert row["keys"] == ["2", "#"]
    assert (await acme.api.get(f"/calls/{chosen[0].call}")).json()["keys"] == ["2", "#"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"cursor": "x"},
        {"cursor": "1" * 70},
        {"cursor": f"99999999999999999_{'0' * 31}g"},
        {"limit": 201},
        {"outcome": "happy"},
        {"direction": "up"},
        {"from": "yesterday"},
        {"search": "x" * 81},
        {"search": "nul\x00"},
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(acme: Company, wrong: dict[str, Any]) -> None:
    refusal = await acme.api.get("/calls", params=wrong)
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")


async def test_a_cursor_from_the_far_future_shows_everything(
    acme: Company, db: Database, tmp_path: Path
) -> None:
    await happened(db, tmp_path, call(acme))
    assert len(await listed(acme, cursor=f"{'9' * 17}_{'0' * 32}")) == 1


async def test_another_account_sees_no_call(
    acme: Company, beta: Company, db: Database, tmp_path: Path
) -> None:
    over, living = call(acme), told(TALKING, account=acme.id)
    await happened(db, tmp_path, over, living)
    assert await listed(beta) == []
    for each in (over, living):
        assert (await beta.api.get(f"/calls/{each[0].call}")).status_code == 404
    assert (await beta.api.get("/calls/live")).json()["items"] == []


async def test_an_employee_sees_the_calls_of_his_own_extension(
    acme: Company, db: Database, tmp_path: Path
) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    awa = await colleague(db, acme, "employee", extension_id=extension["id"])
    rang = call(acme, 1)
    other = call(acme, 2, BEGUN + OVER[-1:], direction="internal", caller="102", dialled="103")
    own = call(acme, 3, BEGUN + OVER[-1:], direction="internal", caller="101", dialled="103")
    living, strange = told(TALKING, account=acme.id), told(BEGUN, account=acme.id)
    await happened(db, tmp_path, rang, other, own, living, strange)
    shown = [each["id"] for each in (await awa.get("/calls")).json()["items"]]
    assert shown == [str(own[0].call), str(rang[0].call)]
    assert (await awa.get(f"/calls/{rang[0].call}")).status_code == 200
    assert (await awa.get(f"/calls/{other[0].call}")).status_code == 404
    live = [each["id"] for each in (await awa.get("/calls/live")).json()["items"]]
    assert live == [str(living[0].call)]
    assert (await awa.delete(f"/calls/{strange[0].call}")).status_code == 404
    assert code(await awa.post("/calls", json={"from": "102", "to": "103"})) == "forbidden"


async def test_an_employee_without_an_extension_sees_nothing(
    acme: Company, db: Database, tmp_path: Path
) -> None:
    nobody = await colleague(db, acme, "employee")
    await happened(db, tmp_path, call(acme, caller="", dialled=""), told(BEGUN, account=acme.id))
    assert (await nobody.get("/calls")).json()["items"] == []
    assert (await nobody.get("/calls/live")).json()["items"] == []


async def test_a_call_in_progress_tells_where_it_is(acme: Company, db: Database, tmp_path: Path) -> None:
    facts = told(TALKING, account=acme.id)
    await happened(db, tmp_path, facts)
    (live,) = (await acme.api.get("/calls/live")).json()["items"]
    assert (live["outcome"], live["with_whom"], live["step"]) == ("answered", "101", "awa")
    assert live["talking_since"] == facts[-1].at.isoformat().replace("+00:00", "Z")
    story = (await acme.api.get(f"/calls/{live['id']}")).json()
    assert (story["ended_at"], len(story["facts"])) == (None, len(TALKING))
    assert await listed(acme) == []


@asynccontextmanager
async def call_process(acme: Company, bus: PostgresBus) -> AsyncIterator[Stage]:
    """The other end of the bus, with two phones on a fake switch."""
    stage = Stage(
        Described({"extensions": {"101": {"phones": ["desk"]}, "102": {"phones": ["front"]}}}), Script()
    )
    await stage.begin()
    (described,) = stage.directory.accounts.values()
    object.__setattr__(described, "id", acme.id)
    stage.directory.accounts = {acme.id: described}
    commands: dict[str, Command] = dict(COMMANDS)
    control = asyncio.create_task(Control(bus, stage.dispatcher, commands).run())
    try:
        yield stage
    finally:
        control.cancel()
        stage.running.cancel()


async def test_a_call_is_begun_and_ended(acme: Company, bus: PostgresBus) -> None:
    async with call_process(acme, bus) as stage:
        begun = await acme.api.post("/calls", json={"from": "101", "to": "102"})
        assert begun.status_code == 201, begun.text
        assert [leg.endpoint for leg in stage.phone.legs] == ["desk@acme.test"]
        assert stage.call == UUID(begun.json()["id"])
        assert (await acme.api.delete(f"/calls/{stage.call}")).status_code == 204
        await stage.facts.ended.wait()
        assert stage.facts.of(Kind.ENDED)[0]["by"] == "us"


@pytest.mark.parametrize(
    ("wanted", "refusal", "field"),
    [
        ({"from": "999", "to": "102"}, "not_found", "from"),
        ({"from": "101", "to": "102", "device": "desk@beta.test"}, "not_found", "device"),
        ({"from": "101", "to": "102", "device": "front@acme.test"}, "not_found", "device"),
        ({"from": "101", "to": "+225\r\nX: 1"}, "invalid_input", "to"),
        ({"from": "101", "to": "7" * 34}, "invalid_input", "to"),
        ({"from": "desk", "to": "102"}, "invalid_input", "from"),
        ({"to": "102"}, "invalid_input", "from"),
    ],
)
async def test_a_call_that_cannot_begin_is_refused(
    acme: Company, bus: PostgresBus, wanted: dict[str, str], refusal: str, field: str
) -> None:
    async with call_process(acme, bus) as stage:
        answer = await acme.api.post("/calls", json=wanted)
        assert (code(answer), answer.json()["error"]["field"]) == (refusal, field)
        assert stage.dispatcher.sessions == {}


async def test_a_call_of_another_account_cannot_be_ended(
    acme: Company, beta: Company, bus: PostgresBus
) -> None:
    async with call_process(acme, bus) as stage:
        await acme.api.post("/calls", json={"from": "101", "to": "102"})
        assert (await beta.api.delete(f"/calls/{stage.call}")).status_code == 404
        assert (await acme.api.delete(f"/calls/{uuid4()}")).status_code == 404
        assert len(stage.dispatcher.sessions) == 1


async def test_calls_are_found_by_their_tags(acme: Company, db: Database, tmp_path: Path) -> None:
    def tagged(*tags: str) -> list[Fact]:
        return call(acme, ended=[*OVER[:-1], *((Kind.TAGGED, {"tag": tag}) for tag in tags), OVER[-1]])

    one, two, none = tagged("Réclamation", "VIP"), tagged("VIP"), call(acme)
    await happened(db, tmp_path, one, two, none)
    assert set(await listed(acme, tag="VIP")) == {str(one[0].call), str(two[0].call)}
    assert await listed(acme, tag="Réclamation") == [str(one[0].call)]
    assert await listed(acme, tag="Réclam") == []
    shown = {each["id"]: each["tags"] for each in (await acme.api.get("/calls")).json()["items"]}
    assert shown[str(one[0].call)] == ["Réclamation", "VIP"]
    assert shown[str(none[0].call)] == []
    story = (await acme.api.get(f"/calls/{one[0].call}")).json()
    assert story["tags"] == ["Réclamation", "VIP"]
