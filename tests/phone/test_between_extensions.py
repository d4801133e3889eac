"""Two phones of one company."""

import asyncio

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, kinds
from tests.phone.kit.phone import Login


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
async def test_they_talk(acme: Company, transport: str) -> None:
    await acme.extension("101")
    await acme.extension("102")
    login = acme.logins["101"][0]
    server = acme.stack.sip_tls if transport == "tls" else acme.stack.sip
    anna = await acme.phones.register(Login(login.user, login.domain, login.password, server, transport))
    bob = await acme.phone("102")
    call = await anna.dial("102")
    incoming = await bob.incoming()
    assert await call.rings() == 180
    assert (incoming.caller.number, incoming.caller.name) == ("101", "Poste 101")
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()
    story = await acme.last_call()
    assert (story["outcome"], story["direction"], story["called"]) == ("answered", "internal", "102")
    assert story["talk_ms"] > 500
    assert [each["seq"] for each in story["facts"]] == list(range(1, len(story["facts"]) + 1))
    assert {"started", "rang", "party_answered", "talk_started", "talk_ended", "ended"} <= set(kinds(story))
    await acme.nothing_left()


async def test_callee_hangs_up_first(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    call = await anna.dial("102")
    incoming = await bob.incoming()
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await incoming.hang_up()
    assert await call.ended() == 200
    assert (await acme.last_call())["outcome"] == "answered"


@pytest.mark.parametrize(("refusal", "outcome"), [(486, "busy"), (603, "rejected")])
async def test_busy_and_rejected(acme: Company, refusal: int, outcome: str) -> None:
    anna, bob = await acme.staff("101", "102")
    call = await anna.dial("102")
    await (await bob.incoming()).reject(refusal)
    assert await call.ended() == 486
    assert (await acme.last_call())["outcome"] == outcome


async def test_no_answer(acme: Company) -> None:
    await acme.extension("101")
    await acme.extension("102", ring_seconds=5)
    anna, bob = await acme.phone("101"), await acme.phone("102")
    call = await anna.dial("102")
    incoming = await bob.incoming()
    assert await call.ended(within=9) == 480
    await incoming.ended()
    assert (await acme.last_call())["outcome"] == "no_answer"


async def test_unregistered(acme: Company) -> None:
    await acme.extension("102")
    (anna,) = await acme.staff("101")
    call = await anna.dial("102")
    assert await call.ended() == 480
    assert (await acme.last_call())["outcome"] == "unavailable"


async def test_caller_gives_up(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    call = await anna.dial("102")
    incoming = await bob.incoming()
    await call.rings()
    await call.hang_up()
    await incoming.ended()
    story = await acme.last_call()
    (left,) = [
        each["data"] for each in story["facts"] if each["kind"] == "party_left" and each["data"]["sip"]
    ]
    assert (story["outcome"], left["cause"]) == ("abandoned", 16)
    await acme.nothing_left()


async def test_all_phones_ring_and_the_first_to_answer_wins(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.extension("102", devices=3)
    desk, mobile, laptop = [await acme.phone("102", each) for each in range(3)]
    call = await anna.dial("102")
    ringing = await asyncio.gather(desk.incoming(), mobile.incoming(), laptop.incoming())
    await ringing[1].answer()
    await call.answered()
    await asyncio.gather(ringing[0].ended(), ringing[2].ended())
    await call.talks_with(ringing[1])
    await call.hang_up()
    await ringing[1].ended()


async def test_unknown_number_is_told_in_words(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    call = await anna.dial("999")
    await call.hears(await acme.sentence(spoken.NUMBER_UNKNOWN))
    assert await call.ended() == 404
    assert (await acme.last_call())["outcome"] == "refused"


async def test_the_api_begins_a_call(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    begun = await acme.post("/calls", **{"from": "101", "to": "102"})
    first = await anna.incoming()
    await first.answer()
    second = await bob.incoming()
    assert second.caller.number == "101"
    await second.answer()
    await first.talks_with(second)
    live = (await acme.get("/calls/live"))["items"]
    assert [each["id"] for each in live] == [begun["id"]]
    answer = await acme.api.delete(f"/calls/{begun['id']}")
    assert answer.is_success, answer.text
    await asyncio.gather(first.ended(), second.ended())
