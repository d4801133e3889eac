"""What people do with their lines: call waiting, hold, parking, pickup, another phone of one's own."""

import asyncio
from pathlib import Path

from palabre.features.parking.spoken import NOTHING_PARKED, parked_at
from palabre.features.pickup.spoken import NOT_TO_BE_PICKED_UP, NOTHING_RINGS
from tests.phone.company import Company, company, kinds
from tests.phone.kit import hearing
from tests.phone.kit.call import Call
from tests.phone.kit.phone import Phone, Phones
from tests.phone.kit.sound import tone, write_wave

MUSIC = 440.0
GAP = 0.2


async def settings(acme: Company, path: str, **wanted: object) -> None:
    """Change settings of the company."""
    answer = await acme.api.patch(path, json=wanted)
    assert answer.is_success, answer.text
    await acme.settled()


async def music(acme: Company, tmp_path: Path, **more: object) -> None:
    """Who is on hold hears a tone of the company's own."""
    write_wave(tmp_path / "music.wav", tone(MUSIC, 5.0))
    with (tmp_path / "music.wav").open("rb") as file:
        sent = await acme.api.post(
            "/greetings/upload",
            data={"name": "Attente", "language": "fr", "kind": "music"},
            files={"file": ("music.wav", file)},
        )
    assert sent.is_success, sent.text
    await settings(acme, "/hold", music_id=sent.json()["id"], **more)


async def hears_music(call: Call) -> None:
    """Whatever the switch plays: it is not silence."""
    since = await call.listen(2)
    assert hearing.level(call.tape.samples(since)) > -50


async def talk(caller: Phone, number: str, called: Phone) -> tuple[Call, Call]:
    """One calls the other, who picks up: both sides."""
    out = await caller.dial(number)
    into = await called.incoming()
    await into.answer()
    await out.answered()
    return out, into


async def test_a_second_call_waits_is_taken_held_and_swapped_and_a_third_one_is_busy(
    acme: Company, tmp_path: Path
) -> None:
    await music(acme, tmp_path)
    anna, bob, carol, dan = await acme.staff("101", "102", "103", "104")
    bobs, with_bob = await talk(bob, "101", anna)
    carols = await carol.dial("101")
    with_carol = await anna.incoming()
    await carols.rings()
    await with_bob.hold()
    await bobs.hears_tone(MUSIC)
    await with_carol.answer()
    await carols.talks_with(with_carol)
    live = {each["caller"]: each for each in (await acme.get("/calls/live"))["items"]}
    assert live["102"]["held_since"] and not live["103"]["held_since"]
    third = await dan.dial("101")
    assert await third.ended(within=10) == 486
    await with_carol.hold()
    await carols.hears_tone(MUSIC)
    await with_bob.unhold()
    await bobs.talks_with(with_bob)
    await settings(acme, f"/extensions/{acme.extensions['101']}", call_waiting=False, calls_at_once=10)
    again = await dan.dial("101")
    assert await again.ended(within=10) == 486
    await with_bob.connect_to(with_carol)
    assert await with_bob.transferred() == 200
    await bobs.talks_with(carols)
    await carols.hang_up()
    await acme.nothing_left()
    stories = [await acme.get(f"/calls/{each['id']}") for each in await acme.calls(4)]
    assert sorted(kinds(each).count("held") for each in stories) == [0, 0, 1, 1]


async def test_who_forgets_whom_he_holds_is_rung_and_goes_on_where_he_picks_up(acme: Company) -> None:
    await settings(acme, "/hold", reminder_seconds=10)
    anna, bob = await acme.staff("101", "102")
    bobs, annas = await talk(bob, "101", anna)
    await annas.hold()
    await hears_music(bobs)
    reminder = await anna.incoming(within=15)
    assert (reminder.caller.number, reminder.caller.name) == ("102", "Appel en garde")
    await reminder.answer()
    await annas.ended()
    await bobs.talks_with(reminder)
    await reminder.hang_up()
    await bobs.ended()


