"""A message left after the tone, and heard through the API."""

import io
import wave
from typing import Any

import numpy as np

from palabre.calls import spoken
from palabre.features.voicemail.spoken import (
    MAILBOX_ADVANCED,
    MAILBOX_CALL_BACK,
    MAILBOX_DELETED,
    MAILBOX_FORWARD,
    MAILBOX_FORWARDED,
    MAILBOX_LISTENING,
    MAILBOX_MENU,
    MAILBOX_URGENT,
    MESSAGE_OPTIONS,
    MESSAGE_URGENT,
)
from tests.phone.company import Company, step, steps
from tests.phone.kit import hearing
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import dialled
from tests.phone.kit.phone import Phone

CALLER = "+2250700000009"


async def test_a_message_is_left_and_read(acme: Company) -> None:
    mailbox = await acme.post("/mailboxes", name="Accueil", number="500", min_seconds=1)
    leave = step("voicemail", {"mailbox": mailbox["id"]}, done="end")
    number = await acme.number(await acme.scenario(steps("leave", leave=leave, end=step("hang_up"))))
    carrier = await acme.carrier()
    call = await carrier.dial(number, CALLER)
    await call.hears(await acme.sentence(spoken.LEAVE_MESSAGE), whole=True)
    await call.hears_tone(1000, lasting=0.2)
    call.play_tone(700)
    await call.hears_silence(2.5)
    await call.press("#")
    await call.hears(await acme.sentence(MESSAGE_OPTIONS))
    await call.press("2")
    await call.hears_tone(700, within=10, lasting=1)
    await call.press("1")
    await call.hears(await acme.sentence(spoken.MESSAGE_SAVED))
    await call.ended(within=10)
    await heard_in(acme, mailbox["id"], 700)
    assert (await acme.last_call())["outcome"] == "message"


async def test_who_hangs_up_after_speaking_has_left_a_message(acme: Company) -> None:
    anna, kofi = await acme.staff("101", "102")
    box = {"extension_id": acme.extensions["102"], "min_seconds": 1, "pin": "4711"}
    mailbox = await acme.post("/mailboxes", name="Direction", number="501", **box)
    await acme.extension("103")
    await acme.settled()
    call = await anna.dial("501")
    await call.hears_tone(1000, within=10, lasting=0.2)
    call.play_tone(800)
    await call.hears_silence(2.5)
    await call.hang_up()
    await lamp(kofi, "1/0")
    await heard_in(acme, mailbox["id"], 800)
    added = await acme.api.patch(f"/mailboxes/{mailbox['id']}", json={"member_ids": [acme.extensions["103"]]})
    assert added.is_success, added.text
    await acme.settled()
    later = await acme.phone("103", asks=True)
    await asked_for(later, "1/0")
    await listens(acme, kofi, "088", 800)
    await lamp(kofi, "0/1")
    await asked_for(later, "0/1")
    (message,) = (await acme.get(f"/mailboxes/{mailbox['id']}/messages"))["items"]
    await acme.api.patch(f"/mailboxes/{mailbox['id']}/messages/{message['id']}", json={"heard": False})
    await lamp(kofi, "1/0")
    at_annas = await listens(acme, anna, "0885014711", 800, hang_up=False)
    await at_annas.press("7")
    await at_annas.hears(await acme.sentence(MAILBOX_DELETED))
    await at_annas.press("#")
    assert await at_annas.ended(within=10) == 200
    await lamp(kofi, "0/0")
    assert all("1/0" not in each.body for each in anna.messages_waiting)


async def test_an_urgent_message_goes_on_to_a_colleague_and_its_sender_is_called_back(acme: Company) -> None:
    awa, ama = await acme.staff("107", "108")
    box = {"extension_id": acme.extensions["107"], "min_seconds": 1}
    mailbox = await acme.post("/mailboxes", name="Awa", number="517", **box)
    await acme.post("/mailboxes", name="Ama", number="518", extension_id=acme.extensions["108"])
    leave = step("voicemail", {"mailbox": mailbox["id"]}, done="end")
    number = await acme.number(await acme.scenario(steps("leave", leave=leave, end=step("hang_up"))))
    carrier = await acme.carrier()
    call = await carrier.dial(number, CALLER)
    await call.hears_tone(1000, within=10, lasting=0.2)
    call.play_tone(700)
    await call.hears_silence(2.5)
    await call.press("#")
    await call.hears(await acme.sentence(MESSAGE_OPTIONS))
    await call.press("4")
    await call.hears(await acme.sentence(MESSAGE_URGENT))
    await call.hang_up()
    await lamp(awa, "1/0")

    own = await awa.dial("088")
    await own.hears(await acme.sentence(MAILBOX_MENU))
    await own.press("1")
    await own.hears(await acme.sentence(MAILBOX_URGENT), at_least=0.7)
    await own.hears_tone(700, within=10, lasting=1)
    for asked, keys in (
        (MAILBOX_LISTENING, "8"),
        (MAILBOX_FORWARD, "518#"),
        (MAILBOX_FORWARDED, ""),
        (MAILBOX_LISTENING, "3"),
        (MAILBOX_ADVANCED, "2"),
        (MAILBOX_CALL_BACK, "1"),
    ):
        await own.hears(await acme.sentence(asked), within=20)
        await own.press(keys)
    await lamp(ama, "1/0")
    back = await carrier.incoming()
    assert dialled(back).endswith("0700000009")
    await back.answer()
    await own.talks_with(back)


