"""Callers in black and white lists, on real lines: what they hear, and what their network is told."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from palabre.calls import spoken
from palabre.features.caller_lists.block_last import CONFIRMATION, digit_by_digit
from tests.phone.company import Company, Json, kinds, say, step, steps
from tests.phone.kit.carrier import Carrier
from tests.phone.kit.phone import Phone
from tests.phone.test_queues import in_line, queue, taken, waiting

SPAMMER, FRIEND, IMPORTANT = "+2250700000666", "+2250700000001", "+2250700000777"
WELCOME = "Bienvenue chez Dupont et fils, un conseiller va vous répondre dans un instant."
REFUSAL = "Nous n'acceptons plus les appels de ce numéro, merci de nous écrire par courrier."
INSIDE = "Votre numéro est dans notre liste de clients, nous vous passons le service commercial."
OUTSIDE = "Nous ne connaissons pas encore votre numéro, veuillez patienter un instant."


async def listing(acme: Company, *values: str | Json, kind: str = "black", **rule: Any) -> str:
    """A list with entries, applied by a rule if one is described; its id."""
    made = await acme.post("/caller-lists", name="Liste", type=kind)
    new = [{"value": each} if isinstance(each, str) else each for each in values]
    await acme.post(f"/caller-lists/{made['id']}/entries", entries=new)
    if rule:
        await acme.post("/caller-lists/rules", caller_list_id=made["id"], **rule)
    await acme.settled()
    return str(made["id"])


async def office(acme: Company) -> tuple[str, Carrier, Phone]:
    """A number that rings extension 101, its carrier, and the phone."""
    (desk,) = await acme.staff("101")
    number = await acme.number(await acme.scenario(acme.ring("101")))
    return number, await acme.carrier(), desk


async def rings(carrier: Carrier, number: str, caller: str, desk: Phone) -> None:
    """The call gets through."""
    call = await carrier.dial(number, caller)
    incoming = await desk.incoming()
    await incoming.answer()
    await call.answered()
    await call.hang_up()
    await incoming.ended()


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ({"action": "reject"}, 403),
        ({"action": "reject", "cause": "unassigned"}, 404),
        ({"action": "reject", "cause": "unavailable"}, 480),
        ({"action": "reject", "cause": "congestion"}, 503),
        ({"action": "busy"}, 486),
    ],
)
async def test_an_unwelcome_caller_is_rejected(acme: Company, action: Json, status: int) -> None:
    number, carrier, desk = await office(acme)
    await listing(acme, SPAMMER, "+22505*", **action)
    assert await (await carrier.dial(number, SPAMMER)).ended() == status
    assert await (await carrier.dial(number, "+2250500000001")).ended() == status
    await desk.stays_quiet(0.3)
    story = await acme.last_call()
    assert story["outcome"] == "refused"
    assert "caller_list" in kinds(story)
    await rings(carrier, number, FRIEND, desk)


async def test_an_unwelcome_caller_hears_why(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    await listing(acme, SPAMMER, action="message", text=REFUSAL)
    call = await carrier.dial(number, SPAMMER)
    await call.hears(await acme.spoken(REFUSAL))
    assert await call.ended(within=15) == 403
    await desk.stays_quiet(0.3)


async def test_an_unwelcome_caller_is_led_to_a_scenario_or_a_mailbox(acme: Company) -> None:
    number, carrier, _ = await office(acme)
    scenario = await acme.scenario(steps("hello", hello=say(WELCOME, done="end"), end=step("hang_up")))
    mailbox = await acme.post("/mailboxes", name="Indésirables")
    await listing(acme, SPAMMER, action="scenario", scenario_id=scenario)
    await listing(acme, "anonymous", action="mailbox", mailbox_id=mailbox["id"])
    call = await carrier.dial(number, SPAMMER)
    await call.hears(await acme.spoken(WELCOME))
    await call.hang_up()
    hidden = await carrier.dial(number, "anonymous")
    await hidden.hears(await acme.sentence(spoken.LEAVE_MESSAGE))
    await hidden.hang_up()


async def test_a_listed_caller_is_served_before_those_who_wait(acme: Company) -> None:
    (desk,) = await acme.staff("101")
    line = await queue(acme, "101")
    number = await acme.number(await acme.scenario(waiting(line)))
    first_served = await acme.scenario(waiting(line, priority=9))
    await listing(acme, IMPORTANT, action="scenario", scenario_id=first_served)
    carrier = await acme.carrier()
    first = await in_line(carrier, number, "+2250700000031")
    talk = await taken(desk, first)
    others = [await in_line(carrier, number, each) for each in (FRIEND, IMPORTANT)]
    await both_wait(acme, line)
    await first.hang_up()
    await talk.ended()
    served = await desk.incoming()
    assert served.caller.number == IMPORTANT
    for each in others:
        await each.hang_up()


async def both_wait(acme: Company, line: str) -> None:
    """Until two callers are in a queue's line."""
    for _ in range(100):
        if (await acme.get(f"/queues/{line}/live"))["waiting"] == 2:
            return
        await asyncio.sleep(0.1)
    raise AssertionError("they do not wait")


