"""Extensions that ring outside: a number over the trunk, a SIP address, a mobile together with the phone."""

import pytest

from palabre.calls import spoken
from tests.phone.company import Company
from tests.phone.kit.carrier import Carrier, asserted, dialled

NOTARY, MOBILE = "+2250505050505", "+2250101010101"
SOON = 10


async def outside(acme: Company, digits: str, kind: str, where: str, **more: str) -> None:
    """An extension that rings outside."""
    await acme.extension(digits, devices=kind == "mobile", kind=kind, outside=where, **more)


async def test_an_external_extension_rings_over_the_trunk_and_shows_a_number_of_the_company(
    acme: Company,
) -> None:
    (anna,) = await acme.staff("101")
    await outside(acme, "104", "external", "05 05 05 05 05")
    number = await acme.number(None)
    carrier = await acme.carrier()
    call = await anna.dial("104")
    incoming = await carrier.incoming(within=SOON)
    shown = asserted(incoming)
    assert dialled(incoming) == NOTARY
    assert shown is not None
    assert shown.number == number
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await incoming.hang_up()
    await call.ended()
    story = await acme.last_call()
    assert (story["direction"], story["called"], story["outcome"]) == ("internal", "104", "answered")


async def test_a_customer_reaches_an_external_extension_through_a_scenario(acme: Company) -> None:
    await outside(acme, "104", "external", NOTARY)
    number = await acme.number(await acme.scenario(acme.ring("104")))
    carrier = await acme.carrier()
    call = await carrier.dial(number, "+2250700000001")
    incoming = await carrier.incoming(within=SOON)
    assert dialled(incoming) == NOTARY
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_an_external_extension_by_its_sip_address(acme: Company, host: str) -> None:
    (anna,) = await acme.staff("101")
    port = acme.stack.named_port
    office = await Carrier.open(acme.phones, acme.stack.sip, address="127.0.0.1", port=port)
    await outside(acme, "105", "external", f"sip:office@{host}:{port}")
    call = await anna.dial("105")
    incoming = await office.incoming(within=SOON)
    assert dialled(incoming) == "office"
    assert f"sip:office@{host}:{port}" in incoming.headers.first_line
    assert incoming.caller.number == "101"
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()


async def test_no_call_goes_to_an_address_inside_the_network(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    inside = await Carrier.open(acme.phones, acme.stack.sip, address=acme.address(7))
    await outside(acme, "105", "external", f"sip:office@{inside.address}")
    call = await anna.dial("105")
    await call.hears(await acme.sentence(spoken.ERROR))
    await inside.phone.stays_quiet(0.5)


async def test_a_mobile_rings_together_with_the_phone(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await outside(acme, "106", "mobile", MOBILE)
    desk = await acme.phone("106")
    await acme.number(None)
    carrier = await acme.carrier()
    call = await anna.dial("106")
    at_desk = await desk.incoming()
    on_mobile = await carrier.incoming(within=SOON)
    assert dialled(on_mobile) == MOBILE
    await on_mobile.answer()
    await call.answered()
    await at_desk.ended()
    await call.talks_with(on_mobile)
    await call.hang_up()
    await on_mobile.ended()


async def test_the_mobile_rings_when_the_phone_is_not_there(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await outside(acme, "106", "mobile", MOBILE, rings="phones_first")
    await acme.number(None)
    carrier = await acme.carrier()
    call = await anna.dial("106")
    on_mobile = await carrier.incoming(within=SOON)
    await on_mobile.answer()
    await call.answered()
    await call.talks_with(on_mobile)
    await on_mobile.hang_up()
    await call.ended()
