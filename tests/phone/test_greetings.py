"""What callers hear: uploads, recordings by phone, sequences, languages, the banner, unanswered words."""

import asyncio
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from palabre.calls import spoken
from palabre.kit.audio import wide_of
from palabre.kit.tests.test_audio import Sound, sine, upload
from tests.phone.company import Company, Json, say, step, steps
from tests.phone.kit.phone import Phones

CALLER = "+2250700000001"
WELCOME = "Bienvenue chez Dupont et fils, votre spécialiste de la quincaillerie à Abidjan depuis trente ans."
NEWS = "Notre nouveau catalogue est arrivé, demandez-le à votre conseiller habituel."
CLOSED = "En raison des inondations, nos magasins restent fermés toute la journée. Merci de votre patience."
ENGLISH = "Welcome to Dupont and sons, your hardware store in Abidjan for the last thirty years."


def plays(prompt: Json, **fields: Any) -> Json:
    """A scenario that says something and ends."""
    hello = step("greeting", {"prompt": prompt, **fields}, done="end")
    return steps("hello", hello=hello, end=step("hang_up"))


async def calls(acme: Company, document: Json) -> Any:
    """A caller from outside, in a scenario."""
    number = await acme.number(await acme.scenario(document))
    carrier = await acme.carrier()
    return await carrier.dial(number, CALLER)


def samples(path: Path) -> Sound:
    """A WAV file of 16 kHz as numbers between -1 and 1."""
    with wave.open(str(path)) as file:
        return (np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768).astype(np.float32)


async def mp3(acme: Company, text: str) -> bytes:
    """A text as somebody would have recorded it: an MP3 file, too quiet, with silence around it."""
    voice = samples(wide_of(await acme.spoken(text))) * 0.1
    silence = np.zeros(32000, np.float32)
    return upload(np.concatenate([silence, voice, silence]), ("mp3", "libmp3lame", 16000, "mono"))


async def test_an_uploaded_mp3_is_heard(acme: Company) -> None:
    files = {"file": ("accueil.mp3", await mp3(acme, WELCOME))}
    made = await acme.api.post(
        "/greetings/upload", data={"name": "Accueil", "language": "fr"}, files=files, timeout=60
    )
    assert made.is_success, made.text
    call = await calls(acme, plays({"greeting": made.json()["id"]}))
    heard = await call.hears(await acme.spoken(WELCOME), whole=True)
    assert heard.start < 2.0, "the silence before it was cut off"
    await call.ended(within=10)


