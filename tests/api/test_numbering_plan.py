"""The map of the numbering plan, and short numbers that move."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from palabre.features.numbers.jobs import free_old_numbers
from palabre.features.numbers.models import MovedNumber, ShortNumber
from palabre.kit.bus import Message, PostgresBus
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.jobs import Desk
from palabre.kit.outside import Nowhere
from tests.portal import Company, code, colleague, log_in


async def test_the_map_shows_what_is_free_taken_and_reserved(acme: Company) -> None:
    for digits in ("100", "101", "12", "120"):
        await acme.made("/mailboxes", name=digits, number=digits)
    (three,) = (await acme.api.get("/short-numbers/map?length=3")).json()["lengths"]
    shown = {(each["first"], each["last"]): each["state"] for each in three["ranges"]}
    assert shown["100", "101"] == shown["120", "120"] == "taken"
    assert shown["110", "112"] == "emergency"
    assert shown["077", "081"] == "feature_code"
    assert shown["102", "109"] == "free"
    assert three["taken"] == 3
    assert sum(each["count"] for each in three["ranges"]) == 1000


async def test_the_map_of_all_lengths_tells_which_numbers_overlap(acme: Company) -> None:
    for digits in ("12", "120", "129", "7"):
        await acme.made("/mailboxes", name=digits, number=digits)
    found = (await acme.api.get("/short-numbers/map")).json()
    assert [each["length"] for each in found["lengths"]] == [1, 2, 3, 4, 5, 6]
    assert found["overlaps"] == [{"digits": "12", "count": 2, "longer": ["120", "129"]}]
    assert found["conflicts"] == []


async def test_a_number_older_than_the_code_that_hides_it_is_told(acme: Company, db: Database) -> None:
    box = await acme.made("/mailboxes", name="Messages")
    async with db.session(acme.id) as session:
        session.add(ShortNumber(digits="0771", kind="mailbox", target_id=UUID(box["id"])))
    (conflict,) = (await acme.api.get("/short-numbers/map?length=4")).json()["conflicts"]
    assert (conflict["digits"], conflict["code"]) == ("0771", "feature_code")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("102", {"possible": True, "refusal": None}),
        ("101", {"possible": False, "refusal": "short_number_taken"}),
        ("0775", {"possible": False, "refusal": "feature_code"}),
        ("112", {"possible": False, "refusal": "emergency_number"}),
        ("10", {"possible": True, "longer": ["101"]}),
        ("1012", {"possible": True, "shorter": ["101"]}),
        ("11", {"possible": True, "emergency": ["110", "111", "112"]}),
        ("07", {"possible": True, "feature_codes": ["077", "078", "079"]}),
        ("999999", {"possible": True, "longer": [], "shorter": []}),
    ],
)
async def test_what_a_new_number_would_mean_is_told_beforehand(
    acme: Company, digits: str, expected: dict[str, object]
) -> None:
    await acme.made("/extensions", number="101", name="Awa")
    told = (await acme.api.get(f"/short-numbers/check?digits={digits}")).json()
    told["refusal"] = told["refusal"] and told["refusal"]["code"]
    assert {each: told[each] for each in expected} == expected
    assert len((await acme.api.get("/short-numbers")).json()["items"]) == 1


@pytest.mark.parametrize("digits", ["", "1234567", "1a", "%00", "*1"])
async def test_only_digits_can_be_asked_for(acme: Company, digits: str) -> None:
    answer = await acme.api.get(f"/short-numbers/check?digits={digits}")
    assert (code(answer), answer.json()["error"]["field"]) == ("invalid_input", "digits")


async def test_the_first_free_number_is_sought_from_where_one_likes(acme: Company) -> None:
    await acme.made("/extensions", number="2000", name="Awa")
    assert (await acme.api.get("/short-numbers/free?start=2000")).json() == {"digits": "2001"}
    assert (await acme.api.get("/short-numbers/free?length=6")).json() == {"digits": "100000"}
    assert code(await acme.api.get("/short-numbers/free?length=7")) == "invalid_input"


async def test_six_digits_are_the_most(acme: Company) -> None:
    made = await acme.made("/extensions", number="123456", name="Awa")
    assert made["number"] == "123456"
    refused = await acme.api.post("/extensions", json={"number": "1234567", "name": "Awa"})
    assert (code(refused), refused.json()["error"]["field"]) == ("invalid_input", "number")
    assert "6" in refused.json()["error"]["message"]


async def test_who_moves_keeps_his_old_number_for_some_time(acme: Company, moved_clock: None) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    moved = await acme.api.post("/short-numbers/101/move", json={"to": "205", "announce_days": 14})
    assert (moved.json()["digits"], moved.json()["target_id"]) == ("205", awa["id"])
    (old,) = (await acme.api.get("/moved-numbers")).json()["items"]
    assert (old["digits"], old["name"], old["target_id"]) == ("101", "Awa", awa["id"])
    refused = await acme.api.post("/extensions", json={"number": "101", "name": "Yao"})
    assert code(refused) == "short_number_moved"
    assert refused.json()["error"]["values"]["holder"] == "Awa"
    again = await acme.api.post("/short-numbers/205/move", json={"to": "305"})
    assert again.is_success
    assert len((await acme.api.get("/moved-numbers")).json()["items"]) == 2
    clock.shift += timedelta(days=14, seconds=1)
    acme.api = await log_in(acme.app, "owner@acme.test")
    await acme.made("/extensions", number="101", name="Yao")
    left = (await acme.api.get("/moved-numbers")).json()["items"]
    assert [each["digits"] for each in left] == ["205"]


async def test_who_moves_back_needs_no_redirect(acme: Company) -> None:
    await acme.made("/mailboxes", name="Messages", number="500")
    await acme.api.post("/short-numbers/500/move", json={"to": "600"})
    await acme.api.post("/short-numbers/600/move", json={"to": "500", "announce_days": 0})
    plan = (await acme.api.get("/short-numbers")).json()["items"]
    assert [(each["digits"], each["kind"]) for each in plan] == [("500", "mailbox")]


async def test_a_redirect_can_be_given_up(acme: Company) -> None:
    await acme.made("/extensions", number="101", name="Awa")
    await acme.api.post("/short-numbers/101/move", json={"to": "205"})
    (old,) = (await acme.api.get("/moved-numbers")).json()["items"]
    assert (await acme.api.delete(f"/moved-numbers/{old['id']}")).status_code == 204
    await acme.made("/extensions", number="101", name="Yao")
    assert code(await acme.api.delete(f"/moved-numbers/{old['id']}")) == "not_found"


async def test_who_goes_takes_his_old_numbers_along(acme: Company) -> None:
    awa = await acme.made("/extensions", number="101", name="Awa")
    await acme.api.post("/short-numbers/101/move", json={"to": "205"})
    assert (await acme.api.delete(f"/extensions/{awa['id']}")).status_code == 204
    assert (await acme.api.get("/short-numbers")).json()["items"] == []
    assert (await acme.api.get("/moved-numbers")).json()["items"] == []


@pytest.mark.parametrize(
    ("old", "body", "refusal", "field"),
    [
        ("101", {"to": "102"}, "short_number_taken", "to"),
        ("101", {"to": "112"}, "emergency_number", "to"),
        ("101", {"to": "0771"}, "feature_code", "to"),
        ("101", {"to": "1234567"}, "invalid_input", "to"),
        ("101", {"to": "205", "announce_days": 366}, "invalid_input", "announce_days"),
        ("101", {"to": "205", "announce_days": -1}, "invalid_input", "announce_days"),
        ("999", {"to": "205"}, "not_found", "short_number"),
        ("1a", {"to": "205"}, "invalid_input", "short_number"),
        ("101", {}, "invalid_input", "to"),
    ],
)
async def test_a_move_that_cannot_be_is_refused_and_changes_nothing(
    acme: Company, old: str, body: dict[str, object], refusal: str, field: str
) -> None:
    for digits in ("101", "102"):
        await acme.made("/extensions", number=digits, name=digits)
    answer = await acme.api.post(f"/short-numbers/{old}/move", json=body)
    assert (code(answer), answer.json()["error"]["field"]) == (refusal, field)
    plan = (await acme.api.get("/short-numbers")).json()["items"]
    assert [(each["digits"], each["name"]) for each in plan] == [("101", "101"), ("102", "102")]


async def test_another_companys_numbers_do_not_move(acme: Company, beta: Company, db: Database) -> None:
    await acme.made("/extensions", number="101", name="Awa")
    assert code(await beta.api.post("/short-numbers/101/move", json={"to": "205"})) == "not_found"
    clerk = await colleague(db, acme, "employee")
    assert (await clerk.post("/short-numbers/101/move", json={"to": "205"})).status_code == 403
    assert (await beta.api.get("/short-numbers/map?length=3")).json()["lengths"][0]["taken"] == 0


async def test_old_numbers_are_freed_when_their_time_is_over(
    acme: Company, beta: Company, db: Database, bus: PostgresBus, moved_clock: None
) -> None:
    for company, days in ((acme, 10), (beta, 40)):
        await company.made("/extensions", number="101", name="Awa")
        await company.api.post("/short-numbers/101/move", json={"to": "205", "announce_days": days})
    desk = Desk(db.pool, bus, Nowhere(), clock, Path())
    await free_old_numbers(desk)
    assert len((await acme.api.get("/moved-numbers")).json()["items"]) == 1
    clock.shift += timedelta(days=10)
    with bus.listen("config") as news:
        await bus.publish("config", {"account": "all that was said before"})
        while await anext(news) != Message("config", {"account": "all that was said before"}):
            pass
        await free_old_numbers(desk)
        assert await anext(news) == Message("config", {"account": str(acme.id)})
    for company, left in ((acme, []), (beta, ["101"])):
        async with db.session(company.id) as session:
            assert list(await session.scalars(select(MovedNumber.digits))) == left
            plan = await session.scalars(select(ShortNumber.digits).order_by(ShortNumber.digits))
            assert list(plan) == [*left, "205"]
