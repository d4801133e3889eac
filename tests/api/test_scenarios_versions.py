"""A subscriber goes back to what was published once, compares, copies, puts away."""

import asyncio
from typing import Any

from tests.api.test_scenarios import BYE, WELCOME, drawn, greeting
from tests.portal import Company, code

EVENING = {"start": "hello", "steps": {"hello": greeting("Good evening.", "bye"), "bye": BYE}}


async def published(acme: Company, *documents: dict[str, Any]) -> str:
    """A scenario with these versions."""
    path = await drawn(acme)
    for document in documents:
        await acme.api.put(path + "/draft", json=document)
        assert (await acme.api.post(path + "/publish")).status_code == 201
    return path


async def hears(acme: Company, path: str, version: int | None = None) -> list[str]:
    story = (await acme.api.post(path + "/try", json={"version": version})).json()
    return [says for each in story["heard"] for says in each["says"]]


async def test_a_version_is_published_with_a_note(acme: Company) -> None:
    path = await drawn(acme)
    noted = await acme.api.post(path + "/publish", json={"note": " First try. "})
    assert (noted.status_code, noted.json()["note"]) == (201, "First try.")
    (await acme.api.post(path + "/publish", json={})).json()
    versions = (await acme.api.get(path + "/versions")).json()["items"]
    assert [each["note"] for each in versions] == [None, "First try."]
    assert code(await acme.api.post(path + "/publish", json={"note": "x" * 501})) == "invalid_input"


async def test_versions_published_at_the_same_time_do_not_mix(acme: Company) -> None:
    path = await drawn(acme)
    answers = await asyncio.gather(*(acme.api.post(path + "/publish") for _ in range(5)))
    assert sorted(each.json()["version"] for each in answers) == [1, 2, 3, 4, 5]
    assert (await acme.api.get(path)).json()["published_version"] == 5


async def test_what_publishing_would_change_is_shown(acme: Company) -> None:
    path = await published(acme, WELCOME)
    same = (await acme.api.get(path + "/differences")).json()
    assert same == {"added": [], "removed": [], "changed": [], "settings": []}
    await acme.api.put(path + "/draft", json=EVENING)
    (change,) = (await acme.api.get(path + "/differences")).json()["changed"]
    told = {"name": "prompt.text", "before": "Welcome.", "after": "Good evening."}
    assert (change["step"], change["fields"], change["exits"]) == ("hello", [told], [])
    turned = await acme.api.get(path + "/differences", params={"before": "draft", "after": 1})
    assert turned.json()["changed"][0]["fields"][0]["before"] == "Good evening."


async def test_before_the_first_version_everything_is_new(acme: Company) -> None:
    path = await drawn(acme)
    found = (await acme.api.get(path + "/differences")).json()
    assert [each["step"] for each in found["added"]] == ["bye", "hello"]
    assert found["settings"] == [{"name": "start", "before": "", "after": "hello"}]
    assert code(await acme.api.get(path + "/differences", params={"before": 1})) == "not_found"


async def test_back_to_an_older_version_in_the_draft_only(acme: Company) -> None:
    path = await published(acme, WELCOME, EVENING)
    back = await acme.api.post(path + "/versions/1/roll-back", json={})
    assert (back.status_code, back.json()["published_version"], back.json()["draft_differs"]) == (
        200,
        2,
        True,
    )
    assert (await hears(acme, path), await hears(acme, path, 2)) == (["Welcome."], ["Good evening."])
    undone = (await acme.api.post(path + "/undo")).json()
    assert undone["draft_differs"] is False


async def test_back_to_an_older_version_at_once(acme: Company) -> None:
    path = await published(acme, WELCOME, EVENING)
    wanted = {"publish": True, "note": "The evening was too early."}
    back = (await acme.api.post(path + "/versions/1/roll-back", json=wanted)).json()
    assert (back["published_version"], back["draft_differs"]) == (3, False)
    assert await hears(acme, path, 3) == ["Welcome."]
    newest = (await acme.api.get(path + "/versions")).json()["items"][0]
    assert newest["note"] == "The evening was too early."


