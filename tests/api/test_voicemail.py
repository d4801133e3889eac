"""Mailboxes and messages through the API: whose they are, who hears them, and what becomes of them."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from palabre.features.voicemail.snapshot import Mailboxes
from palabre.kit.db import Database
from palabre.settings import Settings
from tests.portal import Company, code, colleague

SOUND = b"RIFF" + bytes(range(96))


@pytest.fixture
async def shared(acme: Company) -> dict[str, Any]:
    """A mailbox that extension 101 shares."""
    extension = await acme.made("/extensions", number="101", name="Awa")
    return await acme.made("/mailboxes", name="Sales", number="500", member_ids=[extension["id"]])


@pytest.fixture
async def clerk(acme: Company, shared: dict[str, Any], db: Database) -> httpx.AsyncClient:
    """Who has that extension."""
    return await colleague(db, acme, "employee", extension_id=shared["member_ids"][0])


async def message_in(acme: Company, mailbox: dict[str, Any], db: Database, home: Path) -> str:
    """Somebody has left a message; its path."""
    message, file = uuid4(), f"messages/{acme.id}/{uuid4()}.wav"
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_bytes(SOUND)
    await db.pool.execute(
        "insert into messages (id, account_id, mailbox_id, call_id, caller, received_at, seconds, file) "
        "values ($1, $2, $3, $4, '+2250700000001', now(), 3, $5)",
        *(message, acme.id, UUID(mailbox["id"]), uuid4(), file),
    )
    return f"/mailboxes/{mailbox['id']}/messages/{message}"


async def test_a_mailbox_has_an_owner_members_limits_and_a_pin_that_is_never_shown(acme: Company) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    wanted = {"extension_id": awa["id"], "number_id": number["id"], "pin": "4711", "ask_pin": "always"}
    made = await acme.made("/mailboxes", name="Awa", **wanted, emails=["Awa@Acme.test"], min_seconds=2)
    assert (made["has_pin"], made["ask_pin"], made["emails"]) == (True, "always", ["awa@acme.test"])
    assert "pin" not in made and "pin_hash" not in made
    path = f"/mailboxes/{made['id']}"
    changed = (await acme.api.patch(path, json={"pin": None, "member_ids": [awa["id"]]})).json()
    assert (changed["has_pin"], changed["member_ids"]) == (False, [awa["id"]])
    second = await acme.api.post("/mailboxes", json={"name": "Again", "extension_id": awa["id"]})
    assert (code(second), second.json()["error"]["field"]) == ("mailbox_of_another", "extension_id")
    gone = await acme.api.delete(f"/extensions/{awa['id']}")
    assert gone.status_code == 204
    assert (await acme.api.get(path)).json()["extension_id"] is None


async def test_a_departments_mailbox_belongs_to_whoever_is_in_it(acme: Company, db: Database) -> None:
    sales = await acme.made("/extension-groups", name="Sales")
    awa, kofi = [await acme.made("/extensions", number=each, name="P") for each in ("101", "102")]
    await acme.api.patch(f"/extensions/{awa['id']}", json={"group_id": sales["id"]})
    mailbox = await acme.made("/mailboxes", name="Sales", group_id=sales["id"])
    known = (await Mailboxes.load(db.pool, [acme.id]))[acme.id]
    assert known.get(UUID(mailbox["id"])).readers == {UUID(awa["id"])}
    for extension, count in ((awa, 1), (kofi, 0)):
        email = f"{extension['id']}@acme.test"
        employee = await colleague(db, acme, "employee", email=email, extension_id=extension["id"])
        assert len((await employee.get("/mailboxes")).json()["items"]) == count


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pin", "123"),
        ("pin", "12345678901"),
        ("pin", "12a4"),
        ("max_seconds", 2),
        ("max_seconds", 121),
        ("max_messages", 51),
        ("min_seconds", 0),
        ("emails", ["nobody"]),
        ("emails", [f"a{count}@b.test" for count in range(11)]),
        ("email_audio", "ogg"),
    ],
)
async def test_what_a_mailbox_does_not_take_is_refused_by_name(
    acme: Company, field: str, value: object
) -> None:
    refused = await acme.api.post("/mailboxes", json={"name": "A", field: value})
    assert refused.status_code == 422
    assert refused.json()["error"]["field"].startswith(field)


async def test_an_employee_has_his_own_mailboxes_and_no_others(
    acme: Company, shared: dict[str, Any], clerk: httpx.AsyncClient, db: Database, settings: Settings
) -> None:
    other = await acme.made("/mailboxes", name="Board")
    assert [each["name"] for each in (await clerk.get("/mailboxes")).json()["items"]] == ["Sales"]
    hidden = await message_in(acme, other, db, settings.home)
    for path in (f"/mailboxes/{other['id']}", hidden, f"{hidden}/audio"):
        assert (await clerk.get(path)).status_code == 404
    assert (await clerk.delete(hidden)).status_code == 404
    own = await message_in(acme, shared, db, settings.home)
    assert (await clerk.get(own)).json()["heard_at"] is None
    assert (await clerk.patch(f"/mailboxes/{shared['id']}", json={"name": "x"})).status_code == 403


async def test_a_sound_comes_whole_or_in_the_part_asked_for(
    acme: Company, shared: dict[str, Any], db: Database, settings: Settings
) -> None:
    audio = await message_in(acme, shared, db, settings.home) + "/audio"
    whole = await acme.api.get(audio)
    assert (whole.status_code, whole.content, whole.headers["accept-ranges"]) == (200, SOUND, "bytes")
    for asked, status, content, told in (
        ("bytes=10-19", 206, SOUND[10:20], "bytes 10-19/100"),
        ("bytes=90-", 206, SOUND[90:], "bytes 90-99/100"),
        ("bytes=-5", 206, SOUND[95:], "bytes 95-99/100"),
        ("bytes=100-", 416, b"", "bytes */100"),
    ):
        part = await acme.api.get(audio, headers={"Range": asked})
        assert (part.status_code, part.content) == (status, content)
        assert part.headers["content-range"] == told


async def test_a_message_is_marked_tagged_and_found_again(
    acme: Company, shared: dict[str, Any], db: Database, settings: Settings
) -> None:
    message = await message_in(acme, shared, db, settings.home)
    marked = (await acme.api.patch(message, json={"urgent": True, "tags": ["Devis"], "heard": True})).json()
    assert (marked["urgent"], marked["tags"], marked["heard_at"] is None) == (True, ["Devis"], False)
    listing = message.rpartition("/")[0]
    for query, count in (
        ("tag=Devis", 1),
        ("tag=x", 0),
        ("heard=false", 0),
        ("urgent=true", 1),
        ("done=true", 0),
    ):
        assert len((await acme.api.get(f"{listing}?{query}")).json()["items"]) == count


async def test_a_message_is_forwarded_unless_the_other_mailbox_is_full(
    acme: Company, shared: dict[str, Any], db: Database, settings: Settings
) -> None:
    message = await message_in(acme, shared, db, settings.home)
    board = await acme.made("/mailboxes", name="Board", max_messages=1)
    wanted = {"to_mailbox_id": board["id"], "note": "Please call."}
    sent = (await acme.api.post(f"{message}/forward", json=wanted)).json()
    assert (sent["mailbox_id"], sent["forwarded_by"], sent["note"]) == (board["id"], "Owner", "Please call.")
    await acme.api.delete(message)
    copy = f"/mailboxes/{board['id']}/messages/{sent['id']}/audio"
    assert (await acme.api.get(copy)).content == SOUND
    again = await message_in(acme, shared, db, settings.home)
    assert code(await acme.api.post(f"{again}/forward", json=wanted)) == "mailbox_full"


async def test_a_message_of_a_shared_mailbox_is_claimed_by_one_and_done(
    acme: Company, shared: dict[str, Any], clerk: httpx.AsyncClient, db: Database, settings: Settings
) -> None:
    task = await message_in(acme, shared, db, settings.home) + "/task"
    mine = (await clerk.put(task, json={"state": "claimed"})).json()
    assert mine["claimed_name"] == "employee"
    refused = await acme.api.put(task, json={"state": "claimed"})
    assert code(refused) == "message_claimed"
    assert "employee" in refused.json()["error"]["message"]
    finished = (await clerk.put(task, json={"state": "done"})).json()
    assert (finished["done_name"], finished["heard_at"] is None) == ("employee", False)
    again = (await acme.api.put(task, json={"state": "open"})).json()
    assert (again["claimed_name"], again["done_at"]) == (None, None)
