"""The numbering plan and the public numbers."""

import pytest

from palabre.demo import publish
from palabre.kit.db import Database
from tests.portal import Company, code


async def test_the_plan_lists_all_kinds_in_the_order_of_digits(acme: Company) -> None:
    await acme.made("/mailboxes", name="Messages", number="500")
    for number, name in (("12", "Awa"), ("101", "Yao")):
        await acme.made("/extensions", number=number, name=name)
    plan = (await acme.api.get("/short-numbers")).json()["items"]
    found = [(each["digits"], each["kind"], each["name"]) for each in plan]
    assert found == [
        ("101", "extension", "Yao"),
        ("12", "extension", "Awa"),
        ("500", "mailbox", "Messages"),
    ]


async def test_the_plan_turns_its_pages(acme: Company) -> None:
    for digits in ("1", "2", "3"):
        await acme.made("/mailboxes", name=digits, number=digits)
    first = (await acme.api.get("/short-numbers?limit=2")).json()
    second = (await acme.api.get(f"/short-numbers?limit=2&cursor={first['next']}")).json()
    assert [each["digits"] for each in first["items"] + second["items"]] == ["1", "2", "3"]
    assert second["next"] is None


async def test_the_first_free_number_leaves_out_what_is_taken_or_protected(acme: Company) -> None:
    assert (await acme.api.get("/short-numbers/free")).json() == {"digits": "100"}
    for digits in range(100, 110):
        await acme.made("/mailboxes", name=str(digits), number=str(digits))
    assert (await acme.api.get("/short-numbers/free")).json() == {"digits": "113"}
    assert (await acme.api.get("/short-numbers/free?length=1")).json() == {"digits": "1"}
    for digits in range(1, 10):
        await acme.made("/mailboxes", name=str(digits), number=str(digits))
    assert code(await acme.api.get("/short-numbers/free?length=1")) == "no_free_short_number"


async def test_a_mailbox_may_lose_its_number(acme: Company) -> None:
    mailbox = await acme.made("/mailboxes", name="Messages", number="500")
    answer = await acme.api.patch(f"/mailboxes/{mailbox['id']}", json={"number": None})
    assert answer.json()["number"] is None
    assert (await acme.api.get("/short-numbers")).json()["items"] == []


@pytest.mark.parametrize("typed", ["+2252720001000", "27 20 00 10 00", "00225 27 20 00 10 00"])
async def test_a_public_number_is_kept_in_one_form(acme: Company, typed: str) -> None:
    assert (await acme.made("/numbers", e164=typed, name="Main"))["e164"] == "+2252720001000"


@pytest.mark.parametrize("typed", ["12", "not a number", "+999123456789", "1" * 10_000, "+225 27\r\n1"])
async def test_what_is_no_number_is_refused(acme: Company, typed: str) -> None:
    answer = await acme.api.post("/numbers", json={"e164": typed, "name": "Main"})
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "e164"


async def test_a_public_number_belongs_to_one_company(acme: Company, beta: Company) -> None:
    await acme.made("/numbers", e164="+2252720001000", name="Main")
    for company in (acme, beta):
        answer = await company.api.post("/numbers", json={"e164": "+2252720001000", "name": "Main"})
        assert code(answer) == "number_taken"


async def test_a_number_that_an_extension_shows_cannot_go(acme: Company) -> None:
    number = await acme.made("/numbers", e164="+2252720001000", name="Main")
    extension = await acme.made("/extensions", number="101", name="Awa", outgoing_number_id=number["id"])
    refused = await acme.api.delete(f"/numbers/{number['id']}")
    assert (code(refused), refused.json()["error"]["values"]["user"]) == ("used_by_extension", "Awa")
    await acme.api.patch(f"/extensions/{extension['id']}", json={"outgoing_number_id": None})
    assert (await acme.api.delete(f"/numbers/{number['id']}")).status_code == 204


async def test_a_number_leads_to_a_scenario_of_the_company(
    acme: Company, beta: Company, db: Database
) -> None:
    async with db.session(acme.id) as session:
        scenario = await publish(session, "Menu", {"start": "end", "steps": {}})
    new = {"e164": "+2252720001000", "name": "Main", "scenario_id": str(scenario.id)}
    assert code(await beta.api.post("/numbers", json=new)) == "not_found"
    assert (await acme.made("/numbers", **new))["scenario_id"] == str(scenario.id)


async def test_another_country_protects_other_short_numbers(acme: Company) -> None:
    await acme.made("/extensions", number="15", name="Awa")
    refused = await acme.api.patch("/account", json={"country": "FR"})
    assert (code(refused), refused.json()["error"]["values"]) == ("emergency_number_in_use", {"digits": "15"})
    assert (await acme.api.patch("/account", json={"country": "SN"})).json()["country"] == "SN"