async def test_going_back_to_what_names_deleted_things_changes_nothing(acme: Company) -> None:
    hello = await acme.made("/greetings", name="Hello", language="en", text="Hello.")
    step = greeting("", "bye") | {"fields": {"prompt": {"greeting": hello["id"]}}}
    path = await published(acme, {"start": "hello", "steps": {"hello": step, "bye": BYE}}, WELCOME)
    assert (await acme.api.delete(f"/greetings/{hello['id']}")).status_code == 204
    refusal = await acme.api.post(path + "/versions/1/roll-back", json={"publish": True})
    assert (refusal.status_code, code(refusal)) == (422, "scenario_invalid")
    assert [each["code"] for each in refusal.json()["error"]["values"]["problems"]] == ["reference_unknown"]
    after = (await acme.api.get(path)).json()
    assert (after["published_version"], after["draft_differs"]) == (2, False)


async def test_a_copy_goes_its_own_way(acme: Company) -> None:
    path = await published(acme, WELCOME, EVENING)
    itself = {"type": "goto", "fields": {"scenario": path.removeprefix("/scenarios/")}}
    round_trip = {"start": "hello", "steps": {"hello": greeting("Again.", "on"), "on": itself}}
    await acme.api.put(path + "/draft", json=round_trip)
    copy = await acme.made(path + "/copy", name="Copy", number="300")
    assert (copy["name"], copy["number"], copy["published_version"]) == ("Copy", "300", None)
    assert copy["draft"]["steps"]["on"]["fields"]["scenario"] == copy["id"]
    older = await acme.made(path + "/copy", name="Older", version=1)
    assert older["draft"]["steps"]["hello"]["fields"]["prompt"]["text"] == "Welcome."
    assert code(await acme.api.post(path + "/copy", json={"name": "x", "version": 9})) == "not_found"


async def test_an_archived_scenario_is_out_of_the_way(acme: Company) -> None:
    path = await published(acme, WELCOME)
    scenario = path.removeprefix("/scenarios/")
    await acme.api.patch(path, json={"number": "300"})
    away = await acme.api.post(path + "/archive")
    assert (away.status_code, away.json()["number"]) == (200, None)
    assert (await acme.api.get("/scenarios")).json()["items"] == []
    (listed,) = (await acme.api.get("/scenarios", params={"archived": True})).json()["items"]
    assert listed["archived_at"] is not None
    new = {"e164": "+2252720001000", "name": "Main", "scenario_id": scenario}
    refusal = await acme.api.post("/numbers", json=new)
    assert (code(refusal), refusal.json()["error"]["field"]) == ("scenario_archived", "scenario_id")
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    led = await acme.api.patch(f"/numbers/{number['id']}", json={"scenario_id": scenario})
    assert code(led) == "scenario_archived"
    there = {"type": "goto", "fields": {"scenario": scenario}}
    other = await drawn(acme, "Other", {"start": "on", "steps": {"on": there}})
    problems = (await acme.api.post(other + "/validate")).json()["problems"]
    assert [each["code"] for each in problems] == ["reference_unknown"]


async def test_what_is_archived_changes_only_after_it_was_restored(acme: Company) -> None:
    path = await published(acme, WELCOME)
    await acme.api.post(path + "/archive")
    for refused in (
        await acme.api.put(path + "/draft", json=EVENING),
        await acme.api.patch(path, json={"name": "Other"}),
        await acme.api.post(path + "/publish"),
        await acme.api.post(path + "/versions/1/roll-back", json={}),
        await acme.api.post(path + "/undo"),
        await acme.api.put(path + "/lock"),
        await acme.api.post(path + "/archive"),
    ):
        assert (refused.status_code, code(refused)) == (409, "scenario_archived")
    assert await hears(acme, path) == ["Welcome."]
    assert (await acme.api.post(path + "/restore")).json()["archived_at"] is None
    assert (await acme.api.put(path + "/draft", json=EVENING)).status_code == 200
    await acme.api.post(path + "/archive")
    assert (await acme.api.delete(path)).status_code == 204


async def test_a_scenario_in_use_is_not_archived(acme: Company) -> None:
    path = await published(acme, WELCOME)
    scenario = path.removeprefix("/scenarios/")
    number = await acme.made("/numbers", e164="+2252720001000", name="Main", scenario_id=scenario)
    assert code(await acme.api.post(path + "/archive")) == "used_by_number"
    await acme.api.delete(f"/numbers/{number['id']}")
    there = {"start": "on", "steps": {"on": {"type": "goto", "fields": {"scenario": scenario}}}}
    await drawn(acme, "Day", there)
    assert code(await acme.api.post(path + "/archive")) == "used_by_scenario"