async def test_a_greeting_recorded_by_phone_is_heard_by_callers(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    desk = await anna.dial("077")
    await desk.hears(await acme.sentence(spoken.RECORD_GREETING))
    await desk.hears_tone(1000, within=10, lasting=0.2)
    await desk.listen(0.3)
    desk.play_file(await acme.spoken(NEWS))
    await desk.played()
    await desk.press("#")
    await desk.hears(await acme.spoken(NEWS), within=15)
    await desk.press("1")
    await desk.hears(await acme.sentence(spoken.GREETING_KEPT))
    await desk.ended(within=10)
    await acme.calls(1)
    (recorded,) = (await acme.get("/greetings"))["items"]
    assert recorded["source"] == "phone"
    assert recorded["name"].startswith("Enregistrement du ")
    assert recorded["name"].endswith(" (101)")
    assert abs(recorded["quality"]["level_dbfs"] + 20) < 1.5
    call = await calls(acme, plays({"greeting": recorded["id"]}))
    await call.hears(await acme.spoken(NEWS))
    await call.ended(within=10)


async def test_who_hangs_up_while_recording_has_recorded(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    desk = await anna.dial("077")
    await desk.hears_tone(1000, within=15, lasting=0.2)
    await desk.listen(0.3)
    desk.play_file(await acme.spoken(NEWS))
    await desk.played()
    await desk.hang_up()
    await acme.calls(1)
    (recorded,) = (await acme.get("/greetings"))["items"]
    audio = await acme.api.get(f"/greetings/{recorded['id']}/audio")
    assert audio.is_success, audio.text
    assert recorded["seconds"] > 3


async def test_pieces_are_heard_in_their_order(acme: Company) -> None:
    greeting = await acme.post("/greetings", name="Accueil", language="fr", text=WELCOME)
    parts = [{"text": NEWS}, {"greeting": greeting["id"]}, {"text": CLOSED}]
    call = await calls(acme, plays({"parts": parts}))
    for text in (NEWS, WELCOME, CLOSED):
        await call.hears(await acme.spoken(text), within=15, whole=True)
    await call.ended(within=10)


async def test_each_caller_hears_his_language(acme: Company) -> None:
    greeting = await acme.post("/greetings", name="Accueil", language="fr", text=WELCOME)
    saved = await acme.api.put(f"/greetings/{greeting['id']}/variants/en", json={"text": ENGLISH})
    assert saved.is_success, saved.text
    scenario = await acme.scenario(plays({"greeting": greeting["id"]}))
    await acme.api.patch(f"/scenarios/{scenario}", json={"number": "300"})
    await acme.extension("101", language="fr")
    await acme.extension("102", language="en")
    anna, bob = await acme.phone("101"), await acme.phone("102")
    french, english = await anna.dial("300"), await bob.dial("300")
    await asyncio.gather(
        french.hears(await acme.spoken(WELCOME)), english.hears(await acme.spoken(ENGLISH, "en"))
    )
    await asyncio.gather(french.ended(within=10), english.ended(within=10))


async def test_a_banner_opens_calls_until_it_is_over(acme: Company) -> None:
    number = await acme.number(await acme.scenario(plays({"text": WELCOME})))
    carrier = await acme.carrier()
    await acme.post("/banner", text=CLOSED, hours=2)
    await acme.settled()
    during = await carrier.dial(number, CALLER)
    await during.hears(await acme.spoken(CLOSED))
    await during.hears(await acme.spoken(WELCOME), within=15)
    await during.ended(within=10)
    await acme.move_clock((datetime.now(UTC) + timedelta(hours=2, minutes=1)).isoformat())
    try:
        after = await carrier.dial(number, CALLER)
        await after.hears(await acme.spoken(WELCOME))
        assert after.how_much_of(await acme.spoken(CLOSED)).seconds < 1
        await after.ended(within=10)
    finally:
        await acme.move_clock(None)


async def test_a_banner_takes_the_place_of_greetings_until_it_is_ended(acme: Company) -> None:
    number = await acme.number(await acme.scenario(plays({"text": WELCOME})))
    carrier = await acme.carrier()
    await acme.post("/banner", text=CLOSED, hours=2, mode="instead")
    await acme.settled()
    during = await carrier.dial(number, CALLER)
    await during.hears(await acme.spoken(CLOSED), whole=True)
    await during.ended(within=10)
    assert during.how_much_of(await acme.spoken(WELCOME)).seconds < 1
    assert (await acme.api.delete("/banner")).is_success
    await acme.settled()
    after = await carrier.dial(number, CALLER)
    await after.hears(await acme.spoken(WELCOME))


async def test_words_before_the_answer_cost_the_caller_nothing(acme: Company) -> None:
    document = steps(
        "free",
        free=step("greeting", {"prompt": {"text": CLOSED}, "answer": False}, done="paid"),
        paid=say(NEWS, done="end"),
        end=step("hang_up"),
    )
    call = await calls(acme, document)
    assert await call.rings() == 183
    await call.hears(await acme.spoken(CLOSED), whole=True)
    assert 200 not in [each.code for each in call.messages]
    await call.answered()
    await call.hears(await acme.spoken(NEWS))
    await call.ended(within=10)
    kinds = [each["kind"] for each in (await acme.last_call())["facts"]]
    assert kinds.index("played") < kinds.index("answered")


async def test_a_caller_who_was_never_answered_pays_nothing(acme: Company) -> None:
    call = await calls(acme, plays({"text": CLOSED}, answer=False))
    await call.hears(await acme.spoken(CLOSED), whole=True)
    assert await call.ended(within=10) >= 400
    assert 200 not in [each.code for each in call.messages]


async def test_a_notice_is_heard_whole(acme: Company) -> None:
    notice = await acme.post("/greetings", name="Avis", language="fr", text=CLOSED, interruptible=False)
    fields = {
        "prompt": {"parts": [{"greeting": notice["id"]}, {"text": WELCOME}]},
        "keys": ["1"],
        "seconds": 2,
    }
    ways = {"key_1": "news", "no_key": "end", "wrong_key": "end"}
    document = steps(
        "menu", menu=step("menu", fields, **ways), news=say(NEWS, done="end"), end=step("hang_up")
    )
    call = await calls(acme, document)
    await call.answered()
    await call.listen(1.0)
    pressed = call.press("1")
    await pressed
    call.mark = 0.0
    await call.hears(await acme.spoken(CLOSED), whole=True)
    await call.hears(await acme.spoken(NEWS))
    assert call.how_much_of(await acme.spoken(WELCOME)).seconds < 1
    await call.ended(within=10)


async def test_a_phone_that_hears_more_gets_the_wider_sound(acme: Company) -> None:
    files = {"file": ("accueil.mp3", await mp3(acme, WELCOME))}
    made = await acme.api.post("/greetings/upload", data={"name": "A", "language": "fr"}, files=files)
    assert made.is_success, made.text
    account = (await acme.get("/account"))["id"]
    narrow = acme.stack.home / "sounds" / account / f"{made.json()['id']}.wav"
    marked(narrow, 600, 8000)
    marked(wide_of(narrow), 1000, 16000)
    scenario = await acme.scenario(plays({"greeting": made.json()["id"]}))
    await acme.api.patch(f"/scenarios/{scenario}", json={"number": "300"})
    await acme.extension("101", devices=2)
    async with Phones(["G722"]) as modern:
        usual = await (await acme.phone("101")).dial("300")
        wider = await (await modern.register(acme.logins["101"][1])).dial("300")
        await asyncio.gather(usual.hears_tone(600), wider.hears_tone(1000))
        assert (usual.codec.upper()[:4], wider.codec.upper()[:4]) == ("PCMA", "G722")
        await asyncio.gather(usual.ended(within=15), wider.ended(within=15))


def marked(path: Path, frequency: float, rate: int) -> None:
    """Put a tone in place of a sound, to hear which of two files is played."""
    tone = (sine(rate, seconds=4, frequency=frequency) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, len(tone), "NONE", ""))
        file.writeframes(tone.tobytes())


async def test_hold_music_goes_round_without_a_gap(acme: Company) -> None:
    (anna,) = await acme.staff("101")
    files = {"file": ("attente.wav", upload(sine(8000, seconds=2.0, frequency=800)))}
    made = await acme.api.post(
        "/greetings/upload", data={"name": "Attente", "language": "fr", "kind": "music"}, files=files
    )
    assert made.is_success, made.text
    queue = await acme.post("/queues", name="Ventes", music_id=made.json()["id"])
    agent = acme.extensions["101"]
    await acme.api.post("/agents", json={"name": "101", "extension_id": agent})
    await acme.api.put(f"/queues/{queue['id']}/members/{agent}", json={"level": 0, "position": 0})
    wait = step("queue", {"queue": queue["id"]}, full="end", no_agent="end")
    call = await calls(acme, steps("wait", wait=wait, end=step("hang_up")))
    incoming = await anna.incoming()
    await call.hears_tone(800)
    since = await call.listen(7.0)
    gaps = [each for each in call.gaps_in(800, since) if each > 0.05]
    assert gaps == [], "three rounds of two seconds"
    await incoming.answer()
    await call.talks_with(incoming)
    await call.hears_nothing_of(800)
    await incoming.hang_up()
    await call.ended()


async def test_music_holds_up_no_other_call(acme: Company) -> None:
    await acme.extension("101")
    queue = await acme.post("/queues", name="Ventes")
    await acme.api.post("/agents", json={"name": "101", "extension_id": acme.extensions["101"]})
    await acme.api.put(f"/queues/{queue['id']}/members/{acme.extensions['101']}", json={})
    wait = step("queue", {"queue": queue["id"]}, full="end", no_agent="end")
    waiting = await calls(acme, steps("wait", wait=wait, end=step("hang_up")))
    await waiting.answered()
    number = await acme.number(await acme.scenario(plays({"text": WELCOME})))
    other = await (await acme.carrier(1)).dial(number, CALLER)
    await other.hears(await acme.spoken(WELCOME), within=8)
    await other.ended(within=10)
    await waiting.hang_up()
