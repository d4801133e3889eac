"""Extensions, their short numbers and their phones."""

from uuid import uuid4

import pytest

from palabre.kit.bus import Message, PostgresBus
from palabre.kit.db import Database
from tests.portal import Company, code, colleague


async def test_an_extension_has_a_number_and_phones_with_their_own_logins(acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa", ring_seconds=20, language="fr")
    path = f"/extensions/{extension['id']}"
    phones = [await acme.made(f"{path}/devices", name=name) for name in ("Desk", "Mobile")]
    assert [each["endpoint"] for each in phones] == ["101@acme.test", "101-2@acme.test"]
    assert all(len(each["secret"]) == 20 and each["secret"].isalnum() for each in phones)
    shown = (await acme.api.get(path)).json()
    assert (shown["number"], shown["ring_seconds"], shown["language"]) == ("101", 20, "fr")
    assert [each["name"] for each in shown["devices"]] == ["Desk", "Mobile"]
    assert "secret" not in shown["devices"][0]


async def test_another_number_keeps_the_phones_and_their_logins(acme: Company) -> None:
    first = await acme.made("/extensions", number="101", name="Awa")
    await acme.made(f"/extensions/{first['id']}/devices", name="Desk")
    moved = (await acme.api.patch(f"/extensions/{first['id']}", json={"number": "201"})).json()
    assert (moved["number"], moved["devices"][0]["endpoint"]) == ("201", "101@acme.test")
    second = await acme.made("/extensions", number="101", name="Yao")
    device = await acme.made(f"/extensions/{second['id']}/devices", name="Desk")
    assert device["endpoint"] == "101-2@acme.test"


async def test_a_rotated_secret_is_told_to_the_switch_after_the_commit(
    acme: Company, bus: PostgresBus
) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    device = await acme.made(f"/extensions/{extension['id']}/devices", name="Desk")
    with bus.listen("config") as news:
        await anext(news)
        rotated = (await acme.api.post(f"/devices/{device['id']}/secret")).json()
        heard = [await anext(news)]
        while heard[-1] != Message("config", {"account": str(acme.id), "endpoints": ["101@acme.test"]}):
            heard.append(await anext(news))
    assert rotated["secret"] != device["secret"]


async def test_an_extension_has_at_most_ten_phones(acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    for count in range(10):
        await acme.made(f"/extensions/{extension['id']}/devices", name=f"Phone {count}")
    answer = await acme.api.post(f"/extensions/{extension['id']}/devices", json={"name": "One more"})
    assert code(answer) == "too_many_devices"


async def test_deleting_an_extension_frees_its_number_and_ends_its_logins(acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    device = await acme.made(f"/extensions/{extension['id']}/devices", name="Desk")
    assert (await acme.api.delete(f"/extensions/{extension['id']}")).status_code == 204
    assert (await acme.api.get(f"/devices/{device['id']}")).status_code == 404
    again = await acme.made("/extensions", number="101", name="Yao")
    assert again["devices"] == []


async def test_two_companies_have_the_same_short_numbers(acme: Company, beta: Company) -> None:
    for company in (acme, beta):
        extension = await company.made("/extensions", number="101", name="Awa")
        device = await company.made(f"/extensions/{extension['id']}/devices", name="Desk")
        assert device["endpoint"] == f"101@{company.label}.test"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("101", "short_number_taken"),
        ("077", "feature_code"),
        ("0881", "feature_code"),
        ("112", "emergency_number"),
        ("185", "emergency_number"),
        ("1234567", "invalid_input"),
        ("1a", "invalid_input"),
        ("", "invalid_input"),
        ("١٢", "invalid_input"),
    ],
)
async def test_a_number_that_cannot_be_had_is_refused_with_the_reason(
    acme: Company, number: str, refusal: str
) -> None:
    await acme.made("/extensions", number="101", name="Awa")
    answer = await acme.api.post("/extensions", json={"number": number, "name": "Yao"})
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == (refusal, "number")
    if refusal == "short_number_taken":
        assert error["values"] == {"digits": "101", "holder": "Awa"}
    assert len((await acme.api.get("/extensions")).json()["items"]) == 1


@pytest.mark.parametrize("seconds", [4, 121, "soon", None])
async def test_ringing_has_limits(acme: Company, seconds: object) -> None:
    answer = await acme.api.post("/extensions", json={"number": "1", "name": "A", "ring_seconds": seconds})
    error = answer.json()["error"]
    assert (error["code"], error["field"]) == ("invalid_input", "ring_seconds")


async def test_the_shown_number_must_be_the_companys_own(acme: Company) -> None:
    wanted = {"number": "101", "name": "Awa", "outgoing_number_id": str(uuid4())}
    answer = await acme.api.post("/extensions", json=wanted)
    assert (code(answer), answer.json()["error"]["field"]) == ("not_found", "outgoing_number_id")


async def test_an_employee_sees_his_own_extension_without_secrets(acme: Company, db: Database) -> None:
    own = await acme.made("/extensions", number="101", name="Awa")
    other = await acme.made("/extensions", number="102", name="Yao")
    for each in (own, other):
        await acme.made(f"/extensions/{each['id']}/devices", name="Desk")
    clerk = await colleague(db, acme, "employee", extension_id=own["id"])
    assert [each["id"] for each in (await clerk.get("/extensions")).json()["items"]] == [own["id"]]
    devices = (await clerk.get(f"/extensions/{own['id']}/devices")).json()["items"]
    assert [("secret" in each, each["username"]) for each in devices] == [(False, "101")]
    for path in (f"/extensions/{other['id']}", f"/extensions/{other['id']}/devices"):
        assert code(await clerk.get(path)) == "not_found"
    manager = await colleague(db, acme, "administrator")
    shown = (await manager.get(f"/extensions/{own['id']}/devices")).json()["items"]
    assert len(shown[0]["secret"]) == 20


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"kind": "external", "outside": "05 05 05 05 05"}, "+2250505050505"),
        ({"kind": "external", "outside": "sip:office@paris.example;transport=tcp"}, None),
        ({"kind": "mobile", "outside": "0101010101", "rings": "phones_first"}, "+2250101010101"),
    ],
    ids=["number", "address", "mobile"],
)
async def test_an_extension_may_ring_outside(
    acme: Company, new: dict[str, str], expected: str | None
) -> None:
    made = await acme.made("/extensions", number="104", name="Notary", **new)
    assert made["outside"] == (expected or new["outside"])
    assert (made["kind"], made["rings"]) == (new["kind"], new.get("rings", "together"))


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"kind": "external"}, "outside_wrong"),
        ({"kind": "external", "outside": "not a number"}, "outside_wrong"),
        ({"kind": "external", "outside": "180"}, "outside_wrong"),
        ({"kind": "external", "outside": "sip:office@paris.example?Evil=1"}, "outside_wrong"),
        ({"kind": "external", "outside": "sip:a@b\r\nX: 1"}, "outside_wrong"),
        ({"kind": "mobile", "outside": "sip:office@paris.example"}, "outside_wrong"),
        ({"kind": "internal", "outside": "0505050505"}, "outside_for_nothing"),
        ({"kind": "external", "outside": "27 20 00 10 00"}, "outside_oneself"),
    ],
)
async def test_what_cannot_be_rung_outside_is_refused(
    acme: Company, new: dict[str, str], expected: str
) -> None:
    await acme.made("/numbers", e164="+2252720001000", name="Main")
    answer = await acme.api.post("/extensions", json={"number": "104", "name": "X", **new})
    assert (code(answer), answer.json()["error"]["field"]) == (expected, "outside")


async def test_an_external_extension_has_no_phones(acme: Company) -> None:
    outside = await acme.made("/extensions", number="104", name="X", kind="external", outside="0505050505")
    refused = await acme.api.post(f"/extensions/{outside['id']}/devices", json={"name": "Desk"})
    assert code(refused) == "only_outside"
    inside = await acme.made("/extensions", number="101", name="Awa")
    await acme.made(f"/extensions/{inside['id']}/devices", name="Desk")
    change = {"kind": "external", "outside": "0505050505"}
    answer = await acme.api.patch(f"/extensions/{inside['id']}", json=change)
    assert (code(answer), answer.json()["error"]["field"]) == ("only_outside", "kind")
    mobile = await acme.api.patch(f"/extensions/{inside['id']}", json={**change, "kind": "mobile"})
    assert mobile.json()["kind"] == "mobile"
    back = await acme.api.patch(f"/extensions/{inside['id']}", json={"kind": "internal", "outside": None})
    assert back.json()["outside"] is None
