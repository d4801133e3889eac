"""Exceptions and holidays with the clock moved; closing now by a phone and by the API; shared schedules."""

from typing import Any

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, say, step, steps
from tests.phone.kit.carrier import Carrier

OPEN = "Bonjour, nos bureaux sont ouverts, restez en ligne, nous vous répondons."
CLOSED = "Nos bureaux sont fermés, merci de rappeler demain matin à partir de huit heures."
ALWAYS = [{"days": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "00:00"}]
CUSTOMER = "+2250700000001"
SOON = 15


async def office(acme: Company, **more: Any) -> tuple[str, str]:
    """The path of a schedule that is always open, and a public number that says whether it is."""
    schedule = await acme.post("/schedules", **{"name": "Bureau", "periods": ALWAYS, **more})
    return f"/schedules/{schedule['id']}", await line(acme, schedule["id"])


async def line(acme: Company, schedule: str) -> str:
    """A public number of its own scenario over a schedule."""
    fork = step("hours", {"schedule": schedule}, open="open", closed="closed")
    nodes = {"open": say(OPEN, done="end"), "closed": say(CLOSED, done="end"), "end": step("hang_up")}
    return await acme.number(await acme.scenario(steps("fork", fork=fork, **nodes)))


async def told(acme: Company, carrier: Carrier, number: str, text: str) -> None:
    """A customer calls and is told something."""
    call = await carrier.dial(number, CUSTOMER)
    await call.hears(await acme.spoken(text), within=SOON)
    await call.hang_up()


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2027-03-02T10:00:00+00:00", OPEN),
        ("2027-03-03T10:00:00+00:00", CLOSED),
        ("2027-08-07T10:00:00+00:00", CLOSED),
        ("2027-12-25T10:00:00+00:00", OPEN),
    ],
    ids=["ordinary day", "exception", "public holiday", "holiday switched off"],
)
async def test_days_that_do_not_follow_the_week(acme: Company, at: str, text: str) -> None:
    inventory = {"name": "Inventaire", "starts_on": "2027-03-03"}
    special = {"exceptions": [inventory], "holidays": True, "holidays_off": ["Christmas Day"]}
    _, number = await office(acme, **special)
    carrier = await acme.carrier()
    await acme.move_clock(at)
    try:
        await told(acme, carrier, number, text)
    finally:
        await acme.move_clock(None)


async def test_a_phone_closes_now_and_opens_again(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    path, number = await office(acme)
    carrier = await acme.carrier()
    await told(acme, carrier, number, OPEN)

    closing = await anna.dial("*61")
    await closing.hears(await acme.spoken("Bureau : c'est fermé."), within=SOON)
    await closing.hears(await acme.sentence(spoken.UNTIL_FURTHER_NOTICE))
    await closing.ended(within=10)
    await told(acme, carrier, number, CLOSED)
    order = (await acme.get(f"{path}/overrides"))["items"][0]
    assert (order["state"], order["made_by"]) == ("closed", "Poste 101")
    assert order["extension_id"] == acme.extensions["101"]
    assert (await acme.get(f"{path}/state"))["why"] == "override"

    opening = await anna.dial("*62")
    await opening.hears(await acme.sentence(spoken.USUAL_HOURS_OPEN), within=SOON)
    await opening.ended(within=10)
    await told(acme, carrier, number, OPEN)
    story = next(each for each in await acme.calls(5) if each["called"] == "*62")
    assert (story["direction"], story["outcome"]) == ("internal", "answered")


async def test_closing_by_the_api_closes_every_number_of_the_schedule_and_ends_by_itself(
    acme: Company,
) -> None:
    path, first = await office(acme)
    second = await line(acme, path.rpartition("/")[2])
    carrier = await acme.carrier()
    await acme.post(f"{path}/override", state="closed", hours=2)
    await acme.settled()
    for number in (first, second):
        await told(acme, carrier, number, CLOSED)
    ends = (await acme.get(f"{path}/state"))["until"]
    await acme.move_clock(ends)
    try:
        await told(acme, carrier, second, OPEN)
    finally:
        await acme.move_clock(None)


async def test_a_code_for_a_schedule_that_is_not_there(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    call = await anna.dial("*617")
    await call.hears(await acme.sentence(spoken.SCHEDULE_UNKNOWN), within=SOON)
    await call.ended(within=10)
