"""What is asserted about a call's audio is true of real audio, and false assertions fail with an account."""

import asyncio
from pathlib import Path

import pytest

from tests.phone.kit import Call, Phone
from tests.phone.kit.sound import RATE, Samples, read_wave, tone, write_wave
from tests.phone.kit_tests.conftest import Speak


@pytest.fixture
def menu(speak: Speak) -> Samples:
    return speak("Bienvenue chez Boulangerie Moreau. Pour le service commercial, tapez un.", "fr-FR")


@pytest.fixture
def closed(speak: Speak) -> Samples:
    return speak("Nous sommes actuellement fermés. Nos bureaux ouvrent lundi.", "fr-FR")


@pytest.fixture
async def call(anna: Phone, bob: Phone) -> Call:
    """A call to a phone that answers, seen by the caller."""
    call = await anna.dial(bob.address)
    await (await bob.incoming()).answer()
    await call.answered()
    return call


@pytest.fixture
def switch(call: Call, bob: Phone) -> Call:
    """The other end of the call, in the part of a switch."""
    return bob.calls[1]


async def test_a_prompt_is_heard_to_its_end(call: Call, switch: Call, menu: Samples) -> None:
    length = switch.play(menu)
    heard = await call.hears(menu, whole=True)
    assert heard.offset < 0.2
    assert heard.seconds > 0.8 * length
    assert call.how_much_of(menu).likeness > 0.75


async def test_a_key_cuts_a_prompt_and_the_next_is_timed(
    call: Call, switch: Call, menu: Samples, closed: Samples
) -> None:
    switch.play(menu)
    await call.hears(menu, at_least=1.5)
    await call.press("1")
    await switch.until(lambda: switch.keys == "1", 2, "key")
    switch.play(closed)
    answer = await call.hears(closed)
    assert 0 < answer.at - answer.offset - call.presses[0].at < 1
    cut = call.how_much_of(menu)
    assert cut.seconds == pytest.approx(answer.start - answer.offset - cut.start, abs=0.3)
    assert call.how_much_of(menu, since=answer.start).seconds < 1


async def test_another_prompt_is_not_taken_for_it(
    call: Call, switch: Call, menu: Samples, closed: Samples
) -> None:
    switch.play(closed)
    with pytest.raises(AssertionError, match=r"no 2\.0 s of the recording within 2 s; heard 2\.\d s at"):
        await call.hears(menu, within=2)
    call.forget()
    await call.not_hears(menu, during=1)


async def test_a_prompt_that_should_not_play_is_noticed(call: Call, switch: Call, menu: Samples) -> None:
    switch.play(menu)
    with pytest.raises(AssertionError, match="of the recording"):
        await call.not_hears(menu, during=2.5)


async def test_silence_and_tones_are_told_apart(call: Call, switch: Call) -> None:
    await call.hears_silence(0.5)
    switch.play_tone(600)
    await call.hears_tone(600)
    await call.hears_only(600)
    await call.hears_nothing_of(1000, during=0.5)
    for false in (
        call.hears_tone(1000, within=0.5),
        call.hears_only(1000),
        call.hears_nothing_of(600, during=0.5),
        call.hears_silence(0.5, within=1),
    ):
        with pytest.raises(AssertionError, match="600 Hz at -1"):
            await false
    switch.stop_playing()
    await call.hears_silence(0.5)


async def test_a_file_is_played_once_and_then_silence(call: Call, switch: Call, tmp_path: Path) -> None:
    path = tmp_path / "beep.wav"
    write_wave(path, tone(1000, 0.6))
    assert len(read_wave(path)) == 0.6 * RATE
    assert switch.play_file(path) == pytest.approx(0.6)
    beep, _ = await asyncio.gather(call.hears_tone(1000), switch.played())
    await call.hears_silence(0.5)
    assert beep.at > 0


async def test_echo_is_noticed_when_two_talk(call: Call, switch: Call) -> None:
    def hears_itself_too() -> None:
        switch.play(tone(600) + tone(1000), again=True)

    asyncio.get_running_loop().call_later(0.5, hears_itself_too)
    with pytest.raises(AssertionError, match="not 1000 Hz alone"):
        await call.talks_with(switch)


async def test_the_timeline_has_no_holes(call: Call, switch: Call) -> None:
    await call.listen(2)
    begun = call.tape.moment(0)
    lasted = asyncio.get_running_loop().time() - begun
    assert call.tape.length == pytest.approx(lasted, abs=0.15)
    assert call.tape.place(call.tape.moment(1.0)) == pytest.approx(1.0, abs=0.03)


async def test_a_check_fails_at_once_when_the_call_ends(call: Call, switch: Call, menu: Samples) -> None:
    began = asyncio.get_running_loop().time()
    asyncio.get_running_loop().call_later(0.2, lambda: switch.wire.tell("hang_up", call=1, code=0))
    with pytest.raises(AssertionError, match="before the call ended.*got BYE"):
        await call.hears(menu, within=20)
    assert asyncio.get_running_loop().time() - began < 5
