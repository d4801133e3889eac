"""Feature codes: what they do, and how a company gives them other digits."""

from typing import Any

import pytest

from palabre.routing.codes import usual_digits
from tests.portal import Company, code


async def codes(acme: Company) -> dict[str, Any]:
    listed = (await acme.api.get("/feature-codes")).json()
    return {each["name"]: each for each in listed}


async def test_the_codes_say_what_they_do_in_both_languages(acme: Company) -> None:
    closing = (await codes(acme))["close_now"]
    assert (closing["digits"], closing["usual"], closing["takes"]) == ("*61", "*61", "digits")
    assert closing["fr"].startswith("Fermer maintenant")
    assert closing["en"].startswith("Close now")


async def test_a_code_gets_other_digits_for_one_company_only(acme: Company, beta: Company) -> None:
    changed = (await acme.api.patch("/feature-codes/close_now", json={"digits": "055"})).json()
    assert {each["name"]: each["digits"] for each in changed}["close_now"] == "055"
    assert (await codes(beta))["close_now"]["digits"] == "*61"
    refused = await acme.api.post("/extensions", json={"number": "0551", "name": "Awa"})
    assert (code(refused), refused.json()["error"]["values"]["feature_code"]) == ("feature_code", "055")
    await beta.made("/extensions", number="0551", name="Awa")


async def test_a_code_may_be_switched_off(acme: Company) -> None:
    await acme.api.patch("/feature-codes/close_now", json={"digits": None})
    assert (await codes(acme))["close_now"]["digits"] is None


async def test_picking_up_any_call_and_one_are_two_codes(acme: Company) -> None:
    before = await codes(acme)
    assert {name: (each["digits"], each["takes"]) for name, each in before.items() if "pick_up" in name} == {
        "pick_up": ("*8", "none"),
        "pick_up_one": ("*8", "digits"),
    }
    await acme.api.patch("/feature-codes/pick_up_one", json={"digits": "*7"})
    after = await codes(acme)
    assert (after["pick_up"]["digits"], after["pick_up_one"]["digits"]) == ("*8", "*7")
    await acme.api.patch("/feature-codes/pick_up", json={"digits": "*7"})
    assert (await codes(acme))["pick_up"]["digits"] == "*7"
    taken = await acme.api.patch("/feature-codes/close_now", json={"digits": "*7"})
    assert code(taken) == "code_taken"
    await acme.made("/extensions", number="0512", name="Awa")
    for name, digits, expected in (
        ("pick_up_one", "*6", "code_taken"),
        ("pick_up_one", "*61", "code_taken"),
        ("pick_up", "*9", "code_taken"),
        ("pick_up", "*75", "code_taken"),
        ("pick_up_one", "05", "code_in_plan"),
    ):
        refused = await acme.api.patch(f"/feature-codes/{name}", json={"digits": digits})
        assert (code(refused), refused.json()["error"]["field"]) == (expected, "digits")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("*62", "code_taken"),
        ("*6", "code_taken"),
        ("*620", "code_taken"),
        ("088", "code_taken"),
        ("05", "code_in_plan"),
        ("00", "invalid_input"),
        ("61", "invalid_input"),
        ("*", "invalid_input"),
        ("*61#", "invalid_input"),
    ],
)
async def test_digits_that_stand_in_the_way_are_refused(acme: Company, digits: str, expected: str) -> None:
    await acme.made("/extensions", number="0512", name="Awa")
    refused = await acme.api.patch("/feature-codes/close_now", json={"digits": digits})
    assert (code(refused), refused.json()["error"]["field"]) == (expected, "digits")


async def test_there_is_no_such_code(acme: Company) -> None:
    assert code(await acme.api.patch("/feature-codes/nothing", json={"digits": "*99"})) == "not_found"


async def test_two_codes_change_places_in_one_go(acme: Company, beta: Company) -> None:
    alone = await acme.api.patch("/feature-codes/close_now", json={"digits": "*63"})
    assert code(alone) == "code_taken"
    swapped = await acme.api.put("/feature-codes", json={"codes": {"close_now": "*63", "open_now": "*61"}})
    found = {each["name"]: each["digits"] for each in swapped.json()}
    assert (found["close_now"], found["open_now"], found["usual_hours"]) == ("*63", "*61", "*62")
    assert (await codes(beta))["close_now"]["digits"] == "*61"


@pytest.mark.parametrize(
    ("wanted", "expected", "field"),
    [
        ({"close_now": "*62"}, "code_taken", "close_now"),
        ({"close_now": "*70", "open_now": "*701"}, "code_taken", "close_now"),
        ({"close_now": "051"}, "code_in_plan", "close_now"),
        ({"close_now": "*70", "nothing": "*71"}, "not_found", "nothing"),
        ({"close_now": "12"}, "invalid_input", "codes.close_now"),
        ({"close_now": 61}, "invalid_input", "codes.close_now"),
    ],
)
async def test_codes_that_cannot_be_had_together_leave_all_as_it_was(
    acme: Company, wanted: dict[str, Any], expected: str, field: str
) -> None:
    await acme.made("/extensions", number="0512", name="Awa")
    before = await codes(acme)
    refused = await acme.api.put("/feature-codes", json={"codes": wanted})
    assert (code(refused), refused.json()["error"]["field"]) == (expected, field)
    assert await codes(acme) == before


def test_no_usual_code_begins_with_another() -> None:
    usual = sorted(usual_digits())
    alike = [(one, other) for one in usual for other in usual if one != other and other.startswith(one)]
    assert alike == []
