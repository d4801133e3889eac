"""Opening hours, with the service's clock moved."""

import pytest

from tests.phone.company import Company, say, step, steps

OPEN = "Bonjour, nos bureaux sont ouverts, restez en ligne, nous vous répondons."
CLOSED = "Nos bureaux sont fermés, merci de rappeler demain matin à partir de huit heures."


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("2027-03-02T10:00:00+00:00", OPEN),
        ("2027-03-02T22:00:00+00:00", CLOSED),
        ("2027-03-06T10:00:00+00:00", CLOSED),
    ],
)
async def test_open_and_closed(acme: Company, at: str, text: str) -> None:
    week = {"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}
    schedule = await acme.post("/schedules", name="Bureau", periods=[week])
    fork = step("hours", {"schedule": schedule["id"]}, open="open", closed="closed")
    nodes = {"open": say(OPEN, done="end"), "closed": say(CLOSED, done="end"), "end": step("hang_up")}
    number = await acme.number(await acme.scenario(steps("fork", fork=fork, **nodes)))
    carrier = await acme.carrier()
    await acme.move_clock(at)
    try:
        call = await carrier.dial(number, "+2250700000001")
        await call.hears(await acme.spoken(text))
        await call.ended(within=10)
    finally:
        await acme.move_clock(None)
