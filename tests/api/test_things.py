"""Accounts, users, trunks, schedules, greetings and mailboxes: what is accepted, and what is refused."""

import io
import wave
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import pytest
from fastapi import FastAPI

from palabre.demo import publish
from palabre.kit.db import Database
from palabre.kit.security import digest
from palabre.settings import Settings
from tests.portal import Company, client, code, colleague

CARRIER = {"name": "Carrier", "kind": "address", "host": "sip.carrier.test", "addresses": ["192.0.2.1"]}


def beep() -> bytes:
    """One second of a tone as a WAV file."""
    samples = (np.sin(np.arange(16000) * 0.3) * 9000).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, 16000, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return file.getvalue()


async def test_the_operator_opens_accounts(app: FastAPI, db: Database, acme: Company) -> None:
    async with db.door() as door:
        await door.execute("select door.make_operator('operator', $1)", digest("plo_secret"))
    owner = {"email": "owner@gamma.test", "name": "Gamma", "password": "long enough"}
    new = {"name": "Gamma", "label": "gamma", "owner": owner}
    assert code(await acme.api.post("/accounts", json=new)) == "not_logged_in"
    operator = client(app, "plo_secret")
    assert (await operator.post("/accounts", json=new)).json()["domain"] == "gamma.test"
    assert code(await operator.post("/accounts", json=new)) == "domain_taken"
    assert code(await operator.post("/accounts", json={**new, "label": "delta"})) == "email_taken"
    assert code(await operator.get("/account")) == "not_logged_in"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"country": "ZZ"}, "country_unknown"),
        ({"time_zone": "Africa/Nowhere"}, "time_zone_unknown"),
        ({"language": "de"}, "invalid_input"),
        ({"name": None}, "invalid_input"),
        ({"domain": "evil.test"}, "invalid_input"),
    ],
)
async def test_an_account_cannot_become_anything(acme: Company, change: dict[str, Any], refusal: str) -> None:
    answer = await acme.api.patch("/account", json=change)
    assert (code(answer), answer.json()["error"]["field"]) == (refusal, next(iter(change)))


async def test_an_administrator_makes_no_owners(acme: Company, db: Database) -> None:
    manager = await colleague(db, acme, "administrator")
    new = {"email": "a@acme.test", "name": "A", "password": "long enough"}
    assert code(await manager.post("/users", json={**new, "role": "owner"})) == "forbidden"
    made = (await manager.post("/users", json={**new, "role": "employee"})).json()
    assert code(await manager.patch(f"/users/{made['id']}", json={"role": "owner"})) == "forbidden"
    owner = (await acme.api.get("/me")).json()["id"]
    assert code(await manager.patch(f"/users/{owner}", json={"password": "mine from now"})) == "forbidden"
    assert code(await manager.delete(f"/users/{owner}")) == "forbidden"


async def test_an_account_keeps_an_owner(acme: Company, db: Database) -> None:
    me = (await acme.api.get("/me")).json()["id"]
    assert code(await acme.api.delete(f"/users/{me}")) == "not_oneself"
    assert code(await acme.api.patch(f"/users/{me}", json={"role": "employee"})) == "last_owner"
    second = await colleague(db, acme, "owner", email="second@acme.test")
    assert (await acme.api.patch(f"/users/{me}", json={"role": "employee"})).json()["role"] == "employee"
    assert code(await second.patch(f"/users/{me}", json={"email": "second@acme.test"})) == "email_taken"
    assert (await second.delete(f"/users/{me}")).status_code == 204
    assert code(await acme.api.get("/me")) == "not_logged_in"


