"""A subscriber draws a scenario, is told what is missing, tries it, publishes it."""

from typing import Any
from uuid import uuid4

import pytest

from palabre.kit.db import Database
from tests.portal import Company, code, colleague

BYE = {"type": "hang_up"}


def greeting(text: str, then: str) -> dict[str, Any]:
    return {"type": "greeting", "fields": {"prompt": {"text": text}}, "exits": {"done": then}}


def menu(keys: list[str], exits: dict[str, str], text: str = "Press a key.") -> dict[str, Any]:
    exits = {"no_key": "bye", "wrong_key": "bye"} | exits
    return {"type": "menu", "fields": {"prompt": {"text": text}, "keys": keys, "repeats": 0}, "exits": exits}


WELCOME = {"start": "hello", "steps": {"hello": greeting("Welcome.", "bye"), "bye": BYE}}


async def drawn(company: Company, name: str = "Main", draft: dict[str, Any] = WELCOME) -> str:
    made = await company.made("/scenarios", name=name, draft=draft)
    return f"/scenarios/{made['id']}"


async def test_a_new_scenario_is_a_draft_until_it_is_published(acme: Company) -> None:
    path = await drawn(acme)
    before = (await acme.api.get(path)).json()
    assert (before["published_version"], before["draft_differs"]) == (None, True)
    published = await acme.api.post(path + "/publish")
    assert (published.status_code, published.json()["version"]) == (201, 1)
    after = (await acme.api.get(path)).json()
    assert (after["published_version"], after["draft_differs"]) == (1, False)


async def test_what_was_published_stays_when_the_draft_goes_on(acme: Company) -> None:
    path = await drawn(acme)
    await acme.api.post(path + "/publish")
    other = {"start": "bye", "steps": {"bye": BYE}}
    assert (await acme.api.put(path + "/draft", json=other)).json()["problems"] == []
    assert (await acme.api.get(path)).json()["draft_differs"] is True
    await acme.api.post(path + "/publish")
    versions = (await acme.api.get(path + "/versions", params={"limit": 1})).json()
    assert ([each["version"] for each in versions["items"]], versions["next"]) == ([2], "2")
    older = (await acme.api.get(path + "/versions", params={"cursor": 2})).json()
    assert [each["version"] for each in older["items"]] == [1]
    first = (await acme.api.get(path + "/versions/1")).json()
    assert first["document"]["start"] == "hello"
    assert code(await acme.api.get(path + "/versions/3")) == "not_found"


async def test_an_unfinished_draft_is_kept_and_its_problems_are_told(acme: Company) -> None:
    path = await drawn(acme)
    lost = {"type": "goto", "fields": {"scenario": str(uuid4())}}
    unfinished = {"start": "ask", "steps": {"ask": menu(["1"], {}), "bye": BYE, "lost": lost}}
    problems = (await acme.api.put(path + "/draft", json=unfinished)).json()["problems"]
    told = {(each["step"], each["field"], each["code"]) for each in problems}
    assert told == {("ask", "exits.1", "dead_end"), ("lost", "scenario", "reference_unknown")}
    assert problems == (await acme.api.post(path + "/validate")).json()["problems"]
    refusal = await acme.api.post(path + "/publish", headers={"Accept-Language": "fr"})
    assert (refusal.status_code, code(refusal)) == (422, "scenario_invalid")
    french = refusal.json()["error"]["values"]["problems"]
    assert "Étape « ask » : la sortie « 1 » ne mène nulle part." in [each["message"] for each in french]


async def test_an_empty_scenario_cannot_be_published_nor_tried(acme: Company) -> None:
    path = f"/scenarios/{(await acme.made('/scenarios', name='Empty'))['id']}"
    problems = (await acme.api.post(path + "/validate")).json()["problems"]
    assert [each["code"] for each in problems] == ["scenario_empty"]
    assert code(await acme.api.post(path + "/publish")) == "scenario_invalid"
    assert code(await acme.api.post(path + "/try", json={})) == "scenario_invalid"


