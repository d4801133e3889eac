"""A subscriber undoes and redoes what he drew, and keeps a scenario for himself."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.routing.history import MOST_ENTRIES
from palabre.routing.lock import LOCK_TIME
from tests.api.test_scenarios import BYE, WELCOME, drawn, greeting
from tests.portal import Company, code, colleague


def saying(text: str) -> dict[str, Any]:
    return {"start": "hello", "steps": {"hello": greeting(text, "bye"), "bye": BYE}}


async def save(acme: Company, path: str, *texts: str) -> None:
    for text in texts:
        assert (await acme.api.put(path + "/draft", json=saying(text))).status_code == 200


def text_of(answer: httpx.Response) -> str:
    found: str = answer.json()["draft"]["steps"]["hello"]["fields"]["prompt"]["text"]
    return found


async def test_undo_goes_back_and_redo_forth(acme: Company) -> None:
    path = await drawn(acme)
    assert code(await acme.api.post(path + "/undo")) == "nothing_to_undo"
    await save(acme, path, "One.", "Two.")
    assert [text_of(await acme.api.post(path + "/undo")) for _ in range(2)] == ["One.", "Welcome."]
    assert code(await acme.api.post(path + "/undo")) == "nothing_to_undo"
    assert [text_of(await acme.api.post(path + "/redo")) for _ in range(2)] == ["One.", "Two."]
    refusal = await acme.api.post(path + "/redo")
    assert (refusal.status_code, code(refusal)) == (409, "nothing_to_redo")


async def test_what_was_undone_is_lost_when_something_else_is_drawn(acme: Company) -> None:
    path = await drawn(acme)
    await save(acme, path, "One.", "Two.")
    before = (await acme.api.post(path + "/undo")).json()
    assert before["history"] == {"undo": 1, "redo": 1}
    await save(acme, path, "Other.")
    assert (await acme.api.get(path)).json()["history"] == {"undo": 2, "redo": 0}
    assert code(await acme.api.post(path + "/redo")) == "nothing_to_redo"
    assert text_of(await acme.api.post(path + "/undo")) == "One."


async def test_saving_the_same_again_is_no_entry(acme: Company) -> None:
    path = await drawn(acme)
    await save(acme, path, "One.", "One.")
    kept = (await acme.api.get(path + "/history")).json()["items"]
    assert [each["current"] for each in kept] == [False, True]
    assert kept[0]["saved_by"] is None and kept[1]["saved_by"] is not None


async def test_only_the_last_hundred_drafts_are_kept(acme: Company, db: Database) -> None:
    path = await drawn(acme)
    await save(acme, path, *(f"Number {count}." for count in range(MOST_ENTRIES + 5)))
    kept = (await acme.api.get(path + "/history")).json()["items"]
    assert (len(kept), kept[-1]["current"]) == (MOST_ENTRIES, True)
    assert (await acme.api.get(path)).json()["history"]["undo"] == MOST_ENTRIES - 1


async def test_the_history_can_be_cleared(acme: Company) -> None:
    path = await drawn(acme)
    await save(acme, path, "One.", "Two.")
    await acme.api.post(path + "/undo")
    assert (await acme.api.delete(path + "/history")).status_code == 204
    assert (await acme.api.get(path)).json()["history"] == {"undo": 0, "redo": 0}
    assert text_of(await acme.api.get(path)) == "One."


async def test_a_locked_scenario_is_changed_by_its_holder_only(acme: Company, db: Database) -> None:
    path = await drawn(acme)
    await acme.api.post(path + "/publish")
    editor = await colleague(db, acme, "administrator")
    held = (await editor.put(path + "/lock")).json()["lock"]
    assert held["email"] == "administrator@acme.test"
    assert (await acme.api.get("/scenarios")).json()["items"][0]["lock"] == held
    for refused in (
        await acme.api.put(path + "/draft", json=saying("Mine.")),
        await acme.api.patch(path, json={"name": "Mine"}),
        await acme.api.delete(path),
        await acme.api.post(path + "/publish"),
        await acme.api.post(path + "/archive"),
        await acme.api.post(path + "/undo"),
        await acme.api.post(path + "/redo"),
        await acme.api.delete(path + "/history"),
        await acme.api.post(path + "/versions/1/roll-back", json={}),
        await acme.api.put(path + "/lock"),
        await acme.api.delete(path + "/lock"),
    ):
        assert (refused.status_code, code(refused)) == (423, "scenario_locked")
        assert refused.json()["error"]["values"]["by"] == "administrator@acme.test"
    assert (await acme.api.post(path + "/try", json={})).status_code == 200
    assert (await editor.put(path + "/draft", json=saying("Mine."))).status_code == 200
    assert (await editor.delete(path + "/lock")).json()["lock"] is None
    assert (await acme.api.put(path + "/draft", json=WELCOME)).status_code == 200


async def test_an_owner_breaks_a_lock_when_he_says_so(acme: Company, db: Database) -> None:
    path = await drawn(acme)
    editor = await colleague(db, acme, "administrator")
    await acme.api.put(path + "/lock")
    assert code(await editor.delete(path + "/lock", params={"break": True})) == "forbidden"
    assert (await acme.api.delete(path + "/lock")).status_code == 200
    await editor.put(path + "/lock")
    broken = await acme.api.delete(path + "/lock", params={"break": True})
    assert (broken.status_code, broken.json()["lock"]) == (200, None)
    refusal = await editor.post(path + "/undo")
    assert code(refusal) == "nothing_to_undo"


@pytest.mark.usefixtures("moved_clock")
async def test_a_forgotten_lock_ends_by_itself(acme: Company, db: Database) -> None:
    path = await drawn(acme)
    editor = await colleague(db, acme, "administrator")
    await editor.put(path + "/lock")
    clock.move(clock.now() + LOCK_TIME - timedelta(minutes=1))
    assert (await editor.put(path + "/draft", json=saying("Still here."))).status_code == 200
    clock.move(clock.now() + LOCK_TIME - timedelta(minutes=1))
    assert code(await acme.api.put(path + "/draft", json=WELCOME)) == "scenario_locked"
    clock.move(clock.now() + timedelta(minutes=2))
    assert (await acme.api.get(path)).json()["lock"] is None
    assert (await acme.api.put(path + "/draft", json=WELCOME)).status_code == 200
    taken = (await acme.api.put(path + "/lock")).json()["lock"]
    assert taken["email"] == "owner@acme.test"