async def test_a_trunk_keeps_its_secret(acme: Company) -> None:
    login = {"username": "acme", "secret": "s3cret"}
    trunk = await acme.made("/trunks", name="C", kind="registration", host="sip.carrier.test", **login)
    assert (trunk["has_secret"], trunk["timeout_seconds"]) == (True, 8)
    assert "s3cret" not in (await acme.api.get("/trunks")).text
    answer = await acme.api.patch(f"/trunks/{trunk['id']}", json={"secret": None})
    assert code(answer) == "trunk_login_missing"


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"addresses": []}, "trunk_addresses_missing", "addresses"),
        ({"addresses": ["300.1.1.1"]}, "address_wrong", "addresses"),
        ({"addresses": ["0.0.0.0"]}, "address_not_one_machine", "addresses"),
        ({"host": "a b"}, "invalid_input", "host"),
        ({"host": "sip.test;transport=tcp\r\nX: 1"}, "invalid_input", "host"),
        ({"username": "a\r\nb"}, "invalid_input", "username"),
        ({"port": 0}, "invalid_input", "port"),
        ({"kind": "magic"}, "invalid_input", "kind"),
        ({"kind": "registration"}, "trunk_login_missing", "username"),
    ],
)
async def test_a_trunk_that_cannot_work_is_refused(
    acme: Company, change: dict[str, Any], refusal: str, field: str
) -> None:
    answer = await acme.api.post("/trunks", json={**CARRIER, **change})
    assert (code(answer), answer.json()["error"]["field"]) == (refusal, field)


async def test_an_address_means_one_trunk_of_the_installation(acme: Company, beta: Company) -> None:
    trunk = await acme.made("/trunks", **CARRIER)
    assert code(await beta.api.post("/trunks", json=CARRIER)) == "trunk_address_taken"
    await acme.api.patch(f"/trunks/{trunk['id']}", json={"addresses": ["192.0.2.2", "192.0.2.2"]})
    await beta.made("/trunks", **CARRIER)
    assert (await acme.api.delete(f"/trunks/{trunk['id']}")).status_code == 204
    await beta.made("/trunks", **{**CARRIER, "addresses": ["192.0.2.2"]})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"periods": [{"days": [0], "start": "08:00", "end": "18:00"}]}, "periods.0.days.0"),
        ({"periods": [{"days": [1], "start": "8:00", "end": "18:00"}]}, "periods.0.start"),
        ({"periods": [{"days": [], "start": "08:00", "end": "18:00"}]}, "periods.0.days"),
        ({"periods": [{"days": [1], "start": "08:00", "end": "18:00"}] * 51}, "periods"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "ends_on"),
    ],
)
async def test_a_schedule_that_makes_no_sense_is_refused(
    acme: Company, change: dict[str, Any], field: str
) -> None:
    answer = await acme.api.post("/schedules", json={"name": "Hours", **change})
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, field)


async def test_a_schedule_in_use_stays(acme: Company, db: Database) -> None:
    week = [{"days": [1, 2], "start": "08:00", "end": "18:00"}]
    schedule = await acme.made("/schedules", name="Hours", periods=week)
    fields = {"schedule": schedule["id"]}
    document = {"start": "a", "steps": {"a": {"type": "hours", "fields": fields, "exits": {}}}}
    async with db.session(acme.id) as session:
        await publish(session, "Menu", document)
    refused = await acme.api.delete(f"/schedules/{schedule['id']}")
    assert refused.json()["error"]["message"] == "“Hours” is used by the scenario “Menu”."
    free = await acme.made("/schedules", name="Other")
    assert (await acme.api.delete(f"/schedules/{free['id']}")).status_code == 204


async def test_a_greeting_is_read_aloud_and_read_again_when_its_text_changes(
    acme: Company, settings: Settings
) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="fr", text="Bonjour et bienvenue.")
    path = f"/greetings/{greeting['id']}"
    assert 0.5 < greeting["seconds"] < 5
    before = (await acme.api.get(f"{path}/audio")).content
    longer = await acme.api.patch(path, json={"text": "Bonjour. " * 10})
    after = (await acme.api.get(f"{path}/audio")).content
    assert longer.json()["seconds"] > greeting["seconds"]
    assert len(after) > len(before)
    file = settings.home / "sounds" / str(acme.id) / f"{greeting['id']}.wav"
    assert file.read_bytes() == after
    assert (await acme.api.delete(path)).status_code == 204
    assert not file.exists()


async def test_a_greeting_is_uploaded(acme: Company) -> None:
    fields = {"name": "Tone", "language": "en"}
    made = await acme.api.post("/greetings/upload", data=fields, files={"file": ("tone.wav", beep())})
    assert made.status_code == 201, made.text
    assert (made.json()["source"], round(made.json()["seconds"])) == ("file", 1)
    refused = await acme.api.post("/greetings/upload", data=fields, files={"file": ("x.wav", b"no sound")})
    assert code(refused) == "not_audio"
    assert len((await acme.api.get("/greetings")).json()["items"]) == 1


