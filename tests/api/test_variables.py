"""A company keeps values that all its calls share, and scenarios may only name what exists."""

from typing import Any
from uuid import uuid4

import pytest

from palabre.calls.facts import Fact
from palabre.features.variables.listen import hear
from palabre.kit.clock import clock
from palabre.kit.db import Database
from tests.portal import Company, code

BYE = {"type": "hang_up"}


def says(text: str) -> dict[str, Any]:
    hello = {"type": "greeting", "fields": {"prompt": {"text": text}}, "exits": {"done": "bye"}}
    return {"start": "hello", "steps": {"hello": hello, "bye": BYE}}


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [("string", "fermé", "fermé"), ("number", "2,5", 2.5), ("number", 7, 7), ("flag", "oui", True)],
)
async def test_a_value_is_kept_in_its_type(acme: Company, kind: str, given: Any, kept: Any) -> None:
    made = await acme.made("/variables", name="notice", type=kind, value=given)
    shown = (await acme.api.get(f"/variables/{made['id']}")).json()
    assert (shown["value"], shown["changed_by_call"]) == (kept, None)


@pytest.mark.parametrize(
    ("new", "refusal", "field"),
    [
        ({"name": "num_a", "value": "x"}, "variable_read_only", "name"),
        ({"name": "notice", "value": "x"}, "variable_name_taken", "name"),
        ({"name": "two words", "value": "x"}, "invalid_input", "name"),
        ({"name": "n", "type": "number", "value": "many"}, "value_not_of_type", "value"),
        ({"name": "n", "type": "date", "value": "many"}, "invalid_input", "type"),
    ],
)
async def test_what_is_no_variable_is_refused(
    acme: Company, new: dict[str, Any], refusal: str, field: str
) -> None:
    await acme.made("/variables", name="notice", value="x")
    answer = await acme.api.post("/variables", json=new)
    assert (code(answer), answer.json()["error"]["field"]) == (refusal, field)


async def test_another_value_is_of_the_same_type(acme: Company) -> None:
    path = f"/variables/{(await acme.made('/variables', name='limit', type='number', value=3))['id']}"
    assert code(await acme.api.patch(path, json={"value": "many"})) == "value_not_of_type"
    assert (await acme.api.patch(path, json={"value": "4", "comment": "a day"})).json()["value"] == 4
    assert (await acme.api.patch(path, json={"comment": None})).json()["comment"] is None


async def test_what_a_call_writes_is_kept_unless_it_is_older(acme: Company, db: Database) -> None:
    path = f"/variables/{(await acme.made('/variables', name='limit', type='number', value=3))['id']}"
    earlier, call = clock.now(), uuid4()
    data = {"name": "limit", "value": 5, "scope": "account"}
    async with db.pool.acquire() as connection:
        await hear(connection, [Fact(acme.id, call, 2, clock.now(), "variable_set", data)])
    shown = (await acme.api.get(path)).json()
    assert (shown["value"], shown["changed_by_call"]) == (5, str(call))
    await acme.api.patch(path, json={"value": 6})
    async with db.pool.acquire() as connection:
        await hear(connection, [Fact(acme.id, call, 3, earlier, "variable_set", data)])
    assert (await acme.api.get(path)).json()["value"] == 6


async def test_a_scenario_can_only_name_what_exists(acme: Company) -> None:
    scenario = await acme.made("/scenarios", name="Main", draft=says("{{num_a}} {{notice}} {{points}}"))
    path = f"/scenarios/{scenario['id']}"
    problems = (await acme.api.post(f"{path}/validate")).json()["problems"]
    told = [(each["step"], each["field"], each["code"]) for each in problems]
    assert told == [("hello", "prompt.text", "variable_unknown")] * 2
    await acme.made("/variables", name="notice", value="x")
    draft = says("{{num_a}} {{notice}} {{points}}") | {"variables": {"points": {"type": "number"}}}
    assert (await acme.api.put(f"{path}/draft", json=draft)).json()["problems"] == []


async def test_a_variable_that_a_scenario_names_stays(acme: Company) -> None:
    made = [await acme.made("/variables", name=name, value="x") for name in ("notice", "note")]
    await acme.made("/scenarios", name="Main", draft=says("{{ notice }}"))
    named, unnamed = (f"/variables/{each['id']}" for each in made)
    assert code(await acme.api.delete(named)) == "used_by_scenario"
    assert (await acme.api.delete(unnamed)).status_code == 204


async def test_the_variables_of_every_call_are_listed(acme: Company) -> None:
    listed = (await acme.api.get("/variables/system")).json()
    assert {"name": "num_a", "type": "string"} in listed


async def test_a_trial_asks_what_if(acme: Company) -> None:
    await acme.made("/variables", name="open", type="flag", value=True)
    fork = {
        "type": "condition",
        "fields": {"variable": "open", "value": "yes"},
        "exits": {"yes": "a", "no": "b"},
    }
    scenario = await acme.made(
        "/scenarios", name="M", draft={"start": "f", "steps": {"f": fork, "a": BYE, "b": BYE}}
    )
    path = f"/scenarios/{scenario['id']}/try"

    async def way(**given: Any) -> list[str]:
        answer = await acme.api.post(path, json={"variables": given})
        return [each["step"] for each in answer.json()["path"]]

    assert (await way(), await way(open=False)) == (["f", "a"], ["f", "b"])
    assert code(await acme.api.post(path, json={"variables": {"nobody": 1}})) == "variable_unknown"
    assert code(await acme.api.post(path, json={"variables": {"open": "perhaps"}})) == "value_not_of_type"