async def test_a_full_mailbox_takes_messages_again_when_one_was_deleted(acme: Company) -> None:
    mailbox = await acme.post("/mailboxes", name="Accueil", max_messages=1, min_seconds=1)
    leave = step("voicemail", {"mailbox": mailbox["id"]}, done="end")
    number = await acme.number(await acme.scenario(steps("leave", leave=leave, end=step("hang_up"))))
    carrier = await acme.carrier()
    first = await carrier.dial(number, CALLER)
    await first.hears_tone(1000, within=10, lasting=0.2)
    first.play_tone(700)
    await first.hears_silence(2.5)
    await first.hang_up()
    await acme.calls(1)
    await acme.settled()
    second = await carrier.dial(number, CALLER)
    await second.hears(await acme.sentence(spoken.MAILBOX_FULL))
    assert await second.ended(within=10) >= 400
    (message,) = (await acme.get(f"/mailboxes/{mailbox['id']}/messages"))["items"]
    await acme.api.delete(f"/mailboxes/{mailbox['id']}/messages/{message['id']}")
    await acme.settled()
    third = await carrier.dial(number, CALLER)
    await third.hears(await acme.sentence(spoken.LEAVE_MESSAGE))
    await third.hang_up()


async def test_the_owner_hears_a_message_being_left_and_picks_up(acme: Company) -> None:
    (awa,) = await acme.staff("106")
    mailbox = await acme.post("/mailboxes", name="Awa", extension_id=acme.extensions["106"], min_seconds=1)
    leave = step("voicemail", {"mailbox": mailbox["id"]}, done="end")
    number = await acme.number(await acme.scenario(steps("leave", leave=leave, end=step("hang_up"))))
    carrier = await acme.carrier()
    caller = await carrier.dial(number, CALLER)
    await caller.hears_tone(1000, within=10, lasting=0.2)
    caller.play_tone(700)
    await caller.hears_silence(1)
    listening = await awa.dial("*65")
    listening.play_tone(1300)
    await listening.hears_tone(700, within=10, lasting=1)
    await caller.hears_silence(1.5)
    await listening.press("1")
    await caller.hears_tone(1300, within=10, lasting=0.5)
    await listening.hears_tone(700, within=5, lasting=0.5)
    await caller.hang_up()
    await listening.ended(within=10)
    await heard_in(acme, mailbox["id"], 700)


async def test_a_message_cut_by_a_kill_of_the_call_process_is_kept_up_to_there(acme: Company) -> None:
    """One stays on the line, one hangs up while nobody follows the calls; lamps outlive a new switch too."""
    anna, kofi = await acme.staff("104", "105")
    box = {"extension_id": acme.extensions["105"], "min_seconds": 1}
    mailbox = await acme.post("/mailboxes", name="Accueil", number="510", **box)
    await acme.settled()
    calls = [await each.dial("510") for each in (anna, kofi)]
    for call in calls:
        await call.hears_tone(1000, within=10, lasting=0.2)
        call.play_tone(900)
    await calls[0].hears_silence(2.5)
    acme.stack.kill("palabre calls")
    await calls[1].hang_up()
    await calls[0].hears(await acme.sentence(spoken.MESSAGE_SAVED), within=20)
    await calls[0].ended(within=10)
    await acme.calls(2)
    messages = (await acme.get(f"/mailboxes/{mailbox['id']}/messages"))["items"]
    assert len(messages) == 2
    for each in messages:
        await sounds_like(acme, mailbox["id"], each, 900)
    await lamp(kofi, "2/0")
    acme.stack.kill("asterisk")
    kofi.messages_waiting.clear()
    await kofi.register_again(within=10)
    await lamp(kofi, "2/0")


async def listens(acme: Company, phone: Phone, code: str, frequency: float, hang_up: bool = True) -> Call:
    """Open a mailbox and hear its first new message."""
    call = await phone.dial(code)
    await call.hears(await acme.sentence(MAILBOX_MENU))
    await call.press("1")
    await call.hears_tone(frequency, within=10, lasting=1)
    await call.hears(await acme.sentence(MAILBOX_LISTENING))
    if hang_up:
        await call.hang_up()
    return call


async def lamp(phone: Phone, counts: str) -> None:
    """Until a phone was told so of new and old messages."""

    def told() -> bool | None:
        return any(f"Voice-Message: {counts} " in each.body for each in phone.messages_waiting[-1:]) or None

    await phone.happenings.until(told, 10, f"lamp {counts}")


async def asked_for(phone: Phone, counts: str) -> None:
    """Until a phone that asks for its own address's messages was told so where it asked (RFC 3842)."""
    account = f"Message-Account: {phone.login.address(phone.login.user)}"

    def told() -> bool | None:
        said = [each.body for each in phone.messages_waiting]
        return any(account in each and f"Voice-Message: {counts} " in each for each in said) or None

    await phone.happenings.until(told, 10, f"lamp {counts} that it asked for")


async def heard_in(acme: Company, mailbox: str, frequency: float) -> None:
    """The mailbox holds one message, and it is that tone."""
    await acme.calls(1)
    (message,) = (await acme.get(f"/mailboxes/{mailbox}/messages"))["items"]
    await sounds_like(acme, mailbox, message, frequency)


async def sounds_like(acme: Company, mailbox: str, message: dict[str, Any], frequency: float) -> None:
    """A message is that tone."""
    assert 1.5 < float(message["seconds"]) < 30
    audio = await acme.api.get(f"/mailboxes/{mailbox}/messages/{message['id']}/audio")
    assert audio.is_success, audio.text
    with wave.open(io.BytesIO(audio.content)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16)
    assert sum(each.seconds for each in hearing.tone_spans(samples, frequency)) > 1.0