async def test_a_trial_tells_the_way_and_what_the_caller_heard(acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    await acme.made(f"/extensions/{extension['id']}/devices", name="desk")
    dial = {
        "type": "dial_extension",
        "fields": {"extension": extension["id"]},
        "exits": {"busy": "bye", "no_answer": "bye", "unavailable": "bye"},
    }
    draft = {"start": "ask", "steps": {"ask": menu(["1"], {"1": "awa"}), "awa": dial, "bye": BYE}}
    path = await drawn(acme, draft=draft)
    script = {
        "caller": "+2250500000000",
        "keys": [{"key": "1", "after_prompt": 1, "after_seconds": 1}],
        "phones": {"101": {"does": "answers", "seconds": 2, "talks": 5}},
    }
    answer = await acme.api.post(path + "/try", json=script)
    assert answer.status_code == 200, answer.text
    story = answer.json()
    assert [(each["step"], each["exit"]) for each in story["path"]] == [("ask", "1"), ("awa", None)]
    assert [(each["says"], each["cut"]) for each in story["heard"]] == [(["Press a key."], False)]
    assert [each["shown"] for each in story["rang"]] == ["+2250500000000"]
    assert (story["outcome"], story["ended_by"]) == ("answered", "us")
    assert story["seconds"] == pytest.approx(8.8, abs=0.1)
    assert [each["seq"] for each in story["facts"]] == list(range(1, len(story["facts"]) + 1))


async def test_a_trial_of_a_published_version_at_another_time(acme: Company) -> None:
    office = [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]
    schedule = await acme.made("/schedules", name="Office", periods=office)
    fields = {"schedule": schedule["id"]}
    hours = {"type": "hours", "fields": fields, "exits": {"open": "hello", "closed": "bye"}}
    path = await drawn(acme, draft={"start": "hours", "steps": {**WELCOME["steps"], "hours": hours}})
    assert (await acme.api.post(path + "/publish")).status_code == 201
    await acme.api.put(path + "/draft", json=WELCOME)
    for at, exit in (("2026-03-02T10:00:00Z", "open"), ("2026-03-02T20:00:00Z", "closed")):
        story = (await acme.api.post(path + "/try", json={"version": 1, "at": at})).json()
        assert story["path"][0]["exit"] == exit


async def test_a_scenario_that_goes_round_in_silence_is_found(acme: Company) -> None:
    there, back = [f"/scenarios/{(await acme.made('/scenarios', name=name))['id']}" for name in "ab"]
    for one, other in ((there, back), (back, there)):
        target = {"type": "goto", "fields": {"scenario": other.removeprefix("/scenarios/")}}
        await acme.api.put(one + "/draft", json={"start": "on", "steps": {"on": target}})
        assert (await acme.api.post(one + "/publish")).status_code == 201
    story = (await acme.api.post(there + "/try", json={})).json()
    assert story["outcome"] == "failed"
    assert "silent_loop" in [each["data"].get("code") for each in story["facts"]]
    assert len(story["heard"]) == 1


async def test_a_call_without_an_end_is_refused(acme: Company) -> None:
    steps = {"ask": menu([], {"no_key": "ask", "wrong_key": "ask"}), "bye": BYE}
    steps["ask"]["fields"] |= {"direct_dialling": True, "keys": []}
    path = await drawn(acme, draft={"start": "ask", "steps": steps})
    assert code(await acme.api.post(path + "/try", json={})) == "try_too_long"
    ended = await acme.api.post(path + "/try", json={"hangs_up": {"after_seconds": 60}})
    assert (ended.json()["ended_by"], ended.json()["seconds"]) == ("caller", 60)


async def test_a_menu_has_a_short_number_that_nothing_else_has(acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa")
    made = await acme.made("/scenarios", name="Menu", number="300")
    assert made["number"] == "300"
    path = f"/scenarios/{made['id']}"
    assert code(await acme.api.patch(path, json={"number": "101"})) == "short_number_taken"
    assert (await acme.api.patch(path, json={"number": "301", "name": "Accueil"})).json()["number"] == "301"
    assert (await acme.api.patch(path, json={"number": None})).json()["number"] is None
    assert (await acme.api.get("/scenarios")).json()["items"][0]["name"] == "Accueil"


async def test_a_scenario_in_use_is_not_deleted(acme: Company) -> None:
    path = await drawn(acme, "Closed")
    scenario = path.removeprefix("/scenarios/")
    number = await acme.made("/numbers", e164="+2252720001000", name="Main", scenario_id=scenario)
    refusal = await acme.api.delete(path)
    assert (refusal.status_code, code(refusal)) == (409, "used_by_number")
    assert "+2252720001000" in refusal.json()["error"]["message"]
    await acme.api.delete(f"/numbers/{number['id']}")
    there = {"start": "on", "steps": {"on": {"type": "goto", "fields": {"scenario": scenario}}}}
    other = await drawn(acme, "Day", there)
    refusal = await acme.api.delete(path)
    assert (code(refusal), "Day" in refusal.json()["error"]["message"]) == ("used_by_scenario", True)
    assert (await acme.api.delete(other)).status_code == 204
    assert (await acme.api.delete(path)).status_code == 204
    assert (await acme.api.get(path)).status_code == 404


async def test_another_account_sees_nothing_of_it(acme: Company, beta: Company) -> None:
    path = await drawn(acme)
    await acme.api.post(path + "/publish")
    asked = [
        await beta.api.get(path),
        await beta.api.patch(path, json={"name": "Mine"}),
        await beta.api.delete(path),
        await beta.api.put(path + "/draft", json=WELCOME),
        await beta.api.post(path + "/validate"),
        await beta.api.post(path + "/publish"),
        await beta.api.post(path + "/try", json={}),
        await beta.api.get(path + "/versions"),
        await beta.api.get(path + "/versions/1"),
    ]
    assert [each.status_code for each in asked] == [404] * len(asked)
    stolen = {"type": "goto", "fields": {"scenario": path.removeprefix("/scenarios/")}}
    mine = await drawn(beta, draft={"start": "on", "steps": {"on": stolen}})
    problems = (await beta.api.post(mine + "/validate")).json()["problems"]
    assert [each["code"] for each in problems] == ["reference_unknown"]


async def test_an_employee_does_not_draw(acme: Company, db: Database) -> None:
    path = await drawn(acme)
    employee = await colleague(db, acme, "employee")
    assert code(await employee.get(path)) == "forbidden"
    assert code(await employee.post(path + "/publish")) == "forbidden"


@pytest.mark.parametrize(
    "draft",
    [
        {"start": "a" * 41, "steps": {}},
        {"start": "a", "steps": {"a" * 41: BYE}},
        {"start": "a", "steps": {"": BYE}},
        {"start": "a", "steps": {str(count): BYE for count in range(501)}},
        {"start": "a", "steps": {"a": {"type": "greeting", "fields": {"prompt": {"text": "nul\x00"}}}}},
        {"start": "a", "steps": {"a": {"type": "hang_up", "colour": "red"}}},
        {"start": "a", "steps": []},
        {"start": "a"},
        [],
    ],
)
async def test_what_is_no_drawing_is_refused(acme: Company, draft: Any) -> None:
    path = await drawn(acme)
    refusal = await acme.api.put(path + "/draft", json=draft)
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")


async def test_half_a_character_is_refused(acme: Company) -> None:
    path = await drawn(acme)
    body = b'{"start": "\\ud800", "steps": {}}'
    refusal = await acme.api.put(path + "/draft", content=body, headers={"Content-Type": "application/json"})
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")


async def test_a_drawing_as_deep_as_a_well_is_no_fault(acme: Company) -> None:
    path = await drawn(acme)
    body = b'{"start": "a", "steps": {"a": {"type": "hang_up", "fields": {"cause": %s}}}}'
    deep = body % (b"[" * 50_000 + b"]" * 50_000)
    refusal = await acme.api.put(path + "/draft", content=deep, headers={"Content-Type": "application/json"})
    assert refusal.status_code in (400, 422), refusal.text


@pytest.mark.parametrize(
    "script",
    [
        {"keys": [{"key": "x"}]},
        {"keys": [{"key": "1", "after_seconds": -1}]},
        {"phones": {"101": "explodes"}},
        {"at": "yesterday"},
        {"at": "2026-03-02T10:00:00"},
        {"version": 0},
        {"version": 2**40},
        {"hangs_up": {"after_prompt": 0}},
    ],
)
async def test_a_script_that_makes_no_sense_is_refused(acme: Company, script: Any) -> None:
    refusal = await acme.api.post(await drawn(acme) + "/try", json=script)
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")


async def test_the_kinds_of_steps_tell_their_exits_and_forms(acme: Company) -> None:
    kinds = {each["type"]: each for each in (await acme.api.get("/step-types")).json()["items"]}
    assert kinds["hours"]["exits"] == ["open", "closed"]
    assert kinds["hours"]["fields"]["properties"]["schedule"]["widget"] == "schedule"
    assert (kinds["menu"]["exits"], kinds["menu"]["exits_from"]) == (["no_key", "wrong_key"], "keys")
    assert all(each["icon"] and each["group"] for each in kinds.values())
