"""Where a company parks its calls, and what it does with those on hold."""

from typing import Any

import httpx
import pytest

from tests.portal import Company, code

USUAL = {"enabled": True, "park_number": "700", "last_slot": "719", "recall_seconds": 90}


async def change(acme: Company, **wanted: Any) -> httpx.Response:
    """Other settings."""
    return await acme.api.patch("/parking", json=wanted)


async def test_calls_are_parked_at_seven_hundred_until_somebody_says_otherwise(
    acme: Company, beta: Company
) -> None:
    assert (await acme.api.get("/parking")).json() == USUAL
    assert (await change(acme, park_number="500", last_slot="503", recall_seconds=30)).is_success
    own = {"enabled": True, "park_number": "500", "last_slot": "503", "recall_seconds": 30}
    assert (await acme.api.get("/parking")).json() == own
    assert (await beta.api.get("/parking")).json() == USUAL


async def test_its_numbers_are_nobody_elses(acme: Company) -> None:
    for digits in ("700", "719"):
        refused = await acme.api.post("/extensions", json={"number": digits, "name": "Awa"})
        assert code(refused) == "short_number_reserved"
    free = await acme.api.get("/short-numbers/free", params={"start": "700"})
    assert free.json()["digits"] == "720"
    checked = (await acme.api.get("/short-numbers/check", params={"digits": "705"})).json()
    assert (checked["possible"], checked["refusal"]["code"]) == (False, "short_number_reserved")
    await change(acme, park_number="710", last_slot="712")
    await acme.made("/extensions", number="700", name="Awa")
    assert (await change(acme, enabled=False)).is_success
    await acme.made("/extensions", number="711", name="Koffi")


@pytest.mark.parametrize(
    ("wanted", "expected", "field"),
    [
        ({"park_number": "500", "last_slot": "520"}, "short_number_taken", "park_number"),
        ({"last_slot": "725"}, "short_number_taken", "last_slot"),
        ({"park_number": "100", "last_slot": "120"}, "emergency_number", "park_number"),
        ({"park_number": "700", "last_slot": "700"}, "parking_range_wrong", "last_slot"),
        ({"park_number": "700", "last_slot": "699"}, "parking_range_wrong", "last_slot"),
        ({"park_number": "700", "last_slot": "801"}, "parking_range_wrong", "last_slot"),
        ({"park_number": "99", "last_slot": "110"}, "parking_range_wrong", "last_slot"),
        ({"park_number": "0771", "last_slot": "0775"}, "parking_range_wrong", "last_slot"),
        ({"last_slot": "71x"}, "invalid_input", "last_slot"),
        ({"recall_seconds": 9}, "invalid_input", "recall_seconds"),
        ({"recall_seconds": 3601}, "invalid_input", "recall_seconds"),
    ],
)
async def test_what_is_in_the_way_is_refused(
    acme: Company, wanted: dict[str, Any], expected: str, field: str
) -> None:
    await acme.made("/extensions", number="505", name="Awa")
    await acme.made("/extensions", number="722", name="Koffi")
    refused = await change(acme, **wanted)
    assert (code(refused), refused.json()["error"]["field"]) == (expected, field)
    assert (await acme.api.get("/parking")).json() == USUAL


async def test_hold_has_music_and_a_reminder(acme: Company, beta: Company) -> None:
    usual = {"music_id": None, "reminder_seconds": 60}
    assert (await acme.api.get("/hold")).json() == usual
    assert (await acme.api.patch("/hold", json={"reminder_seconds": None})).json() == {
        "music_id": None,
        "reminder_seconds": None,
    }
    assert code(await acme.api.patch("/hold", json={"reminder_seconds": 5})) == "invalid_input"
    greeting = await beta.made("/greetings", name="Jazz", language="fr", text="La la la.")
    foreign = await acme.api.patch("/hold", json={"music_id": greeting["id"]})
    assert (code(foreign), foreign.json()["error"]["field"]) == ("not_found", "music_id")
    spoken = await beta.api.patch("/hold", json={"music_id": greeting["id"]})
    assert code(spoken) == "not_music"
    assert (await beta.api.get("/hold")).json() == usual


async def test_call_waiting_has_limits(acme: Company) -> None:
    made = await acme.made("/extensions", number="101", name="Awa")
    assert (made["call_waiting"], made["calls_at_once"]) == (True, 2)
    for wrong in (0, 11):
        refused = await acme.api.patch(f"/extensions/{made['id']}", json={"calls_at_once": wrong})
        assert (code(refused), refused.json()["error"]["field"]) == ("invalid_input", "calls_at_once")
