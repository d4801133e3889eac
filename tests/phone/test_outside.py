"""Calls out over trunks, and carriers that fail."""

import asyncio

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, step, steps
from tests.phone.kit.carrier import Carrier, asserted, dialled
from tests.phone.raw import Invite, raw_call

ABROAD = "+33123456789"


async def test_an_extension_calls_outside_with_a_number_of_the_company(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    number = await acme.number(None)
    carrier = await acme.carrier()
    call = await anna.dial(ABROAD)
    incoming = await carrier.incoming()
    shown = asserted(incoming)
    assert dialled(incoming) == ABROAD
    assert shown is not None
    assert shown.number == number
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()
    story = await acme.last_call()
    assert (story["direction"], story["outcome"]) == ("outbound", "answered")


async def test_without_a_number_of_its_own_a_company_cannot_call_outside(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    carrier = await acme.carrier()
    call = await anna.dial(ABROAD)
    await call.hears(await acme.sentence(spoken.CALLER_NUMBER_MISSING))
    await call.ended(within=10)
    await carrier.phone.stays_quiet(0.5)


@pytest.mark.parametrize("fault", ["503", "dead"])
async def test_the_second_trunk_takes_over(acme: Company, fault: str) -> None:
    (anna,) = await acme.staff("101")
    await acme.number(None)
    first = await acme.carrier(position=1)
    second = await acme.carrier(position=2)
    await (first.refuse_with(503) if fault == "503" else _die(first))
    call = await anna.dial(ABROAD)
    incoming = await second.incoming(within=12)
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_a_busy_number_is_not_tried_over_another_trunk(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.number(None)
    first = await acme.carrier(position=1)
    second = await acme.carrier(position=2)
    await first.refuse_with(486)
    call = await anna.dial(ABROAD)
    assert await call.ended() == 486
    await second.phone.stays_quiet(0.5)


async def test_no_trunk_takes_the_call(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.number(None)
    carrier = await acme.carrier()
    await carrier.refuse_with(503)
    call = await anna.dial(ABROAD)
    await call.hears(await acme.sentence(spoken.TRUNK_FAILED))
    await call.ended(within=10)


async def test_a_trunk_that_registers(acme: Company) -> None:
    (desk,) = await acme.staff("101")
    missed = {each: "end" for each in ("busy", "no_answer", "unavailable")}
    ring = step("dial_extension", {"extension": acme.extensions["101"]}, **missed)
    number = await acme.number(await acme.scenario(steps("ring", ring=ring, end=step("hang_up"))))
    line = number.removeprefix("+")
    carrier = await Carrier.open(acme.phones, acme.stack.sip, {line: "line-secret"}, acme.address(4))
    host, _, port = carrier.address.rpartition(":")
    login = {"username": line, "secret": "line-secret"}
    await acme.post("/trunks", name="Ligne", kind="registration", host=host, port=int(port), **login)
    call = await carrier.dial_line(line, "+2250700000002")
    incoming = await desk.incoming()
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()
    elsewhere = await acme.number(await acme.scenario(acme.ring("101")))
    login = Invite(await carrier.registrar.registered(line), elsewhere, "+2250700000002")
    calling = asyncio.create_task(raw_call(acme.stack.sip, acme.address(4), login))
    await (await desk.incoming()).reject(486)
    await calling
    outside = await desk.dial(ABROAD)
    taken = await carrier.incoming()
    await taken.answer()
    await outside.answered()
    await outside.talks_with(taken)
    await outside.hang_up()


async def test_a_scenario_sends_a_caller_to_an_outside_number(acme: Company) -> None:
    missed = {each: "end" for each in ("busy", "no_answer", "unavailable")}
    ring = step("dial_number", {"number": ABROAD}, **missed)
    number = await acme.number(await acme.scenario(steps("ring", ring=ring, end=step("hang_up"))))
    carrier = await acme.carrier()
    call = await carrier.dial(number, "+2250700000003")
    incoming = await carrier.incoming()
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def _die(carrier: Carrier) -> None:
    carrier.die()