async def test_callers_who_hide_are_rejected(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    await listing(acme, "anonymous", action="reject")
    assert await (await carrier.dial(number, "anonymous")).ended() == 403
    await rings(carrier, number, FRIEND, desk)


async def test_the_white_list_beats_the_black_one(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    black = await listing(acme, "country:CI", action="reject")
    await listing(acme, FRIEND, kind="white", action="reject")
    assert await (await carrier.dial(number, SPAMMER)).ended() == 403
    await rings(carrier, number, FRIEND, desk)
    await acme.api.patch(f"/caller-lists/{black}", json={"type": "white"})
    await acme.settled()
    await rings(carrier, number, SPAMMER, desk)


async def test_an_entry_ends_at_its_time(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    ends = datetime.now(UTC) + timedelta(hours=1)
    await listing(acme, {"value": SPAMMER, "expires_at": ends.isoformat()}, action="reject")
    assert await (await carrier.dial(number, SPAMMER)).ended() == 403
    await acme.move_clock((ends + timedelta(seconds=1)).isoformat())
    try:
        await rings(carrier, number, SPAMMER, desk)
    finally:
        await acme.move_clock(None)


async def test_an_extension_has_a_list_of_its_own(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    (other,) = await acme.staff("102")
    elsewhere = await acme.number(await acme.scenario(acme.ring("102")))
    await listing(acme, SPAMMER, level="extension", extension_id=acme.extensions["101"], action="busy")
    assert await (await carrier.dial(number, SPAMMER)).ended() == 486
    await desk.stays_quiet(0.3)
    await rings(carrier, elsewhere, SPAMMER, other)


async def test_a_number_lets_only_its_white_list_through(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    numbers = (await acme.get("/numbers"))["items"]
    place = {"level": "number", "number_id": numbers[0]["id"]}
    await listing(acme, FRIEND, kind="white", only_these=True, action="reject", **place)
    assert await (await carrier.dial(number, SPAMMER)).ended() == 403
    await rings(carrier, number, FRIEND, desk)


async def test_the_last_caller_is_blocked_by_a_code(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    nobody = await desk.dial("*60")
    await nobody.hears(await acme.sentence(spoken.NO_LAST_CALLER))
    await nobody.ended(within=15)
    missed = await carrier.dial(number, SPAMMER)
    await desk.incoming()
    await missed.hang_up()
    code = await desk.dial("*60")
    digits = digit_by_digit(SPAMMER, "CI")
    await code.hears(await acme.spoken(CONFIRMATION["fr"].format(digits=digits)))
    await code.ended(within=15)
    await acme.calls(3)
    await acme.settled()
    assert await (await carrier.dial(number, SPAMMER)).ended() == 403
    (own,) = (await acme.get("/caller-lists"))["items"]
    assert (own["own"], own["extension_id"]) == (True, acme.extensions["101"])
    await rings(carrier, number, FRIEND, desk)


async def test_the_last_caller_is_known_after_a_restart(acme: Company) -> None:
    number, carrier, desk = await office(acme)
    await rings(carrier, number, SPAMMER, desk)
    await acme.last_call()
    acme.stack.kill("palabre calls")
    await acme.calls_are_back()
    code = await desk.dial("*60")
    await code.ended(within=15)
    await acme.calls(2)
    await acme.settled()
    assert await (await carrier.dial(number, SPAMMER)).ended() == 403


async def test_a_scenario_forks_at_a_list(acme: Company) -> None:
    clients = await listing(acme, "+22507000000XX", kind="white")
    fork = step("caller_list", {"list": clients}, in_list="inside", not_in_list="outside")
    ways = {"inside": say(INSIDE, done="end"), "outside": say(OUTSIDE, done="end"), "end": step("hang_up")}
    number = await acme.number(await acme.scenario(steps("fork", fork=fork, **ways)))
    carrier = await acme.carrier()
    for caller, text in ((FRIEND, INSIDE), (SPAMMER, OUTSIDE), ("anonymous", OUTSIDE)):
        call = await carrier.dial(number, caller)
        await call.hears(await acme.spoken(text))
        await call.ended(within=15)


async def test_a_forbidden_destination_is_not_called(acme: Company) -> None:
    _, carrier, desk = await office(acme)
    await listing(acme, "+881*", direction="outbound", action="message", text=REFUSAL)
    call = await desk.dial("00881612345678")
    await call.hears(await acme.spoken(REFUSAL))
    await call.ended(within=15)
    await carrier.phone.stays_quiet(0.3)
    allowed = await desk.dial("+33123456789")
    await (await carrier.incoming()).answer()
    await allowed.answered()
    await allowed.hang_up()
