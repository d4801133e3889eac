"""Companies are apart, and strangers get nothing."""

import asyncio

import pytest

from tests.phone.company import Company, company
from tests.phone.kit.phone import Login, Phones, RegistrationRefused
from tests.phone.raw import Invite, raw_call
from tests.phone.stack import Stack


async def test_two_companies_with_the_same_short_numbers(stack: Stack, phones: Phones) -> None:
    async with company(stack, phones) as acme, company(stack, phones) as beta:
        anna, bob = await acme.staff("101", "102")
        carla, dora = await beta.staff("101", "102")
        call = await anna.dial("102")
        incoming = await bob.incoming()
        await incoming.answer()
        await call.answered()
        other = await carla.dial("102")
        theirs = await dora.incoming()
        await theirs.answer()
        await other.answered()
        await call.talks_with(incoming)
        await other.talks_with(theirs, tones=(750.0, 1250.0))
        await call.hang_up()
        await other.hang_up()
        assert len(await acme.calls(1)) == 1
        assert len(await beta.calls(1)) == 1


async def test_a_dialled_domain_of_another_company_leads_nowhere(stack: Stack, phones: Phones) -> None:
    async with company(stack, phones) as acme, company(stack, phones) as beta:
        (anna,) = await acme.staff("101")
        (victim,) = await beta.staff("205")
        call = await anna.dial(f"sip:205@{beta.domain}")
        assert await call.ended(within=10) == 404
        await victim.stays_quiet(0.3)


async def test_wrong_password(acme: Company) -> None:
    await acme.extension("101")
    login = acme.logins["101"][0]
    with pytest.raises(RegistrationRefused) as refused:
        await acme.phones.register(Login(login.user, login.domain, "wrong", login.server))
    assert refused.value.code == 401


async def test_a_changed_password_is_in_force_at_once(acme: Company) -> None:
    await acme.extension("101")
    old = acme.logins["101"][0]
    phone = await acme.phone("101")
    devices = (await acme.get(f"/extensions/{acme.extensions['101']}/devices"))["items"]
    fresh = await acme.post(f"/devices/{devices[0]['id']}/secret")
    await acme.settled()
    with pytest.raises(RegistrationRefused):
        await phone.register_again()
    await acme.phones.register(Login(old.user, old.domain, fresh["secret"], old.server))


async def test_a_removed_phone_is_gone_at_once(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    devices = (await acme.get(f"/extensions/{acme.extensions['102']}/devices"))["items"]
    removed = await acme.api.delete(f"/devices/{devices[0]['id']}")
    assert removed.is_success, removed.text
    await acme.settled()
    call = await anna.dial("102")
    assert await call.ended() == 480
    with pytest.raises(RegistrationRefused):
        await bob.register_again()


async def test_a_name_cannot_smuggle_a_header(acme: Company) -> None:
    refused = await acme.api.post("/extensions", json={"name": "Eve\r\nX-Evil: 1", "number": "109"})
    assert refused.status_code == 422
    assert refused.json()["error"]["field"] == "name"
    (desk,) = await acme.staff("101")
    carrier = await acme.carrier()
    number = await acme.number(await acme.scenario(acme.ring("101")))
    call = await carrier.dial(number, "+2250700000001", name='Eve" <sip:x@y>\\')
    incoming = await desk.incoming()
    assert incoming.headers.get("x-evil") is None
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hang_up()


async def test_a_caller_number_of_10_000_digits(acme: Company) -> None:
    (desk,) = await acme.staff("101")
    await acme.carrier()
    number = await acme.number(await acme.scenario(acme.ring("101")))
    invite = Invite(f"sip:{number}@{acme.stack.sip}", number, "+" + "1234567890" * 1000)
    calling = asyncio.create_task(raw_call(acme.stack.sip, acme.address(0), invite))
    incoming = await desk.incoming()
    await incoming.reject(486)
    assert await calling == 603, "the scenario hung up before answering"
    assert len((await acme.last_call())["caller"]) <= 64
