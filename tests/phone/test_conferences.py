"""Several people in one room."""

import asyncio
from pathlib import Path
from typing import Any

from palabre.calls import spoken
from tests.phone.company import Company, Json
from tests.phone.kit import hearing
from tests.phone.kit.call import Call
from tests.phone.kit.phone import Phone
from tests.phone.kit.sound import read_wave

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
    await asyncio.gather(calls[0].hears_tone(spoken.BEEP.frequency), calls[3].hang_up())
    phone = await acme.phone("104")
    late, _ = await asyncio.gather(phone.dial("800"), calls[0].hears_tone(spoken.BEEP.frequency))
    await leave(*calls[:3], late)


async def test_twenty_people_hear_all_who_speak_and_nobody_more_fits_in(acme: Company) -> None:
    await conference(acme)
    speakers = await everybody(acme, "101", "102", "103")
    *phones, last = await acme.staff(*map(str, range(201, 219)))
    listeners = [await phone.dial("800") for phone in phones]
    await asyncio.gather(*(each.answered() for each in listeners))
    for tone in TONES[:3]:
        await asyncio.gather(*(each.hears_tone(tone) for each in listeners))
    await speakers[0].hears_tone(TONES[1])
    refused = await last.dial("800")
    await refused.hears(await acme.sentence(spoken.CONFERENCE_FULL))
    await refused.ended()
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


async def test_the_pin_opens_the_door(acme: Company) -> None:
    made = await conference(acme, pin="1234")
    (anna,) = await acme.staff("101")
    call = await anna.dial("800")
    for typed in ("9876", "1234"):
        await call.hears(await acme.sentence(spoken.ENTER_PIN), at_least=1.0)
        assert (await acme.get(f"/conferences/{made['id']}/room"))["members"] == []
        await call.press(typed)
    for _ in range(30):
        members = (await acme.get(f"/conferences/{made['id']}/room"))["members"]
        if members:
            break
        await asyncio.sleep(0.1)
    assert [each["caller"] for each in members] == ["101"]
    await call.hang_up()


async def test_a_conference_survives_the_death_of_the_call_process(acme: Company) -> None:
    """One is muted, the room is locked, all is recorded: so it is after a kill -9; the file holds both.

    Both hang up after another one, before the next process is there: the file is kept all the same.
    """
    made = await conference(acme, record=True, announce=False)
    room = f"/conferences/{made['id']}"
    first, second = await everybody(acme, "101", "102")
    (late,) = await acme.staff("103")
    await asyncio.gather(first.hears_tone(TONES[1]), second.hears_tone(TONES[0]))
    members = (await acme.get(f"{room}/room"))["members"]
    await change(acme, f"{room}/members/{members[1]['call']}", muted=True)
    await change(acme, f"{room}/room", locked=True)
    await asyncio.sleep(0.5)  # facts reach the disk some milliseconds later
    acme.stack.kill("palabre calls")
    await second.hears_tone(TONES[0])
    await acme.calls_are_back()
    await asyncio.sleep(7)  # by then what nobody has claimed would have been taken away
    await asyncio.gather(second.hears_tone(TONES[0]), first.hears_nothing_of(TONES[1]))
    seen = await acme.get(f"{room}/room")
    assert ([each["muted"] for each in seen["members"]], seen["locked"]) == ([False, True], True)
    refused = await late.dial("800")
    await refused.hears(await acme.sentence(spoken.CONFERENCE_LOCKED))
    await refused.ended(within=10)
    acme.stack.kill("palabre calls")
    await leave(first, second)
    await acme.calls_are_back()
    await acme.nothing_left()
    assert heard_in(await recorded(acme)) >= {TONES[0], TONES[1]}


async def recorded(acme: Company) -> Path:
    """The file of the only recording, once it is where it belongs."""
    account = (await acme.get("/account"))["id"]
    for _ in range(50):
        if files := list(acme.stack.home.glob(f"conferences/{account}/*/*.wav")):
            return files[0]
        await asyncio.sleep(0.1)
    raise AssertionError("no recording")


def heard_in(file: Path) -> set[float]:
    """Whose tones a recording holds."""
    samples = read_wave(file)
    return {tone for tone in TONES if hearing.tone_spans(samples, tone)}
