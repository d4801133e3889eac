"""Forwarding with real phones and carriers: who rings, what everybody hears, what stands on the wire."""

import asyncio
from typing import Any

import pytest

from palabre.calls import spoken as core
from palabre.features.forwarding import spoken
from tests.phone.company import Company, company, kinds, say, step, steps
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import diverted_by
from tests.phone.kit.looped import Looped
from tests.phone.kit.phone import Phones
from tests.phone.stack import Stack

CLIENT, MOBILE, TONE, RINGBACK = "+33142685300", "+2250707070707", 1000.0, 440.0
HELLO = "Bonjour, nous vous mettons en relation."


async def forward(acme: Company, digits: str, kind: str, *to: dict[str, Any], **more: Any) -> None:
    """A rule of an extension."""
    await acme.post(f"/extensions/{acme.extensions[digits]}/forwarding", kind=kind, targets=list(to), **more)
    await acme.settled()


async def talk(one: Call, other: Call) -> None:
    """They hear each other, then it is over."""
    await other.answer()
    await one.answered()
    await one.talks_with(other)
    await one.hang_up()
    await other.ended()


async def test_all_calls_to_a_colleague_by_code_and_two_who_forward_to_each_other(acme: Company) -> None:
    awa, yao, front = await acme.staff("101", "102", "103")
    setting = await awa.dial("*21102")
    await setting.hears(await acme.spoken("Tous vos appels sont renvoyés vers le 1 0 2."))
    await setting.ended()
    call = await front.dial("101")
    await talk(call, await yao.incoming())
    assert not awa.arrived
    (rule,) = (await acme.get(f"/extensions/{acme.extensions['101']}/forwarding"))["rules"]
    assert (rule["author"], rule["targets"][0]["to"]) == ("code", "102")
    await forward(acme, "102", "always", {"to": "101"})
    lost = await front.dial("101")
    await lost.hears(await acme.sentence(spoken.IN_A_CIRCLE))
    assert await lost.ended() == 480
    story = await acme.get(f"/calls/{(await acme.calls(3))[0]['id']}/forwarding")
    told = [(each["what"], each["number"]) for each in story["steps"]]
    circle = [("sent", "101"), ("sent", "102"), ("loop", "101"), ("came_back", "102"), ("came_back", "101")]
    assert told == circle
    assert not yao.arrived and not awa.arrived


async def test_busy_to_a_mailbox_and_switched_off_to_a_colleague(acme: Company) -> None:
    awa, front = await acme.staff("101", "103")
    await acme.extension("102")
    box = await acme.post("/mailboxes", name="Boîte", number="200")
    await forward(acme, "101", "busy", {"target_id": box["id"]})
    await forward(acme, "102", "unavailable", {"to": "101", "seconds": 20})
    call = await front.dial("101")
    await (await awa.incoming()).reject(486)
    await call.hears(await acme.sentence(core.LEAVE_MESSAGE))
    await call.hang_up()
    second = await front.dial("102")
    await talk(second, await awa.incoming())


async def test_a_mobiles_mailbox_does_not_swallow_the_call(acme: Company) -> None:
    awa, yao = await acme.staff("101", "102")
    missed = {each: "end" for each in ("busy", "no_answer", "unavailable")}
    ring = step("dial_extension", {"extension": acme.extensions["101"]}, **missed)
    document = steps("hello", hello=say(HELLO, done="ring"), ring=ring, end=step("hang_up"))
    number = await acme.number(await acme.scenario(document))
    carrier = await acme.carrier(shows_callers=True)
    await forward(acme, "101", "no_answer", {"to": MOBILE}, {"to": "102"}, ring_seconds=1)
    question = await acme.sentence(spoken.ACCEPT)
    call = await carrier.dial(number, CLIENT)
    await call.hears(await acme.spoken(HELLO), whole=True)
    await awa.incoming()
    mobile = await carrier.incoming()
    diversion, history = diverted_by(mobile), mobile.headers.get("history-info") or ""
    assert diversion is not None and diversion.number == number
    assert diversion.parameters == "reason=no-answer;counter=1"
    assert f"<sip:{MOBILE}@" in history and "cause=408" in history and "index=1.1" in history
    assert mobile.caller.number == CLIENT
    await mobile.answer()
    mobile.play_tone(TONE)
    await mobile.hears(question)
    await call.hears_tone(RINGBACK, within=8)
    await call.hears_nothing_of(TONE)
    await mobile.hang_up()
    await talk(call, await yao.incoming())
    again = await yao.dial("101")
    await awa.incoming()
    mobile = await carrier.incoming()
    await mobile.answer()
    await mobile.hears(question)
    await mobile.press("1")
    await again.talks_with(mobile)
    await mobile.hang_up()
    await again.ended()
    await acme.calls(2)
    assert {"forwarded", "forward_shown", "accept_asked", "talk_started"} <= set(
        kinds(await acme.last_call())
    )


async def test_a_carrier_that_refuses_the_callers_number_gets_the_companys(acme: Company) -> None:
    await acme.extension("101")
    number = await acme.number(await acme.scenario(acme.ring("101")))
    carrier = await acme.carrier(shows_callers=True)
    await forward(acme, "101", "unavailable", {"to": MOBILE, "press_to_accept": False})
    await carrier.phone.greet(0)
    call = await carrier.dial(number, CLIENT)
    first = await carrier.incoming()
    assert first.caller.number == CLIENT
    await carrier.phone.greet(180)
    await first.reject(403)
    second = await carrier.incoming()
    assert second.caller.number == number
    assert diverted_by(second) is not None
    await talk(call, second)
    story = await acme.get(f"/calls/{(await acme.calls(1))[0]['id']}/forwarding")
    assert [each["what"] for each in story["steps"]] == ["sent", "rang", "refused"]


@pytest.mark.parametrize("strips", [False, True], ids=["told", "untold"])
async def test_two_companies_that_forward_to_each_other_over_their_carriers(
    stack: Stack, phones: Phones, strips: bool
) -> None:
    async with company(stack, phones) as acme, company(stack, phones) as beta:
        carriers = await Looped.open(stack.sip, (acme.address(0), beta.address(0)), strips)
        phones.on_close(carriers.close)
        numbers = []
        for each, end in zip((acme, beta), carriers.ends, strict=True):
            host, port = end.address
            address = {"host": host, "port": port, "addresses": [host]}
            await each.post("/trunks", name="Opérateur", kind="address", **address)
            await each.extension("101")
            await each.number(None)  # what its carrier shows is not what the other one calls
            document = steps("ring", ring=step("forward", {"to": "101"}))
            numbers.append(await each.number(await each.scenario(document)))
        await forward(acme, "101", "always", {"to": numbers[1]})
        await forward(beta, "101", "always", {"to": numbers[0]})
        (front,) = await acme.staff("103")
        call = await front.dial("101")
        await call.hears(await acme.sentence(core.EXTENSION_UNAVAILABLE), within=25)
        assert await call.ended() == 480
        assert 4 <= len(carriers.invites) <= 10
        await asyncio.gather(acme.nothing_left(), beta.nothing_left())
