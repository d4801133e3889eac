"""Schedules in depth: exceptions, holidays, orders to close, and what the calendar shows."""

from datetime import UTC, datetime

import pytest

from palabre.kit.clock import clock
from tests.portal import Company, code

WEEK = [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00", "part": None}]
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("moved_clock")


async def office(acme: Company, **values: object) -> str:
    """A schedule of a working week, with the clock on a Monday morning."""
    clock.move(MONDAY)
    made = await acme.made("/schedules", **{"name": "Office", "periods": WEEK, **values})
    return f"/schedules/{made['id']}"


async def state(acme: Company, path: str) -> tuple[bool, str | None, str, str | None]:
    told = (await acme.api.get(f"{path}/state")).json()
    return told["open"], told["until"] and told["until"][:16], told["why"], told["name"]


async def test_a_schedule_tells_whether_it_is_open_until_when_and_why(acme: Company) -> None:
    path = await office(acme)
    assert await state(acme, path) == (True, "2026-03-02T18:00", "period", None)
    clock.move(datetime(2026, 3, 6, 18, tzinfo=UTC))
    assert await state(acme, path) == (False, "2026-03-09T08:00", "no_period", None)


async def test_exceptions_are_kept_as_they_were_sent(acme: Company) -> None:
    day = {"name": "Inventory", "starts_on": "2026-03-02", "ends_on": None, "periods": []}
    short = {"start": "09:00", "end": "12:00", "part": "short"}
    weeks = {"name": "Ramadan", "starts_on": "2026-03-03", "ends_on": "2026-03-19", "periods": [short]}
    path = await office(acme, exceptions=[day, weeks])
    assert (await acme.api.get(path)).json()["exceptions"] == [day, weeks]
    assert await state(acme, path) == (False, "2026-03-03T09:00", "exception", "Inventory")
    changed = (await acme.api.patch(path, json={"exceptions": [weeks]})).json()
    assert changed["exceptions"] == [weeks]
    assert await state(acme, path) == (True, "2026-03-02T18:00", "period", None)


async def test_an_exception_cannot_end_before_it_begins(acme: Company) -> None:
    wrong = {"name": "X", "starts_on": "2026-03-03", "ends_on": "2026-03-02"}
    answer = await acme.api.post("/schedules", json={"name": "Office", "exceptions": [wrong]})
    assert (code(answer), answer.json()["error"]["field"]) == ("dates_reversed", "exceptions")


async def test_public_holidays_of_the_country_close_unless_switched_off(acme: Company) -> None:
    path = await office(acme, holidays=True)
    clock.move(datetime(2026, 5, 1, 10, tzinfo=UTC))
    assert await state(acme, path) == (False, "2026-05-04T08:00", "holiday", "Labor Day")
    french = await acme.api.get(f"{path}/state", headers={"Accept-Language": "fr"})
    assert french.json()["name"] == "Fête du travail"
    await acme.api.patch(path, json={"holidays_off": ["Labor Day"]})
    assert (await state(acme, path))[0]


async def test_holidays_may_be_those_of_another_country(acme: Company) -> None:
    path = await office(acme, holidays=True, holiday_country="fr")
    clock.move(datetime(2026, 7, 14, 10, tzinfo=UTC))
    assert (await state(acme, path))[2:] == ("holiday", "National Day")


async def test_holidays_that_nobody_knows_are_refused(acme: Company) -> None:
    new = {"name": "Office", "holidays": True}
    assert (
        code(await acme.api.post("/schedules", json={**new, "holiday_country": "ZZ"})) == "holidays_unknown"
    )
    refused = await acme.api.post("/schedules", json={**new, "holidays_off": ["Labour Day!"]})
    assert (code(refused), refused.json()["error"]["field"]) == ("holiday_unknown", "holidays_off")


async def test_the_holidays_of_a_year_are_listed_in_both_languages(acme: Company) -> None:
    listed = (await acme.api.get("/public-holidays?year=2026")).json()
    assert {
        "day": "2026-12-25",
        "key": "Christmas Day",
        "fr": "Fête de Noël",
        "en": "Christmas Day",
    } in listed
    other = (await acme.api.get("/public-holidays?year=2026&country=sn")).json()
    assert "Eid al-Fitr" in {each["key"] for each in other}
    assert code(await acme.api.get("/public-holidays?country=ZZ")) == "holidays_unknown"


async def test_closing_now_ends_by_itself_and_tells_who_closed(acme: Company) -> None:
    path = await office(acme)
    closed = (await acme.api.post(f"{path}/override", json={"state": "closed", "hours": 2})).json()
    assert (closed["open"], closed["why"], closed["until"][:16]) == (False, "override", "2026-03-02T12:00")
    assert closed["override"]["made_by"] == "Owner"
    clock.move(datetime(2026, 3, 2, 12, 1, tzinfo=UTC))
    assert await state(acme, path) == (True, "2026-03-02T18:00", "period", None)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"state": "closed", "until": "tomorrow"}, "2026-03-03T08:00"),
        ({"state": "closed", "until": "2026-03-02T13:30:00+02:00"}, "2026-03-02T11:30"),
        ({"state": "closed"}, None),
        ({"state": "open", "until": "tomorrow"}, "2026-03-03T00:00"),
    ],
    ids=["tomorrow", "an instant", "further notice", "open"],
)
async def test_an_order_lasts_as_long_as_was_said(
    acme: Company, order: dict[str, str], expected: str | None
) -> None:
    path = await office(acme)
    told = (await acme.api.post(f"{path}/override", json=order)).json()
    assert told["open"] is (order["state"] == "open")
    assert (told["until"] and told["until"][:16]) == expected


