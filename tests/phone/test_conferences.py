"""Several people in one room."""

import asyncio
from typing import Any

import pytest

from palabre.calls import spoken
from tests.phone.company import Company, Json
from tests.phone.kit.call import Call
from tests.phone.kit.phone import Phone

TONES = (500.0, 730.0, 1130.0, 1910.0)
"""No sum or difference of two of them is another one."""


async def conference(acme: Company, **more: Any) -> Json:
    """A room with the short number 800."""
    made = await acme.post("/conferences", name="Direction", number="800", **more)
    await acme.settled()
    return made


async def inside(phone: Phone, tone: float) -> Call:
    """Somebody who has gone in and hums."""
    call = await phone.dial("800")
    await call.answered()
    call.play_tone(tone, level=-20)
    return call


async def everybody(acme: Company, *digits: str) -> list[Call]:
    """As many people as there are numbers, each with a tone of his own."""
    phones = await acme.staff(*digits)
    calls = [await inside(phone, tone) for phone, tone in zip(phones, TONES, strict=False)]
    await asyncio.sleep(1)
    return calls


async def leave(*calls: Call) -> None:
    """All go home."""
    await asyncio.gather(*(each.hang_up() for each in calls))


async def test_everybody_hears_everybody(acme: Company) -> None:
    made = await conference(acme)
    calls = await everybody(acme, "101", "102", "103", "104")
    others = [(call, tone) for call in calls for tone in TONES if tone != TONES[calls.index(call)]]
    await asyncio.gather(*(call.hears_tone(tone) for call, tone in others))
    await asyncio.gather(*(call.hears_nothing_of(tone) for call, tone in zip(calls, TONES, strict=True)))
    members = (await acme.get(f"/conferences/{made['id']}/room"))["members"]
    assert [each["caller"] for each in members] == ["101", "102", "103", "104"]
    await leave(*calls)


async def test_twenty_people_hear_all_who_speak(acme: Company) -> None:
    await conference(acme)
    speakers = await everybody(acme, "101", "102", "103")
    listeners = [await phone.dial("800") for phone in await acme.staff(*map(str, range(201, 218)))]
    await asyncio.gather(*(each.answered() for each in listeners))
    for tone in TONES[:3]:
        await asyncio.gather(*(each.hears_tone(tone) for each in listeners))
    await speakers[0].hears_tone(TONES[1])
    await leave(*speakers, *listeners)


async def test_a_moderator_mutes_shows_out_and_locks(acme: Company) -> None:
    made = await conference(acme)
    room = f"/conferences/{made['id']}"
    first, second, third = await everybody(acme, "101", "102", "103")
    members = {each["caller"]: each["call"] for each in (await acme.get(f"{room}/room"))["members"]}
    await change(acme, f"{room}/members/{members['102']}", muted=True)
    await asyncio.gather(first.hears_nothing_of(TONES[1]), second.hears_tone(TONES[0]))
    await change(acme, f"{room}/members/{members['102']}", muted=False)
    await first.hears_tone(TONES[1])
    await acme.api.delete(f"{room}/members/{members['103']}")
    await third.ended()
    await asyncio.sleep(0.5)  # the last of his sound is still on its way
    await first.hears_nothing_of(TONES[2])
    await change(acme, f"{room}/room", locked=True)
    (late,) = await acme.staff("104")
    refused = await late.dial("800")
    await refused.hears(await acme.sentence(spoken.CONFERENCE_LOCKED))
    await refused.ended(within=10)
    await leave(first, second)


async def change(acme: Company, path: str, **body: Any) -> None:
    """PATCH something."""
    answer = await acme.api.patch(path, json=body)
    assert answer.is_success, answer.text


@pytest.mark.parametrize(("typed", "heard"), [("1234", None), ("9876", spoken.ENTER_PIN)])
async def test_the_pin_opens_the_door(acme: Company, typed: str, heard: spoken.Sentence | None) -> None:
    made = await conference(acme, pin="1234")
    (anna,) = await acme.staff("101")
    call = await anna.dial("800")
    await call.hears(await acme.sentence(spoken.ENTER_PIN), at_least=1.0)
    await call.press(typed)
    if heard is not None:
        await call.hears(await acme.sentence(heard), at_least=1.0)
    await asyncio.sleep(0.5)
    members = (await acme.get(f"/conferences/{made['id']}/room"))["members"]
    assert len(members) == (heard is None)
    await call.hang_up()


async def test_what_is_said_is_recorded(acme: Company) -> None:
    await conference(acme, record=True, announce=False)
    calls = await everybody(acme, "101", "102")
    await calls[0].hears_tone(TONES[1])
    await asyncio.sleep(1)
    await leave(*calls)
    await acme.calls(2)
    await asyncio.sleep(0.5)
    (file,) = acme.stack.home.glob("conferences/*/*/*.wav")
    assert file.stat().st_size > 10_000


async def test_a_conference_survives_the_death_of_the_call_process(acme: Company) -> None:
    made = await conference(acme)
    first, second = await everybody(acme, "101", "102")
    acme.stack.kill("palabre calls")
    await asyncio.gather(first.hears_tone(TONES[1]), second.hears_tone(TONES[0]))
    await acme.calls_are_back()
    await asyncio.sleep(7)
    await asyncio.gather(first.hears_tone(TONES[1]), second.hears_tone(TONES[0]))
    assert len((await acme.get(f"/conferences/{made['id']}/room"))["members"]) == 2
    await leave(first, second)
    await acme.nothing_left()
