"""The carrier takes registrations with the right password only, and calls travel both ways through it."""

from collections.abc import AsyncIterator

import pytest

from tests.phone.kit import Carrier, Login, Phone, Phones, RegistrationRefused
from tests.phone.kit.carrier import asserted, dialled, diverted_by


@pytest.fixture
async def carrier(phones: Phones, anna: Phone) -> Carrier:
    """A carrier that knows one line, and whose PBX is Anna's phone."""
    return await Carrier.open(phones, pbx=anna.local, passwords={"line1": "secret"})


@pytest.fixture
async def line(phones: Phones, carrier: Carrier) -> AsyncIterator[Phone]:
    """A phone that registers as the line."""
    yield await phones.register(Login("line1", "carrier.example", "secret", carrier.address))


async def test_a_line_registers_and_goes(carrier: Carrier, line: Phone) -> None:
    assert await carrier.registrar.registered("line1") == f"{line.address};ob"
    await line.unregister()
    await carrier.registrar.unregistered("line1")
    await line.register_again()
    await carrier.registrar.registered("line1")


@pytest.mark.parametrize(("user", "password"), [("line1", "wrong"), ("line2", "secret")])
async def test_a_wrong_password_is_refused(
    phones: Phones, carrier: Carrier, user: str, password: str
) -> None:
    with pytest.raises(RegistrationRefused) as refused:
        await phones.register(Login(user, "carrier.example", password, carrier.address))
    assert refused.value.code == 401
    assert carrier.registrar.contacts == {}


async def test_a_registrar_may_refuse_everybody(phones: Phones, carrier: Carrier) -> None:
    carrier.registrar.refuse_with = 403
    with pytest.raises(RegistrationRefused, match="403"):
        await phones.register(Login("line1", "carrier.example", "secret", carrier.address))


async def test_the_carrier_calls_a_registered_line(carrier: Carrier, line: Phone) -> None:
    call = await carrier.dial_line("line1", "+2250700000001", "Awa")
    incoming = await line.incoming()
    assert (incoming.caller.name, incoming.caller.number) == ("Awa", "+2250700000001")
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)


async def test_the_carrier_calls_a_public_number(carrier: Carrier, anna: Phone) -> None:
    await carrier.dial("+2252720001000", "+2250700000001", headers={"X-Carrier": "one"})
    incoming = await anna.incoming()
    assert (dialled(incoming), incoming.caller.number) == ("+2252720001000", "+2250700000001")
    assert incoming.headers.get("x-carrier") == "one"
    assert incoming.source.startswith("127.0.0.2:")


async def test_outside_calls_reach_the_carrier_at_its_public_port(carrier: Carrier, line: Phone) -> None:
    headers = {
        "P-Asserted-Identity": "<sip:+2252720001000@home.example>",
        "Diversion": "<sip:102@home.example>;reason=unconditional",
    }
    call = await line.dial("+2250500000001", headers)
    outside = await carrier.incoming()
    assert dialled(outside) == "+2250500000001"
    assert [address and address.number for address in (asserted(outside), diverted_by(outside))] == [
        "+2252720001000",
        "102",
    ]
    await outside.answer()
    await call.answered()
    await call.talks_with(outside)
    await call.hang_up()
    assert await outside.ended() == 200


async def test_the_carrier_refuses(carrier: Carrier, line: Phone) -> None:
    for code in (503, 404):
        await carrier.refuse_with(code)
        assert await (await line.dial("+2250500000001")).ended() == code


async def test_a_dead_carrier_does_not_even_try(carrier: Carrier, line: Phone) -> None:
    carrier.die()
    call = await line.dial("+2250500000001")
    with pytest.raises(AssertionError, match="Seen so far"):
        await call.rings(within=1)
    assert call.messages == []
    carrier.die(dead=False)
    await call.rings()
