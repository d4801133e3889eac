"""A company takes a scenario out as text, changes it, and brings it in again: also into another company."""

from typing import Any

import pytest

from palabre.routing.flow import Document
from tests.api.test_scenarios import BYE, WELCOME, drawn, greeting
from tests.portal import Company, code

MISSED = dict.fromkeys(("busy", "no_answer", "unavailable"), "bye")


async def furnished(company: Company, extension: str = "101") -> dict[str, str]:
    """A person, opening hours and a number; what they are is the same in every company, their ids are not."""
    awa = await company.made("/extensions", number=extension, name="Awa Koné")
    hours = await company.made("/schedules", name="Bureau")
    return {"awa": awa["id"], "hours": hours["id"]}


def document(things: dict[str, str], itself: str) -> dict[str, Any]:
    awa = {"type": "dial_extension", "fields": {"extension": things["awa"]}, "exits": MISSED}
    hours = {
        "type": "hours",
        "fields": {"schedule": things["hours"]},
        "exits": {"open": "awa", "closed": "hello"},
    }
    steps = {
        "hours": hours | {"place": [12.5, 80]},
        "awa": awa,
        "hello": greeting("Rappelez demain.\nMerci !", "again"),
        "again": {"type": "goto", "fields": {"scenario": itself}},
        "bye": BYE,
    }
    return {"start": "hours", "steps": steps}


