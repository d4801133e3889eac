"""Mailboxes and messages through the API: whose they are, who hears them, and what becomes of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from palabre.calls.facts import Fact
from palabre.features.greetings import Greetings
from palabre.features.greetings.listen import hear as hear_greetings
from palabre.features.greetings.record import GREETING_RECORDED
from palabre.features.voicemail.door import PIN_RIGHT, REFUSED
from palabre.features.voicemail.listen import hear
from palabre.features.voicemail.snapshot import OTHERS, Mailboxes, Tried
from palabre.kit.db import Database
from palabre.kit.tests.test_audio import sine, upload
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


@pytest.fixture
async def owner(acme: Company, db: Database) -> tuple[dict[str, Any], httpx.AsyncClient]:
    """A person's mailbox, and that person."""
    extension = await acme.made("/extensions", number="105", name="Kofi")
    mailbox = await acme.made("/mailboxes", name="Kofi", extension_id=extension["id"], pin="1234")
    email = "kofi@acme.test"
    return mailbox, await colleague(db, acme, "employee", email=email, extension_id=extension["id"])


async def test_the_owner_of_a_mailbox_changes_what_is_his_own_affair_there(
    acme: Company, shared: dict[str, Any], owner: tuple[dict[str, Any], httpx.AsyncClient]
) -> None:
    mailbox, kofi = owner
    path = f"/mailboxes/{mailbox['id']}"
    changed = await kofi.patch(path, json={"pin": "9876", "ask_pin": "always"})
    assert (changed.status_code, changed.json()["ask_pin"]) == (200, "always")
    for refused in ({"name": "x"}, {"pin": "5555", "max_messages": 3}, {"greeting_id": None}):
        assert (await kofi.patch(path, json=refused)).status_code == 403
    others = f"/mailboxes/{shared['id']}"
    assert (await kofi.patch(others, json={"pin": "9876"})).status_code == 404
    assert (await kofi.put(f"{others}/greetings/away", files={"file": b"x"})).status_code == 404


async def test_who_only_shares_a_mailbox_changes_nothing_there(
    shared: dict[str, Any], clerk: httpx.AsyncClient
) -> None:
    path = f"/mailboxes/{shared['id']}"
    assert (await clerk.patch(path, json={"pin": "9876"})).status_code == 403
    assert (await clerk.delete(f"{path}/greetings/away")).status_code == 403


async def test_a_greeting_of_the_owner_takes_the_place_of_the_last_one(
    acme: Company, owner: tuple[dict[str, Any], httpx.AsyncClient], settings: Settings
) -> None:
    mailbox, kofi = owner
    path = f"/mailboxes/{mailbox['id']}/greetings/away"
    seconds = []
    for length in (1.0, 2.0):
        sent = await kofi.put(path, files={"file": ("me.wav", upload(sine(16000, seconds=length)))})
        assert sent.status_code == 200, sent.text
        (greeting,) = (await acme.api.get("/greetings")).json()["items"]
        assert sent.json()["greeting_id"] == greeting["id"]
        seconds.append(round(greeting["seconds"]))
    assert seconds[1] == 2 * seconds[0] > 0
    assert greeting["name"] == "Messagerie Kofi, absent"
    sounds = settings.home / "sounds" / str(acme.id)
    assert {each.stem.removesuffix(".wide") for each in sounds.iterdir()} == {greeting["id"]}
    assert (await kofi.delete(path)).json()["greeting_id"] is None
    assert (await acme.api.get("/greetings")).json()["items"] == []
    assert list(sounds.iterdir()) == []


async def test_a_greeting_recorded_again_by_phone_stays_one(
    acme: Company, owner: tuple[dict[str, Any], httpx.AsyncClient], db: Database
) -> None:
    mailbox, greeting = owner[0]["id"], str(uuid4())
    for seconds in (4.0, 7.0):
        data = {"greeting": greeting, "file": f"sounds/{acme.id}/{greeting}.wav", "language": "fr"}
        data |= {"name": "Messagerie Kofi", "quality": None, "made_for": mailbox, "slot": "busy"}
        now = datetime.now(UTC)
        fact = Fact(UUID(str(acme.id)), uuid4(), 5, now, GREETING_RECORDED, {**data, "seconds": seconds})
        for _ in range(2):
            await hear_greetings(db.pool, [fact])
    (listed,) = (await acme.api.get("/greetings")).json()["items"]
    assert (listed["id"], listed["seconds"]) == (greeting, 7.0)
    known = (await Greetings.load(db.pool, [acme.id]))[acme.id]
    assert known.recorded_for(UUID(mailbox), "busy") == UUID(greeting)
    assert (await acme.api.delete(f"/mailboxes/{mailbox}")).status_code == 204
    assert (await acme.api.get("/greetings")).json()["items"] == []


async def test_wrong_pins_are_remembered_until_the_right_one(
    acme: Company, owner: tuple[dict[str, Any], httpx.AsyncClient], db: Database
) -> None:
    mailbox = owner[0]["id"]
    who, now = {"mailbox": mailbox, "extension": str(OTHERS)}, datetime.now(UTC)
    wrong = [
        {**who, "why": "wrong_pin", "wrong": each, "until": (now + timedelta(seconds=each)).isoformat()}
        for each in (1, 2)
    ]
    told = [(REFUSED, each) for each in wrong] + [(PIN_RIGHT, who)]
    for seconds, (kind, data) in enumerate(told):
        at = now + timedelta(seconds=seconds)
        await hear(db.pool, [Fact(UUID(str(acme.id)), uuid4(), 5, at, kind, data)])
        known = (await Tried.load(db.pool, [acme.id]))[acme.id].by_key
        tried = known.get((UUID(mailbox), OTHERS))
        assert (tried.wrong if tried else 0) == (seconds + 1 if kind == REFUSED else 0)


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