async def test_the_usual_hours_come_back_when_the_order_is_lifted(acme: Company) -> None:
    path = await office(acme)
    await acme.api.post(f"{path}/override", json={"state": "closed"})
    lifted = (await acme.api.delete(f"{path}/override")).json()
    assert (lifted["open"], lifted["override"]) == (True, None)
    orders = (await acme.api.get(f"{path}/overrides")).json()["items"]
    assert [each["state"] for each in orders] == ["closed", "scheduled"]


async def test_an_order_in_the_past_is_refused(acme: Company) -> None:
    path = await office(acme)
    order = {"state": "closed", "until": "2026-03-02T09:00:00Z"}
    assert code(await acme.api.post(f"{path}/override", json=order)) == "order_past"


async def test_the_calendar_shows_every_stretch_in_the_accounts_zone(acme: Company) -> None:
    path = await office(acme)
    await acme.api.patch("/account", json={"time_zone": "Europe/Paris"})
    shown = (await acme.api.get(f"{path}/preview?from=2026-03-27&days=4")).json()
    opened = [(each["start"][:16], each["end"][:16]) for each in shown["stretches"] if each["open"]]
    assert shown["time_zone"] == "Europe/Paris"
    assert opened == [("2026-03-27T07:00", "2026-03-27T17:00"), ("2026-03-30T06:00", "2026-03-30T16:00")]
    assert [shown["stretches"][0]["start"], shown["stretches"][-1]["end"]] == [
        "2026-03-26T23:00:00Z",
        "2026-03-30T22:00:00Z",
    ]


@pytest.mark.parametrize("query", ["days=0", "days=93", "from=1999-01-01", "from=x"])
async def test_a_preview_has_limits(acme: Company, query: str) -> None:
    assert (await acme.api.get(f"{await office(acme)}/preview?{query}")).status_code == 422


async def test_each_schedule_has_an_index_for_the_phones(acme: Company) -> None:
    first, second = await acme.made("/schedules", name="A"), await acme.made("/schedules", name="B")
    assert (first["index"], second["index"]) == (1, 2)
    taken = await acme.api.patch(f"/schedules/{second['id']}", json={"index": 1})
    assert (code(taken), taken.json()["error"]["field"]) == ("index_taken", "index")
    await acme.api.patch(f"/schedules/{first['id']}", json={"index": None})
    assert (await acme.made("/schedules", name="C"))["index"] == 1


async def test_an_office_that_is_closed_just_now_breaks_no_saved_try(acme: Company) -> None:
    path = await office(acme)
    steps = {
        "hours": {
            "type": "hours",
            "fields": {"schedule": path.rpartition("/")[2]},
            "exits": {"open": "open", "closed": "closed"},
        },
        "open": {"type": "hang_up"},
        "closed": {"type": "hang_up"},
    }
    made = await acme.made("/scenarios", name="Fork", draft={"start": "hours", "steps": steps})
    scenario = f"/scenarios/{made['id']}"
    await acme.made(
        f"{scenario}/tries", name="Morning", script={"at": "2026-03-09T10:00:00"}, expects={"ends_in": "open"}
    )
    await acme.api.post(f"{path}/override", json={"state": "closed"})
    assert (await acme.api.post(f"{scenario}/tries/run", json={})).json()["passed"] is True
    told = (await acme.api.post(f"{scenario}/try", json={"at": "2026-03-09T10:00:00Z"})).json()
    assert [each["step"] for each in told["path"]] == ["hours", "closed"]