async def test_a_call_is_parked_by_keys_found_by_a_colleague_and_survives_the_death_of_the_call_process(
    acme: Company, phones: Phones, tmp_path: Path
) -> None:
    await music(acme, tmp_path)
    anna, bob = await acme.staff("101", "102")
    carrier = await acme.carrier()
    client = await carrier.dial(await acme.number(await acme.scenario(acme.ring("101"))), "+2250700000001")
    annas = await anna.incoming()
    await annas.answer()
    await client.talks_with(annas)
    await annas.press("*700#")
    await annas.hears(await acme.sentence(parked_at("701")))
    await annas.ended(within=10)
    await client.hears_tone(MUSIC)
    waiting = (await acme.get("/parking/calls"))["items"]
    assert [(each["slot"], each["by"], each["caller"]) for each in waiting] == [
        ("701", "101", "+2250700000001")
    ]
    async with company(acme.stack, phones) as beta:
        (stranger,) = await beta.staff("101")
        for number, words in (("701", NOTHING_PARKED), ("*8", NOTHING_RINGS)):
            nothing = await stranger.dial(number)
            await nothing.hears(await beta.sentence(words))
            await nothing.ended(within=10)
    acme.stack.kill("palabre calls")
    await acme.calls_are_back()
    await client.hears_tone(MUSIC)
    bobs = await bob.dial("701")
    await bobs.answered()
    await client.talks_with(bobs)
    await client.hang_up()
    await bobs.ended()
    await acme.nothing_left()


async def test_a_phone_parks_by_transfer_is_told_the_slot_and_rung_when_nobody_comes(acme: Company) -> None:
    await settings(acme, "/parking", recall_seconds=10, park_number="500", last_slot="505")
    anna, bob = await acme.staff("101", "102")
    bobs, annas = await talk(bob, "101", anna)
    await annas.transfer(anna.login.address("503"))
    assert await annas.transferred() == 200
    told = await anna.incoming()
    assert told.caller.number == "503"
    await told.answer()
    await told.hears(await acme.sentence(parked_at("503")))
    await told.ended(within=10)
    await hears_music(bobs)
    recall = await anna.incoming(within=15)
    await recall.answer()
    await bobs.talks_with(recall)
    await recall.hang_up()
    await bobs.ended()


async def test_a_ringing_call_is_picked_up_by_one_of_two_and_some_calls_by_nobody(acme: Company) -> None:
    anna, bob, carol, dan = await acme.staff("101", "102", "103", "104")
    dans = await dan.dial("101")
    rings = await anna.incoming()
    bobs, carols = await asyncio.gather(bob.dial("*8"), carol.dial("*8101"))
    await asyncio.gather(bobs.answered(), carols.answered())
    await rings.ended()
    winner, loser = await decided(bobs, carols)
    assert loser.how_much_of(await acme.sentence(NOTHING_RINGS)).seconds > 0.8
    await dans.talks_with(winner)
    await winner.hang_up()
    await dans.ended()
    group = await acme.post("/extension-groups", name="Direction", may_be_picked_up=False)
    await settings(acme, f"/extensions/{acme.extensions['101']}", group_id=group["id"])
    dans = await dan.dial("101")
    rings = await anna.incoming()
    refused = await carol.dial("*8101")
    await refused.hears(await acme.sentence(NOT_TO_BE_PICKED_UP))
    await rings.answer()
    await dans.talks_with(rings)
    await rings.hang_up()


async def decided(one: Call, other: Call) -> tuple[Call, Call]:
    """Who goes on, and who was slower: his call is over."""
    ends = [asyncio.create_task(each.ended(within=15)) for each in (one, other)]
    _, going_on = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for each in going_on:
        each.cancel()
    return (one, other) if other.over else (other, one)


async def test_a_conversation_goes_on_at_another_phone_of_ones_own_without_a_gap(acme: Company) -> None:
    await acme.extension("101", devices=2)
    await acme.extension("102")
    desk, mobile, bob = await acme.phone("101"), await acme.phone("101", 1), await acme.phone("102")
    bobs = await bob.dial("101")
    desks, rings = await asyncio.gather(desk.incoming(), mobile.incoming())
    await desks.answer()
    await rings.ended()
    await bobs.talks_with(desks)
    since = bobs.tape.length
    desks.play_tone(1000)
    await bobs.hears_tone(1000)
    mobiles = await mobile.dial("*9")
    await mobiles.answered()
    mobiles.play_tone(1000)
    await desks.ended()
    await bobs.hears_tone(1000)
    gap = max(bobs.gaps_in(1000, since), default=0)
    assert gap < GAP, gap
    mobiles.stop_playing()
    await bobs.talks_with(mobiles)
    await bobs.hang_up()
    await mobiles.ended()
    await acme.nothing_left()
