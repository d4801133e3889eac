"""Rules, prices and verified numbers of calls outside, and what would become of a call."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from palabre.calls.control import Control
from palabre.features.outbound.commands import COMMANDS
from palabre.features.outbound.purse import Payer
from palabre.features.outbound.rates import UNITS
from palabre.features.outbound.till import till
from palabre.kit.bus import PostgresBus
from palabre.kit.db import Database
from palabre.phone.script import Script
from tests.company import Company as Described
from tests.portal import Company, code
from tests.stage import Stage

MAIN, SECOND = "+2252720001000", "+2252720001001"
FRANCE = "+33142000000"


@pytest.fixture(autouse=True)
async def calls(acme: Company, bus: PostgresBus) -> AsyncIterator[Stage]:
    """The call process, which nobody talks in."""
    stage = Stage(Described(), Script())
    await stage.begin()
    stage.directory.accounts = {acme.id: replace(stage.account, id=acme.id)}
    control = asyncio.create_task(Control(bus, stage.dispatcher, COMMANDS).run())
    yield stage
    control.cancel()
    stage.running.cancel()
    await asyncio.gather(control, stage.running, return_exceptions=True)


async def furnished(acme: Company) -> dict[str, str]:
    """A company that can call outside; the ids of what it has."""
    main = await acme.made("/numbers", e164=MAIN, name="Main")
    second = await acme.made("/numbers", e164=SECOND, name="Second", prefix=7)
    group = await acme.made("/extension-groups", name="Sales")
    extension = await acme.made("/extensions", number="101", name="Awa", group_id=group["id"])
    login = {"kind": "registration", "host": "sip.test", "username": "a", "secret": "b"}
    dear = await acme.made("/trunks", name="Dear", **login, position=1)
    cheap = await acme.made("/trunks", name="Cheap", **login, position=2, number_format="national")
    made = {"main": main, "second": second, "group": group, "extension": extension}
    return {name: each["id"] for name, each in (made | {"dear": dear, "cheap": cheap}).items()}


async def explained(acme: Company, to: str, **more: Any) -> dict[str, Any]:
    answer = await acme.api.post("/outbound/explain", json={"from": "101", "to": to, **more})
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def put(acme: Company, path: str, **body: Any) -> dict[str, Any]:
    answer = await acme.api.put(path, json=body)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_call_is_explained_before_it_is_dialled(acme: Company) -> None:
    ids = await furnished(acme)
    table = [{"prefix": "33", "name": "France", "per_minute": "25.5", "set_up": "2"}]
    assert await put(acme, "/outbound/rates", rates=table) == {"count": 1}
    await acme.made("/outbound/rates", prefix="33", name="F", per_minute="30", trunk_id=ids["dear"])
    await acme.made("/outbound/rates", prefix="33", name="F", per_minute="10", trunk_id=ids["cheap"])
    found = await explained(acme, "7*0033142000000")
    assert (found["allowed"], found["number"], found["kind"]) == (True, FRANCE, "international")
    assert found["shown"] == {"number": SECOND, "withheld": False}
    assert [each["name"] for each in found["ways"]] == ["Dear", "Cheap"]
    assert (found["ways"][0]["per_minute"], found["currency"], found["seconds"]) == ("25.5", "XOF", None)
    await acme.api.patch("/outbound/settings", json={"trunk_choice": "least_cost", "daily_limit": "100"})
    found = await explained(acme, f"*31*{FRANCE}")
    assert found["shown"] == {"number": MAIN, "withheld": True}
    assert [(each["name"], each["dials"]) for each in found["ways"]] == [
        ("Cheap", "0033142000000"),
        ("Dear", FRANCE),
    ]
    assert found["seconds"] == 180
    assert [each["stage"] for each in found["why"]] == [
        *("number", "permission", "shown", "withheld", "trunks", "price", "money"),
    ]
    assert "25.5 XOF a minute" in found["why"][5]["text"]
    asked = await acme.api.post("/outbound/explain", json={"from": "101", "to": FRANCE, "shown": SECOND})
    assert asked.json()["shown"]["number"] == SECOND


async def test_the_extension_speaks_before_its_group_and_the_group_before_the_account(acme: Company) -> None:
    ids = await furnished(acme)
    places = ["/outbound/rule", f"/extension-groups/{ids['group']}/outbound"]
    places.append(f"/extensions/{ids['extension']}/outbound")
    seen = []
    for place, permission in zip(places, ("none", "international", "mobile"), strict=True):
        kept = await put(acme, place, permission=permission, location="Plateau")
        assert (kept["permission"], (await acme.api.get(place)).json()) == (permission, kept)
        found = await explained(acme, FRANCE)
        seen.append((found["allowed"], found["refusal"] and found["refusal"]["code"]))
    assert seen == [(False, "destination_forbidden"), (True, None), (False, "destination_forbidden")]
    emergency = await explained(acme, "180")
    assert (emergency["allowed"], emergency["kind"], len(emergency["ways"])) == (True, "emergency", 2)


async def test_calls_in_progress_are_counted(acme: Company, calls: Stage) -> None:
    ids = await furnished(acme)
    await acme.made("/outbound/rates", prefix="33", name="France", per_minute="60")
    await acme.api.patch("/outbound/settings", json={"daily_limit": "600"})
    for each in ("main", "second"):
        await acme.api.patch(f"/numbers/{ids[each]}", json={"carousel": True})
    await put(acme, "/outbound/rule", choice="carousel")
    seen, day = [], calls.dispatcher.world.clock.now().date()
    for _ in range(2):
        found = await explained(acme, FRANCE)
        seen.append((found["live"], found["shown"]["number"], found["seconds"]))
        known = till(calls.dispatcher.world)
        payer = Payer(acme.id, UUID(ids["extension"]), day)
        known.purse.take(payer, 240 * UNITS)
        known.turns[acme.id] += 1
    assert seen == [(True, MAIN, 600), (True, SECOND, 360)]
    inside = await explained(acme, "101")
    assert (inside["allowed"], inside["ways"], [each["code"] for each in inside["why"]]) == (
        True,
        [],
        ["inside"],
    )


async def test_services_have_a_permission_and_prices_of_their_own(acme: Company) -> None:
    ids = await furnished(acme)
    assert (await explained(acme, "1313"))["refusal"]["code"] == "number_not_diallable"
    price = {"prefix": "1313", "name": "Hotline", "per_minute": "30"}
    assert (await acme.made("/outbound/rates", **price))["service"] is False
    made = await acme.made("/outbound/rates", **price, service=True)
    assert made["service"] is True
    assert code(await acme.api.post("/outbound/rates", json=price | {"service": True})) == "rate_taken"
    found = await explained(acme, "1313")
    assert (found["kind"], found["refusal"]["code"]) == ("service", "destination_forbidden")
    await put(acme, f"/extensions/{ids['extension']}/outbound", services=True)
    found = await explained(acme, "1313")
    assert (found["allowed"], found["ways"][0]["dials"], found["ways"][0]["per_minute"]) == (
        True,
        "1313",
        "30",
    )


async def test_prefixes_belong_to_one_number_each(acme: Company) -> None:
    ids = await furnished(acme)
    taken = await acme.api.patch(f"/numbers/{ids['main']}", json={"prefix": 7})
    assert (code(taken), taken.json()["error"]["field"]) == ("prefix_taken", "prefix")
    for wrong in (0, 10_000, "x"):
        answer = await acme.api.patch(f"/numbers/{ids['main']}", json={"prefix": wrong})
        assert answer.json()["error"]["field"] == "prefix"
    freed = await acme.api.patch(f"/numbers/{ids['second']}", json={"prefix": None})
    assert freed.json()["prefix"] is None
    assert (await explained(acme, f"7*{FRANCE}"))["refusal"]["code"] == "prefix_unknown"


async def test_only_a_code_that_came_back_proves_a_number(acme: Company, db: Database) -> None:
    ids = await furnished(acme)
    made = await acme.made("/verified-numbers", e164="07 07 07 07 07", name="Mobile")
    assert (made["e164"], made["verified_at"]) == ("+2250707070707", None)
    place, path = f"/extensions/{ids['extension']}/outbound", f"/verified-numbers/{made['id']}"
    rule = {"verified_number_id": made["id"]}
    assert code(await acme.api.put(place, json=rule)) == "not_verified"
    wrong = await acme.api.post(
        "/outbound/explain", json={"from": "101", "to": FRANCE, "shown": made["e164"]}
    )
    assert (code(wrong), wrong.json()["error"]["field"]) == ("number_not_showable", "shown")
    sent = await _codes(db, acme)
    bad = "000000" if sent[0] != "000000" else "000001"
    for _ in range(5):
        assert code(await acme.api.post(f"{path}/confirm", json={"code": bad})) == "code_wrong"
    assert code(await acme.api.post(f"{path}/confirm", json={"code": sent[0]})) == "code_wrong"
    assert (await acme.api.post(f"{path}/code")).is_success
    latest = (await _codes(db, acme))[-1]
    assert (await acme.api.post(f"{path}/confirm", json={"code": latest})).json()["verified_at"]
    await put(acme, place, **rule)
    assert (await explained(acme, FRANCE))["shown"]["number"] == made["e164"]
    assert code(await acme.api.delete(path)) == "in_use"
    for _ in range(3):
        assert (await acme.api.post(f"{path}/code")).is_success
    assert code(await acme.api.post(f"{path}/code")) == "too_many_codes"


async def _codes(db: Database, acme: Company) -> list[str]:
    query = "select text from sms_messages where account_id = $1 order by created_at, id"
    rows = await db.pool.fetch(query, acme.id)
    return [found[0] for row in rows if (found := re.findall(r"\b\d{6}\b", row["text"]))]


@pytest.mark.parametrize(
    ("body", "field", "expected"),
    [
        ({"daily_limit": "-1"}, "daily_limit", "invalid_input"),
        ({"daily_limit": "1.1234567"}, "daily_limit", "invalid_input"),
        ({"daily_limit": "NaN"}, "daily_limit", "invalid_input"),
        ({"monthly_limit": "1e30"}, "monthly_limit", "invalid_input"),
        ({"permission": "everything"}, "permission", "invalid_input"),
        ({"choice": "best"}, "choice", "invalid_input"),
        ({"location": "x" * 81}, "location", "invalid_input"),
        ({"number_id": str(uuid4())}, "number_id", "not_found"),
        ({"emergency_number_id": str(uuid4())}, "emergency_number_id", "not_found"),
        ({"verified_number_id": str(uuid4())}, "verified_number_id", "not_found"),
    ],
)
async def test_wrong_rules_are_refused(
    acme: Company, body: dict[str, Any], field: str, expected: str
) -> None:
    answer = await acme.api.put("/outbound/rule", json=body)
    assert (code(answer), answer.json()["error"]["field"]) == (expected, field)


async def test_prices_are_kept_exactly_and_once(acme: Company) -> None:
    made = await acme.made("/outbound/rates", prefix="225", name="CI", per_minute="0.000001")
    assert made["per_minute"] == "0.000001"
    again = await acme.api.post("/outbound/rates", json={"prefix": "225", "name": "CI", "per_minute": "1"})
    assert (code(again), again.json()["error"]["field"]) == ("rate_taken", "prefix")
    twice = [{"prefix": "33", "name": "F", "per_minute": 1}] * 2
    assert code(await acme.api.put("/outbound/rates", json={"rates": twice})) == "rate_taken"
    changed = await acme.api.patch(f"/outbound/rates/{made['id']}", json={"per_minute": "120"})
    assert changed.json()["per_minute"] == "120"
    assert (await acme.api.delete(f"/outbound/rates/{made['id']}")).status_code == 204
    assert (await acme.api.get("/outbound/rates")).json()["items"] == []


async def test_companies_see_nothing_of_each_others_calls(acme: Company, beta: Company, calls: Stage) -> None:
    calls.directory.put(replace(calls.directory.accounts[acme.id], id=beta.id))
    ids = await furnished(acme)
    await acme.made("/outbound/rates", prefix="33", name="France", per_minute="25")
    await acme.api.patch("/outbound/settings", json={"daily_limit": "0", "currency": "EUR"})
    await beta.made("/extensions", number="101", name="Yao")
    assert (await beta.api.get("/outbound/rates")).json()["items"] == []
    assert (await beta.api.get("/outbound/settings")).json()["daily_limit"] is None
    assert (await beta.api.get("/outbound/spending")).json()["currency"] == "XOF"
    for path in (f"/extensions/{ids['extension']}/outbound", f"/extension-groups/{ids['group']}/outbound"):
        assert code(await beta.api.get(path)) == "not_found"
    answer = await beta.api.put("/outbound/rule", json={"number_id": ids["main"]})
    assert code(answer) == "not_found"
    shown = await beta.api.post("/outbound/explain", json={"from": "101", "to": FRANCE, "shown": MAIN})
    assert code(shown) == "number_not_showable"
    assert code(await beta.api.post("/outbound/explain", json={"from": "102", "to": FRANCE})) == "not_found"