async def text_of(company: Company, path: str, **query: Any) -> str:
    answer = await company.api.get(path + "/yaml", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/yaml")
    return answer.content.decode()


async def ready(company: Company) -> str:
    path = await drawn(company, "Main", WELCOME)
    things = await furnished(company)
    itself = path.rpartition("/")[2]
    await company.api.put(path + "/draft", json=document(things, itself))
    script = {"at": "2026-03-02T10:00:00"}
    await company.made(path + "/tries", name="Morning", script=script, expects={"ends_in": "hours"})
    return path


async def test_a_draft_comes_back_as_it_was(acme: Company) -> None:
    path = await ready(acme)
    before = (await acme.api.get(path)).json()["draft"]
    text = await text_of(acme, path)
    assert "extension: !extension 101" in text
    assert "schedule: !schedule Bureau" in text
    assert "scenario: !scenario self" in text
    await acme.api.put(path + "/draft", json=WELCOME)
    back = (await acme.api.post(path + "/import", json={"text": text})).json()
    assert (back["scenario"]["draft"], back["unknown"], back["problems"]) == (before, 0, [])
    (kept,) = (await acme.api.get(path + "/tries")).json()["items"]
    assert (kept["name"], kept["expects"]["ends_in"]) == ("Morning", "hours")
    undone = (await acme.api.post(path + "/undo")).json()
    assert undone["draft"]["start"] == "hello"


async def test_a_version_is_taken_out_too(acme: Company) -> None:
    path = await drawn(acme)
    await acme.api.post(path + "/publish")
    await acme.api.put(path + "/draft", json={"start": "bye", "steps": {"bye": BYE}})
    assert "text: Welcome." in await text_of(acme, path, version=1)
    assert "Welcome" not in await text_of(acme, path)
    assert code(await acme.api.get(path + "/yaml", params={"version": 2})) == "not_found"


async def test_in_another_company_things_are_found_by_their_names(acme: Company, beta: Company) -> None:
    text = await text_of(acme, await ready(acme))
    theirs = await furnished(beta, extension="250")
    brought = (await beta.api.post("/scenarios/import", json={"text": text})).json()
    found = {each["kind"]: (each["found_id"], each["found_by"]) for each in brought["things"]}
    assert found == {"extension": (theirs["awa"], "name"), "schedule": (theirs["hours"], "name")}
    scenario = brought["scenario"]
    assert (scenario["name"], scenario["number"]) == ("Main", None)
    assert Document.model_validate(scenario["draft"]) == Document.model_validate(
        document(theirs, scenario["id"])
    )
    assert (brought["unknown"], brought["problems"]) == (0, [])
    (tried,) = (await beta.api.get(f"/scenarios/{scenario['id']}/tries")).json()["items"]
    assert tried["name"] == "Morning"


async def test_a_dry_run_tells_what_is_unknown_and_keeps_nothing(acme: Company, beta: Company) -> None:
    text = await text_of(acme, await ready(acme))
    await beta.made("/extensions", number="101", name="Yao")
    told = (await beta.api.post("/scenarios/import", json={"text": text, "dry_run": True})).json()
    found = {each["kind"]: (each["found_name"], each["found_by"]) for each in told["things"]}
    assert found == {"extension": ("Yao", "number"), "schedule": (None, None)}
    assert (told["scenario"], told["unknown"]) == (None, 1)
    assert [(each["step"], each["code"]) for each in told["problems"]] == [("hours", "reference_unknown")]
    assert (await beta.api.get("/scenarios")).json()["items"] == []
    brought = (await beta.api.post("/scenarios/import", json={"text": text, "name": "Theirs"})).json()
    assert brought["scenario"]["name"] == "Theirs"
    refusal = await beta.api.post(f"/scenarios/{brought['scenario']['id']}/publish")
    assert code(refusal) == "scenario_invalid"


async def test_a_dry_run_into_a_draft_changes_nothing(acme: Company) -> None:
    path = await ready(acme)
    before = (await acme.api.get(path)).json()
    text = (await text_of(acme, path)).replace("start: hours", "start: bye").replace("Morning", "Evening")
    told = (await acme.api.post(path + "/import", json={"text": text, "dry_run": True})).json()
    assert (told["scenario"], {each["code"] for each in told["problems"]}) == (None, {"step_unreachable"})
    assert (await acme.api.get(path)).json() == before
    assert (await acme.api.get(path + "/tries")).json()["items"][0]["name"] == "Morning"


async def test_of_two_with_the_same_name_the_short_number_decides(acme: Company, beta: Company) -> None:
    text = await text_of(acme, await ready(acme))
    await furnished(beta, extension="300")
    same = await beta.made("/extensions", number="101", name="Awa Koné")
    brought = (await beta.api.post("/scenarios/import", json={"text": text})).json()
    (extension,) = [each for each in brought["things"] if each["kind"] == "extension"]
    assert (extension["found_id"], extension["found_by"]) == (same["id"], "name")


async def test_a_free_short_number_comes_along(acme: Company, beta: Company) -> None:
    made = await acme.made("/scenarios", name="Menu", number="300", draft=WELCOME)
    text = await text_of(acme, f"/scenarios/{made['id']}")
    for company, expected in ((acme, None), (beta, "300")):
        brought = (await company.api.post("/scenarios/import", json={"text": text})).json()
        assert brought["scenario"]["number"] == expected


async def test_a_number_is_known_by_its_digits(acme: Company, beta: Company) -> None:
    shown = (await acme.made("/numbers", e164="+2252720001000", name="Main"))["id"]
    dial = {"type": "dial_number", "fields": {"number": "0707070707", "shown": shown}, "exits": MISSED}
    path = await drawn(acme, draft={"start": "out", "steps": {"out": dial, "bye": BYE}})
    text = await text_of(acme, path)
    assert "number: 0707070707" in text
    assert "shown: !number +2252720001000" in text
    brought = (await beta.api.post("/scenarios/import", json={"text": text})).json()
    assert brought["unknown"] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", "yaml_no_scenario"),
        ("a: &a [x]\nb: *a", "yaml_aliases"),
        ("[" * 1000, "yaml_too_large"),
        ("a: [", "yaml_unreadable"),
        ("palabre: scenario/1\nname: x\nstart: a\nsteps: {a: {type: hang_up, colour: red}}", "invalid_input"),
        ("palabre: scenario/1\nname: x\nstart: a\nsteps: {a: {type: x, place: [1e999, 0]}}", "invalid_input"),
    ],
)
async def test_what_is_no_scenario_is_refused(acme: Company, text: str, expected: str) -> None:
    path = await drawn(acme)
    for where in ("/scenarios", path):
        refusal = await acme.api.post(where + "/import", json={"text": text})
        assert (refusal.status_code, code(refusal)) == (422, expected)
    assert len((await acme.api.get("/scenarios")).json()["items"]) == 1


async def test_a_drawing_with_infinite_places_is_refused(acme: Company) -> None:
    path = await drawn(acme)
    body = b'{"start": "a", "steps": {"a": {"type": "hang_up", "place": [1e999, 0]}}}'
    refusal = await acme.api.put(path + "/draft", content=body, headers={"Content-Type": "application/json"})
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")
