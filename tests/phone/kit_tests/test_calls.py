"""Two phones call each other without any switch, and everything the kit promises about a call holds."""

import asyncio

import pytest

from tests.phone.kit import Call, Login, Phone, Phones

EDGE = 0.04  # how exactly the beginning of a tone is heard


async def connected(caller: Phone, callee: Phone) -> tuple[Call, Call]:
    """A call that was answered, from both ends."""
    call = await caller.dial(callee.address)
    incoming = await callee.incoming()
    await incoming.answer()
    await call.answered()
    return call, incoming


async def test_two_phones_talk(anna: Phone, bob: Phone) -> None:
    call = await anna.dial(bob.address, {"X-Way": "direct"}, caller_name='Anna "B"', from_user="+22507")
    incoming = await bob.incoming()
    assert (incoming.caller.name, incoming.caller.number) == ('Anna "B"', "+22507")
    assert incoming.headers.get("x-way") == "direct"
    assert await call.rings() == 180
    await incoming.answer()
    await call.answered()
    await call.talks_with(incoming)
    await incoming.hang_up()
    assert await call.ended() == 200


async def test_each_address_is_the_one_asked_for(anna: Phone, bob: Phone) -> None:
    await bob.dial(anna.address)
    incoming = await anna.incoming()
    assert incoming.source.startswith("127.0.0.2:")
    assert "c=IN IP4 127.0.0.2" in incoming.headers.body.splitlines()


@pytest.mark.parametrize("code", [486, 503])
async def test_a_refusal_reaches_the_caller(anna: Phone, bob: Phone, code: int) -> None:
    call = await anna.dial(bob.address)
    incoming = await bob.incoming()
    await incoming.reject(code, headers={"Reason": "Q.850;cause=17"})
    assert (await call.ended(), call.cause) == (code, 17)


async def test_a_phone_may_refuse_at_once_or_not_react(anna: Phone, bob: Phone) -> None:
    await bob.greet(503)
    assert await (await anna.dial(bob.address)).ended() == 503
    await bob.greet(0)
    silent = await anna.dial(bob.address)
    with pytest.raises(AssertionError, match="no ringing within"):
        await silent.rings(within=0.5)


async def test_a_caller_gives_up(anna: Phone, bob: Phone) -> None:
    call = await anna.dial(bob.address)
    incoming = await bob.incoming()
    await call.rings()
    await call.hang_up()
    assert (call.code, await incoming.ended()) == (487, 487)


async def test_early_audio_is_heard_before_the_answer(anna: Phone, bob: Phone) -> None:
    call = await anna.dial(bob.address)
    incoming = await bob.incoming()
    await incoming.early_media()
    incoming.play_tone(1730)
    await call.hears_tone(1730)
    assert (await call.rings(), call.state) == (180, "ringing")
    assert 183 in [message.code for message in call.messages]


@pytest.mark.parametrize("method", ["rfc4733", "info"])
async def test_keys_arrive(anna: Phone, bob: Phone, method: str) -> None:
    call, incoming = await connected(anna, bob)
    await call.press("15*#", method)
    await incoming.until(lambda: incoming.keys == "15*#", 2, "keys")
    assert [press.digit for press in call.presses] == list("15*#")


async def test_keys_are_heard_as_tones(anna: Phone, bob: Phone) -> None:
    call, incoming = await connected(anna, bob)
    high, low, _ = await asyncio.gather(
        incoming.hears_tone(1336, lasting=0.06),
        incoming.hears_tone(770, lasting=0.06),
        call.press("5", "inband"),
    )
    assert -EDGE < low.at - call.presses[0].at < 0.4
    assert abs(high.at - low.at) < 2 * EDGE


@pytest.mark.parametrize("codec", ["PCMA", "PCMU"])
async def test_the_codec_is_chosen(codec: str) -> None:
    async with Phones(codecs=[codec]) as phones:
        anna, bob = [await phones.place(Login(name, "home.example")) for name in ("anna", "bob")]
        call, incoming = await connected(anna, bob)
        assert (call.codec, incoming.codec) == (codec, codec)
        await call.talks_with(incoming)


async def test_phones_talk_over_tcp(phones: Phones) -> None:
    logins = [Login(name, "home.example", transport="tcp") for name in ("anna", "bob")]
    anna, bob = [await phones.place(login) for login in logins]
    call, incoming = await connected(anna, bob)
    assert "SIP/2.0/TCP" in (incoming.headers.get("via") or "")
    await call.talks_with(incoming)


async def test_hold_silences_the_held_side_only_until_it_ends(anna: Phone, bob: Phone) -> None:
    call, incoming = await connected(anna, bob)
    call.play_tone(600)
    await incoming.hears_tone(600)
    await call.hold()
    await incoming.until(lambda: incoming.media == "remote_hold", 2, "hold")
    await incoming.hears_nothing_of(600, during=0.5)
    await call.unhold()
    await incoming.hears_tone(600)
    (gap,) = incoming.gaps_in(600)
    assert 0.5 < gap < 2
    await call.talks_with(incoming)


async def test_a_blind_transfer_moves_the_other_side(phones: Phones, anna: Phone, bob: Phone) -> None:
    carol = await phones.place(Login("carol", "home.example"))
    call, incoming = await connected(anna, bob)
    await call.transfer(carol.address)
    arrived = await carol.incoming()
    await arrived.answer()
    assert (await call.transferred(), await call.ended(), await incoming.ended()) == (200, 200, 200)
    onward = await bob.successor()
    await onward.talks_with(arrived)


async def test_an_attended_transfer_joins_the_others(phones: Phones, anna: Phone, bob: Phone) -> None:
    carol = await phones.place(Login("carol", "home.example"))
    first, at_bob = await connected(anna, bob)
    await first.hold()
    second, at_carol = await connected(anna, carol)
    await second.connect_to(first)
    assert await second.transferred() == 200
    await asyncio.gather(first.ended(), at_bob.ended(), second.ended(), at_carol.ended())
    await (await bob.successor()).talks_with(await carol.successor())


async def test_a_phone_holds_several_calls(phones: Phones, anna: Phone) -> None:
    others = [await phones.place(Login(f"10{n}", "home.example")) for n in range(4)]
    pairs = [await connected(anna, other) for other in others]
    for call, frequency in zip(pairs, (600, 1000, 1730, 2210), strict=True):
        call[0].play_tone(frequency)
    await asyncio.gather(
        *(pair[1].hears_only(f) for pair, f in zip(pairs, (600, 1000, 1730, 2210), strict=True))
    )