async def test_what_is_too_heavy_to_be_a_greeting_is_refused(acme: Company) -> None:
    fields = {"name": "Tone", "language": "en"}
    for size, refusal in ((20_000_100, "audio_too_large"), (22_000_000, "body_too_large")):
        answer = await acme.api.post("/greetings/upload", data=fields, files={"file": ("x", bytes(size))})
        assert code(answer) == refusal


async def test_a_greeting_of_a_mailbox_stays(acme: Company) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="en", text="Hello.")
    await acme.made("/mailboxes", name="Messages", greeting_id=greeting["id"])
    refused = await acme.api.delete(f"/greetings/{greeting['id']}")
    assert (code(refused), refused.json()["error"]["values"]["user"]) == ("used_by_mailbox", "Messages")


async def leave(db: Database, acme: Company, mailbox: str, home: Path, minute: int) -> str:
    """A message as the call process writes it; its id."""
    message, file = uuid4(), f"messages/{acme.id}/{minute}.wav"
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_bytes(beep())
    at = datetime(2026, 11, 1, 12, minute, tzinfo=UTC)
    insert = (
        "insert into messages (id, account_id, mailbox_id, call_id, caller, received_at, seconds, file) "
        "values ($1, $2, $3, $4, '+2250700000001', $5, 1.5, $6)"
    )
    await db.pool.execute(insert, message, acme.id, mailbox, uuid4(), at, file)
    return str(message)


async def test_messages_are_listed_heard_and_deleted(acme: Company, db: Database, settings: Settings) -> None:
    mailbox = await acme.made("/mailboxes", name="Messages", number="500")
    path = f"/mailboxes/{mailbox['id']}"
    left = [await leave(db, acme, mailbox["id"], settings.home, minute) for minute in range(5)]
    first = (await acme.api.get(f"{path}/messages?limit=3")).json()
    second = (await acme.api.get(f"{path}/messages?limit=3&cursor={first['next']}")).json()
    assert [each["id"] for each in first["items"] + second["items"]] == left[::-1]
    message = f"{path}/messages/{left[0]}"
    assert (await acme.api.get(f"{message}/audio")).content == beep()
    assert (await acme.api.patch(message, json={"heard": True})).json()["heard_at"] is not None
    counts = (await acme.api.get(path)).json()
    assert (counts["messages"], counts["new_messages"]) == (5, 4)
    assert (await acme.api.delete(message)).status_code == 204
    assert code(await acme.api.get(message)) == "not_found"
    folder = settings.home / "messages" / str(acme.id)
    assert len(list(folder.iterdir())) == 4
    assert (await acme.api.delete(path)).status_code == 204
    assert list(folder.iterdir()) == []


async def test_a_message_is_only_in_its_own_mailbox(acme: Company, db: Database, settings: Settings) -> None:
    mailbox, other = [await acme.made("/mailboxes", name=name) for name in ("A", "B")]
    message = await leave(db, acme, mailbox["id"], settings.home, 1)
    assert code(await acme.api.get(f"/mailboxes/{other['id']}/messages/{message}")) == "not_found"


async def test_registered_phones_are_shown(acme: Company, db: Database) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    device = await acme.made(f"/extensions/{extension['id']}/devices", name="Desk")
    insert = "insert into registrations values ($1, $2, '192.0.2.7:5060', 'Phone 1.0', now())"
    await db.pool.execute(insert, acme.id, device["id"])
    (seen,) = (await acme.api.get("/registrations")).json()["items"]
    assert (seen["number"], seen["endpoint"], seen["address"]) == ("101", "101@acme.test", "192.0.2.7:5060")
    clerk = await colleague(db, acme, "employee")
    assert (await clerk.get("/registrations")).json()["items"] == []


async def test_health_is_for_everybody(anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get("/health")).json() == {"database": True}


async def test_a_line_that_a_scenario_forwards_over_stays(acme: Company) -> None:
    trunk = await acme.made("/trunks", **CARRIER, shows_callers=True)
    assert trunk["shows_callers"] is True
    forward = {"type": "forward", "fields": {"to": "{{num_b}}", "trunk": trunk["id"]}}
    await acme.made("/scenarios", name="Main", draft={"start": "on", "steps": {"on": forward}})
    assert code(await acme.api.delete(f"/trunks/{trunk['id']}")) == "used_by_scenario"
