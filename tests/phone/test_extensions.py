"""Extensions that move, want to be left in peace, or have several phones."""

from datetime import UTC, datetime, timedelta

from palabre.calls import spoken
from palabre.features.extensions.spoken import CALLED_AGAIN, LEFT_IN_PEACE
from palabre.features.numbers.spoken import number_is_now
from tests.phone.company import Company, company, kinds

IN_A_MONTH = timedelta(days=31)


async def test_who_moves_is_found_under_both_numbers_and_touches_no_phone(acme: Company) -> None:
    anna, bob = await acme.staff("101", "102")
    await acme.extension("120", language="en")
    guest = await acme.phone("120")
    await acme.post("/short-numbers/102/move", to="12")
    await acme.settled()

    call = await anna.dial("102")
    await call.hears(await acme.spoken(number_is_now("102", "12").fr))
    incoming = await bob.incoming()
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await incoming.ended()
    story = await acme.last_call()
    assert (story["called"], story["outcome"]) == ("102", "answered")
    assert "played" in kinds(story)

    english = await guest.dial("102")
    await english.hears(await acme.spoken(number_is_now("102", "12").en, "en"))
    await english.hang_up()

    direct = await bob.dial("120")
    rung = await guest.incoming()
    assert rung.caller.number == "12"
    await direct.hang_up()

    try:
        await acme.move_clock((datetime.now(UTC) + IN_A_MONTH).isoformat())
        late = await anna.dial("102")
        await late.hears(await acme.sentence(spoken.NUMBER_UNKNOWN))
        assert await late.ended() == 404
    finally:
        await acme.move_clock(None)


async def test_an_old_number_of_one_company_means_nothing_in_another(acme: Company) -> None:
    _, bob = await acme.staff("101", "102")
    await acme.post("/short-numbers/102/move", to="205")
    async with company(acme.stack, acme.phones) as other:
        (anna,) = await other.staff("101")
        for dialled in ("102", "205"):
            call = await anna.dial(dialled)
            await call.hears(await acme.sentence(spoken.NUMBER_UNKNOWN))
            await call.ended()
    await bob.stays_quiet(0.2)


async def test_who_wants_to_be_left_in_peace_is_busy_but_for_whom_he_names(acme: Company) -> None:
    anna, bob, boss = await acme.staff("101", "102", "103")
    code = await bob.dial("*64")
    await code.hears(await acme.sentence(LEFT_IN_PEACE))
    await code.ended()
    await acme.calls(1)
    await acme.settled()

    call = await anna.dial("102")
    assert await call.ended() == 486
    await bob.stays_quiet(0.2)
    path = f"/extensions/{acme.extensions['102']}/do-not-disturb"
    wanted = {"do_not_disturb": True, "allowed": [acme.extensions["103"]]}
    assert (await acme.api.put(path, json=wanted)).is_success
    await acme.settled()
    assert await (await anna.dial("102")).ended() == 486
    call = await boss.dial("102")
    incoming = await bob.incoming()
    await call.hang_up()
    await incoming.ended()

    code = await bob.dial("*64")
    await code.hears(await acme.sentence(CALLED_AGAIN))
    await code.ended()
    call = await anna.dial("102")
    incoming = await bob.incoming()
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await call.hang_up()
    await acme.calls(6)
    await acme.settled()
    assert (await acme.get(path))["do_not_disturb"] is False


async def test_phones_ring_one_after_the_other_by_their_level(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    await acme.extension("102", devices=2)
    desk, cellar = await acme.phone("102", 0), await acme.phone("102", 1)
    first, second = (await acme.get(f"/extensions/{acme.extensions['102']}"))["devices"]
    for device, order in ((first, {"ring_seconds": 1}), (second, {"level": 2})):
        assert (await acme.api.patch(f"/devices/{device['id']}", json=order)).is_success
    await acme.settled()
    call = await anna.dial("102")
    at_desk = await desk.incoming()
    await cellar.stays_quiet(0.2)
    in_cellar = await cellar.incoming()
    await at_desk.ended()
    await in_cellar.answer()
    await call.answered()
    await call.talks_with(in_cellar)
    await call.hang_up()
    await in_cellar.ended()
