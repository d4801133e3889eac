"""Groups of extensions, do not disturb, and the order in which phones ring."""

from uuid import uuid4

import pytest

from palabre.calls.directory import Account
from palabre.features import extensions
from palabre.kit.db import Database
from palabre.routing.snapshot import directory
from tests.portal import Company, code, colleague


async def as_calls_see_it(db: Database, acme: Company) -> Account:
    """The company as a call finds it."""
    known = directory()
    async with db.pool.acquire() as rows:
        await known.load(rows, [acme.id])
    return known.accounts[acme.id]


async def test_what_an_extension_leaves_open_is_as_its_group_has_it(acme: Company, db: Database) -> None:
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    own = await acme.made("/numbers", e164="+2252720001001", name="Own")
    shared = {"may_be_picked_up": False, "outgoing_number_id": number["id"]}
    group = await acme.made("/extension-groups", name="Sales", **shared)
    plain = await acme.made("/extensions", number="101", name="Awa", group_id=group["id"])
    differs = {"may_be_picked_up": True, "outgoing_number_id": own["id"]}
    other = await acme.made("/extensions", number="102", name="Yao", group_id=group["id"], **differs)
    alone = await acme.made("/extensions", number="103", name="Ama")
    account = await as_calls_see_it(db, acme)
    by_id = account.part(extensions.Extensions).by_id
    found = {str(each): extensions.setting_of(account, each, "may_be_picked_up") for each in by_id}
    assert found == {plain["id"]: False, other["id"]: True, alone["id"]: None}
    shown = {str(each): extensions.setting_of(account, each, "outgoing_number") for each in by_id}
    assert {each: str(it) for each, it in shown.items()} == {
        plain["id"]: number["id"],
        other["id"]: own["id"],
        alone["id"]: "None",
    }
    assert (await acme.api.get(f"/extension-groups/{group['id']}")).json()["extensions"] == 2


async def test_a_group_goes_and_its_extensions_stay(acme: Company) -> None:
    group = await acme.made("/extension-groups", name="Sales")
    member = await acme.made("/extensions", number="101", name="Awa", group_id=group["id"])
    changed = await acme.api.patch(f"/extension-groups/{group['id']}", json={"name": "Shop"})
    assert changed.json()["name"] == "Shop"
    assert (await acme.api.delete(f"/extension-groups/{group['id']}")).status_code == 204
    assert (await acme.api.get(f"/extensions/{member['id']}")).json()["group_id"] is None
    assert (await acme.api.get("/extension-groups")).json()["items"] == []


async def test_a_number_that_a_group_shows_cannot_go(acme: Company) -> None:
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    await acme.made("/extension-groups", name="Sales", outgoing_number_id=number["id"])
    refused = await acme.api.delete(f"/numbers/{number['id']}")
    assert (code(refused), refused.json()["error"]["values"]["user"]) == ("in_use", "Sales")


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/extension-groups", {"name": "x" * 81}, "name"),
        ("/extension-groups", {"name": " "}, "name"),
        ("/extension-groups", {"name": "Sales", "may_be_picked_up": "perhaps"}, "may_be_picked_up"),
        ("/extension-groups", {"name": "Sales", "outgoing_number_id": str(uuid4())}, "outgoing_number_id"),
        ("/extensions", {"number": "101", "name": "Awa", "group_id": str(uuid4())}, "group_id"),
        ("/extensions", {"number": "101", "name": "Awa", "group_id": "sales"}, "group_id"),
    ],
)
async def test_a_wrong_setting_is_refused_by_its_name(
    acme: Company, path: str, body: dict[str, object], field: str
) -> None:
    assert (await acme.api.post(path, json=body)).json()["error"]["field"] == field


async def test_another_companys_group_is_unknown(acme: Company, beta: Company) -> None:
    group = await acme.made("/extension-groups", name="Sales")
    new = {"number": "101", "name": "Awa", "group_id": group["id"]}
    assert code(await beta.api.post("/extensions", json=new)) == "not_found"


