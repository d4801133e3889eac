"""A subscriber keeps scripted calls, and nothing is published that breaks them."""

from typing import Any

import httpx
import pytest

from palabre.routing.tries import MOST_TRIES
from tests.api.test_scenarios import BYE, drawn, greeting, menu
from tests.portal import Company, code

SALES = {"keys": [{"key": "1", "after_prompt": 1, "after_seconds": 1}], "at": "2026-03-02T10:00:00"}


def choice(sales: str = "Hello from Awa.", key: str = "1") -> dict[str, Any]:
    ask = menu([key], {key: "sales"}, "For sales press 1.")
    return {"start": "ask", "steps": {"ask": ask, "sales": greeting(sales, "bye"), "bye": BYE}}


async def tried(acme: Company, scenario: str, name: str = "Sales", **expects: Any) -> str:
    made = await acme.made(scenario + "/tries", name=name, script=SALES, expects=expects)
    return f"{scenario}/tries/{made['id']}"


def codes(result: dict[str, Any]) -> list[str]:
    return [each["code"] for each in result["failures"]]


async def test_a_try_is_kept_changed_and_deleted(acme: Company) -> None:
    path = await drawn(acme, draft=choice())
    kept = await tried(acme, path, heard=["Hello from Awa"])
    assert (await acme.api.get(kept)).json()["script"]["at"] == "2026-03-02T10:00:00"
    changed = await acme.api.patch(kept, json={"name": "Other", "expects": {"ends_in": "bye"}})
    assert (changed.json()["name"], changed.json()["expects"]["heard"]) == ("Other", [])
    (listed,) = (await acme.api.get(path + "/tries")).json()["items"]
    assert listed == changed.json()
    assert (await acme.api.delete(kept)).status_code == 204
    assert (await acme.api.get(path + "/tries")).json()["items"] == []


async def test_a_try_is_run_and_its_story_told(acme: Company) -> None:
    path = await drawn(acme, draft=choice())
    kept = await tried(acme, path, path=["ask > 1", "sales", "bye"], outcome="abandoned")
    result = (await acme.api.post(kept + "/run", json={})).json()
    assert (result["passed"], [each["step"] for each in result["story"]["path"]]) == (
        True,
        ["ask", "sales", "bye"],
    )
    await acme.api.patch(kept, json={"expects": {"heard": ["Support"], "ends_in": "sales"}})
    result = (await acme.api.post(kept + "/run", json={}, headers={"Accept-Language": "fr"})).json()
    assert (result["passed"], codes(result)) == (False, ["not_heard", "ended_elsewhere"])
    assert result["failures"][0]["message"].startswith("« Support » n'a pas été entendu")


async def test_all_tries_are_run_through_the_draft_or_a_version(acme: Company) -> None:
    path = await drawn(acme, draft=choice())
    await tried(acme, path, heard=["Hello from Awa"])
    await tried(acme, path, "End", ends_in="bye")
    await acme.api.post(path + "/publish")
    await acme.api.put(path + "/draft", json=choice("Shop."))
    draft = (await acme.api.post(path + "/tries/run", json={})).json()
    assert (draft["passed"], [each["passed"] for each in draft["results"]]) == (False, [False, True])
    assert (await acme.api.post(path + "/tries/run", json={"version": 1})).json()["passed"] is True


async def test_what_breaks_a_try_is_not_published(acme: Company) -> None:
    path = await drawn(acme, draft=choice())
    await tried(acme, path, heard=["Hello from Awa"])
    await tried(acme, path, "End", ends_in="bye")
    assert (await acme.api.post(path + "/publish")).status_code == 201
    await acme.api.put(path + "/draft", json=choice(key="2"))
    refusal = await acme.api.post(path + "/publish")
    assert (refusal.status_code, code(refusal)) == (422, "tries_failed")
    assert refusal.json()["error"]["message"] == "1 saved try(ies) failed: Sales."
    (failed,) = refusal.json()["error"]["values"]["tries"]
    assert (failed["name"], codes(failed)) == ("Sales", ["not_heard"])
    assert (await acme.api.get(path)).json()["published_version"] == 1
    refused = await acme.api.post(path + "/versions/1/roll-back", json={"publish": True})
    assert refused.json()["published_version"] == 2


async def test_a_try_that_does_not_end_fails(acme: Company) -> None:
    steps = {"ask": menu([], {"no_key": "ask", "wrong_key": "ask"})}
    steps["ask"]["fields"] |= {"direct_dialling": True, "keys": []}
    path = await drawn(acme, draft={"start": "ask", "steps": steps})
    result = (await acme.api.post(await tried(acme, path) + "/run", json={})).json()
    assert (codes(result), result["story"]) == (["try_too_long"], None)


@pytest.mark.parametrize(
    ("at", "exit"),
    [
        ("2026-03-02T10:00:00", "open"),
        ("2026-03-02T22:00:00", "closed"),
        ("2026-03-02T10:00:00+09:00", "closed"),
    ],
)
async def test_a_try_is_at_the_time_of_the_accounts_clocks(acme: Company, at: str, exit: str) -> None:
    office = [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]
    schedule = await acme.made("/schedules", name="Office", periods=office)
    fields = {"schedule": schedule["id"]}
    hours = {"type": "hours", "fields": fields, "exits": {"open": "bye", "closed": "bye"}}
    path = await drawn(acme, draft={"start": "hours", "steps": {"hours": hours, "bye": BYE}})
    expects = {"path": [f"hours > {exit}", "bye"]}
    await acme.made(path + "/tries", name="When", script={"at": at}, expects=expects)
    assert (await acme.api.post(path + "/tries/run", json={})).json()["passed"] is True


async def test_there_are_not_too_many_tries(acme: Company) -> None:
    path = await drawn(acme, draft=choice())
    for count in range(MOST_TRIES):
        await tried(acme, path, f"Try {count}", ends_in="bye")
    refusal = await acme.api.post(path + "/tries", json={"name": "One more", "script": SALES})
    assert (refusal.status_code, code(refusal)) == (409, "too_many")
    assert (await acme.api.post(path + "/publish")).status_code == 201


async def test_tries_belong_to_their_scenario_and_its_copies(acme: Company) -> None:
    path, other = await drawn(acme, draft=choice()), await drawn(acme, "Other")
    kept = await tried(acme, path, heard=["Hello from Awa"])
    elsewhere = kept.replace(path, other)
    for answer in (await acme.api.get(elsewhere), await acme.api.delete(elsewhere)):
        assert code(answer) == "not_found"
    copy = await acme.made(path + "/copy", name="Copy")
    (copied,) = (await acme.api.get(f"/scenarios/{copy['id']}/tries")).json()["items"]
    assert (copied["name"], copied["expects"]["heard"]) == ("Sales", ["Hello from Awa"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"script": {}},
        {"script": {"at": "yesterday"}},
        {"script": {"at": "1066-10-14T09:00:00"}},
        {"script": {"at": "9999-12-31T23:59:59Z"}},
        {"expects": {"outcome": "glorious"}},
        {"expects": {"heard": [""]}},
        {"expects": {"colour": "red"}},
    ],
)
async def test_a_try_that_makes_no_sense_is_refused(acme: Company, wrong: Any) -> None:
    new = {"name": "x", "script": SALES} | wrong
    refusal: httpx.Response = await acme.api.post(await drawn(acme) + "/tries", json=new)
    assert (refusal.status_code, code(refusal)) == (422, "invalid_input")