async def test_phones_have_a_level_and_a_time_of_their_own(acme: Company) -> None:
    extension = await acme.made("/extensions", number="101", name="Awa")
    path = f"/extensions/{extension['id']}/devices"
    desk = await acme.made(path, name="Desk")
    cellar = await acme.made(path, name="Cellar", level=2, ring_seconds=10)
    assert (desk["level"], desk["ring_seconds"]) == (1, None)
    assert (cellar["level"], cellar["ring_seconds"]) == (2, 10)
    changed = await acme.api.patch(f"/devices/{desk['id']}", json={"level": 3, "ring_seconds": 7})
    assert (changed.json()["level"], changed.json()["ring_seconds"]) == (3, 7)
    for field, value, limit in (("level", 11, "10"), ("level", 0, "1"), ("ring_seconds", 121, "120")):
        refused = (await acme.api.patch(f"/devices/{desk['id']}", json={field: value})).json()["error"]
        assert (refused["code"], refused["field"]) == ("invalid_input", field)
        assert limit in refused["message"]


async def test_who_does_not_want_to_be_disturbed_says_who_may(acme: Company, db: Database) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    yao = await acme.made("/extensions", number="102", name="Yao")
    path = f"/extensions/{awa['id']}/do-not-disturb"
    assert (await acme.api.get(path)).json() == {"do_not_disturb": False, "allowed": []}
    wanted = {"do_not_disturb": True, "allowed": [yao["id"], yao["id"]]}
    assert (await acme.api.put(path, json=wanted)).json() == {"do_not_disturb": True, "allowed": [yao["id"]]}
    off = await acme.api.put(path, json={"do_not_disturb": False})
    assert off.json() == {"do_not_disturb": False, "allowed": [yao["id"]]}
    account = await as_calls_see_it(db, acme)
    known = {each.name: each for each in account.part(extensions.Extensions).by_id.values()}
    assert [str(each) for each in known["Awa"].may_disturb] == [yao["id"]]


async def test_an_employee_is_left_in_peace_by_his_own_wish_only(acme: Company, db: Database) -> None:
    own = await acme.made("/extensions", number="101", name="Awa")
    other = await acme.made("/extensions", number="102", name="Yao")
    clerk = await colleague(db, acme, "employee", extension_id=own["id"])
    path = "/extensions/{}/do-not-disturb"
    assert (await clerk.put(path.format(own["id"]), json={"do_not_disturb": True})).is_success
    assert (await acme.api.get(f"/extensions/{own['id']}")).json()["do_not_disturb"] is True
    for ask in (
        clerk.get(path.format(other["id"])),
        clerk.put(path.format(other["id"]), json={"do_not_disturb": True}),
    ):
        assert code(await ask) == "not_found"


async def test_only_colleagues_may_disturb(acme: Company, beta: Company) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    stranger = await beta.made("/extensions", number="101", name="Eve")
    path = f"/extensions/{awa['id']}/do-not-disturb"
    wanted = {"do_not_disturb": True, "allowed": [stranger["id"]]}
    refused = await acme.api.put(path, json=wanted)
    assert (code(refused), refused.json()["error"]["field"]) == ("not_found", "allowed")
    assert code(await beta.api.put(path, json={"do_not_disturb": True})) == "not_found"
    assert (await acme.api.get(path)).json()["do_not_disturb"] is False


@pytest.mark.parametrize("pin", ["123", "12345678901", "12a4", "", "١٢٣٤"])
async def test_a_pin_is_kept_but_never_shown(acme: Company, pin: str) -> None:
    made = await acme.made("/extensions", number="101", name="Awa", pin="4711")
    assert made["has_pin"] and "4711" not in str(made)
    refused = await acme.api.patch(f"/extensions/{made['id']}", json={"pin": pin})
    assert (code(refused), refused.json()["error"]["field"]) == ("invalid_input", "pin")
    gone = await acme.api.patch(f"/extensions/{made['id']}", json={"pin": None})
    assert gone.json()["has_pin"] is False
