"""Greetings, music and the banner by the API: what is kept of them, what is told, what is refused."""

import io
import wave
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import numpy as np
import pytest

from palabre.calls.facts import Fact
from palabre.features.greetings.listen import hear
from palabre.features.greetings.record import GREETING_RECORDED
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.tests.test_audio import film, sine, upload
from palabre.settings import Settings
from tests.portal import Company, code

SONG = upload(sine(44100, amplitude=0.9), ("mp3", "libmp3lame", 44100, "stereo"))
FIELDS = {"name": "Attente", "language": "fr"}


async def sent(acme: Company, audio: bytes, path: str = "/greetings/upload", **fields: str) -> httpx.Response:
    """Upload a file."""
    files = {"file": ("attente.wav", audio)}
    return await acme.api.post(path, data={**FIELDS, **fields}, files=files)


def length(answer: httpx.Response) -> float:
    with wave.open(io.BytesIO(answer.content)) as sound:
        return float(sound.getnframes() / sound.getframerate())


async def test_an_upload_is_converted_and_reported_on(acme: Company, settings: Settings) -> None:
    made = (await sent(acme, SONG)).json()
    assert (made["kind"], made["source"], round(made["seconds"])) == ("greeting", "file", 2)
    quality = made["quality"]
    assert -5 < quality["source_level_dbfs"] < -1
    assert quality["level_dbfs"] == pytest.approx(-20, abs=0.5)
    assert quality["warnings"] == []
    files = sorted(each.suffix for each in (settings.home / "sounds" / str(acme.id)).iterdir())
    assert files == [".wav", ".wav16"]
    assert (await acme.api.delete(f"/greetings/{made['id']}")).status_code == 204
    assert list((settings.home / "sounds" / str(acme.id)).iterdir()) == []


async def test_warnings_are_in_the_readers_language(acme: Company) -> None:
    loud = upload(sine(8000, amplitude=3).clip(-1, 1))
    made = (await sent(acme, loud)).json()
    (english,) = made["quality"]["warnings"]
    assert english["code"] == "clipped"
    french = await acme.api.get(f"/greetings/{made['id']}", headers={"Accept-Language": "fr"})
    assert french.json()["quality"]["warnings"][0]["message"].startswith("L'enregistrement est saturé")


REFUSED = {
    "empty": (b"", "audio_empty"),
    "text": (b"Bonjour.\n" * 500, "not_audio"),
    "corrupt": (np.random.default_rng(2).bytes(50_000), "not_audio"),
    "film": (film(), "video_not_audio"),
    "silence": (upload(np.zeros(8000, np.float32)), "audio_silent"),
    "two hours": (
        upload(sine(8000, seconds=60), ("mp3", "libmp3lame", 8000, "mono")) * 120,
        "audio_too_long",
    ),
}


@pytest.mark.parametrize(("audio", "refusal"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_is_no_recording_is_refused_and_leaves_nothing(
    acme: Company, settings: Settings, audio: bytes, refusal: str
) -> None:
    assert code(await sent(acme, audio)) == refusal
    assert (await acme.api.get("/greetings")).json()["items"] == []
    assert list((settings.home / "sounds" / str(acme.id)).glob("*")) == []


async def test_another_recording_takes_the_place_of_the_first(acme: Company) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="en", text="Hello.")
    path = f"/greetings/{greeting['id']}"
    again = (await sent(acme, SONG, f"{path}/upload")).json()
    assert (again["id"], again["source"], again["text"]) == (greeting["id"], "file", None)
    assert length(await acme.api.get(f"{path}/audio")) == pytest.approx(2, abs=0.2)


async def test_music_is_listed_apart(acme: Company) -> None:
    song = (await sent(acme, SONG, kind="music")).json()
    await acme.made("/greetings", name="Welcome", language="en", text="Hello.")
    listed = (await acme.api.get("/greetings?kind=music")).json()["items"]
    assert [each["id"] for each in listed] == [song["id"]]


async def test_a_text_is_heard_before_it_is_kept(acme: Company) -> None:
    usual = {"language": "en", "text": "Good morning, this is Acme."}
    heard = await acme.api.post("/greetings/preview", json=usual)
    slow = await acme.api.post("/greetings/preview", json={**usual, "speed": 0.6, "voice": "en-US"})
    assert length(slow) > length(heard) * 1.3
    assert (await acme.api.get("/greetings")).json()["items"] == []
    too_fast = await acme.api.post("/greetings/preview", json={**usual, "speed": 9})
    assert (code(too_fast), too_fast.json()["error"]["field"]) == ("invalid_input", "speed")


async def test_a_slower_voice_reads_the_text_anew(acme: Company) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="en", text="Hello and welcome.")
    slower = await acme.api.patch(f"/greetings/{greeting['id']}", json={"speed": 0.6})
    assert slower.json()["seconds"] > greeting["seconds"] * 1.3


async def test_another_language_has_its_own_recording(acme: Company, settings: Settings) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="fr", text="Bonjour.")
    path = f"/greetings/{greeting['id']}"
    longer = {"text": "Good morning, and welcome to our company."}
    both = (await acme.api.put(f"{path}/variants/en", json=longer)).json()
    assert [(each["language"], each["text"]) for each in both["variants"]] == [("en", longer["text"])]
    french, english = [await acme.api.get(f"{path}/audio?language={each}") for each in ("fr", "en")]
    assert length(english) > length(french) * 1.5
    uploaded = (await sent(acme, SONG, f"{path}/variants/en/upload")).json()
    assert [each["source"] for each in uploaded["variants"]] == ["file"]
    assert code(await acme.api.put(f"{path}/variants/fr", json=longer)) == "own_language"
    assert (await acme.api.delete(f"{path}/variants/en")).status_code == 204
    assert code(await acme.api.delete(f"{path}/variants/en")) == "not_found"
    assert len(list((settings.home / "sounds" / str(acme.id)).glob("*.wav"))) == 1


async def test_the_recordings_of_a_deleted_greeting_go_with_it(acme: Company, settings: Settings) -> None:
    greeting = await acme.made("/greetings", name="Welcome", language="fr", text="Bonjour.")
    await acme.api.put(f"/greetings/{greeting['id']}/variants/en", json={"text": "Hello."})
    assert (await acme.api.delete(f"/greetings/{greeting['id']}")).status_code == 204
    assert list((settings.home / "sounds" / str(acme.id)).iterdir()) == []


async def test_dates_and_fallbacks_make_sense(acme: Company) -> None:
    usual = await acme.made("/greetings", name="Usual", language="en", text="Hello.")
    dates = {"valid_from": "2026-12-20", "valid_until": "2027-01-02", "fallback_id": usual["id"]}
    winter = await acme.made("/greetings", name="Winter", language="en", text="Merry Christmas.", **dates)
    assert {name: winter[name] for name in dates} == dates
    path = f"/greetings/{winter['id']}"
    assert code(await acme.api.patch(path, json={"valid_until": "2026-12-19"})) == "greeting_dates_reversed"
    assert code(await acme.api.patch(path, json={"fallback_id": winter["id"]})) == "fallback_circle"
    circle = await acme.api.patch(f"/greetings/{usual['id']}", json={"fallback_id": winter["id"]})
    assert code(circle) == "fallback_circle"
    assert code(await acme.api.delete(f"/greetings/{usual['id']}")) == "in_use"
    assert (await acme.api.patch(path, json={"fallback_id": None})).status_code == 200
    assert (await acme.api.delete(f"/greetings/{usual['id']}")).status_code == 204


async def test_a_banner_is_set_seen_replaced_and_ended(acme: Company, settings: Settings) -> None:
    assert (await acme.api.get("/banner")).json() is None
    set_ = await acme.made("/banner", text="We are closed today.", hours=2, language="en")
    assert (set_["mode"], set_["set_by_name"], set_["greeting_id"]) == ("before", "Owner", None)
    left = datetime.fromisoformat(set_["ends_at"]) - datetime.now(UTC)
    assert timedelta(minutes=119) < left <= timedelta(hours=2)
    greeting = await acme.made("/greetings", name="Strike", language="en", text="There is a strike.")
    await acme.made("/banner", greeting_id=greeting["id"], hours=1, mode="instead")
    assert (await acme.api.get("/banner")).json()["greeting_id"] == greeting["id"]
    assert code(await acme.api.delete(f"/greetings/{greeting['id']}")) == "in_use"
    assert [(await acme.api.delete("/banner")).status_code for _ in range(2)] == [204, 204]
    assert (await acme.api.get("/banner")).json() is None
    assert len(list((settings.home / "sounds" / str(acme.id)).glob("*.wav"))) == 1


async def test_a_banner_ends_by_itself(acme: Company, moved_clock: None) -> None:
    await acme.made("/banner", text="We are closed today.", hours=2)
    clock.move(clock.now() + timedelta(hours=2, seconds=1))
    assert (await acme.api.get("/banner")).json() is None


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({"hours": 1}, "banner_needs_one"),
        ({"hours": 1, "text": "A", "greeting_id": str(uuid4())}, "banner_needs_one"),
        ({"hours": 0, "text": "Closed."}, "invalid_input"),
        ({"hours": 1e9, "text": "Closed."}, "invalid_input"),
        ({"hours": 1, "text": "…"}, "text_empty"),
        ({"hours": 1, "greeting_id": str(uuid4())}, "not_found"),
    ],
)
async def test_a_banner_that_cannot_be_is_refused(
    acme: Company, wanted: dict[str, Any], refusal: str
) -> None:
    await acme.made("/banner", text="We are closed today.", hours=2)
    assert code(await acme.api.post("/banner", json=wanted)) == refusal
    assert (await acme.api.get("/banner")).json()["text"] == "We are closed today."


async def test_companies_have_banners_of_their_own(acme: Company, beta: Company) -> None:
    await acme.made("/banner", text="We are closed today.", hours=2)
    assert (await beta.api.get("/banner")).json() is None
    assert (await beta.api.delete("/banner")).status_code == 204
    assert (await acme.api.get("/banner")).json() is not None


async def test_what_was_recorded_by_phone_is_in_the_list_once(acme: Company, db: Database) -> None:
    greeting = uuid4()
    data = {
        **{"greeting": str(greeting), "file": f"sounds/{acme.id}/{greeting}.wav", "language": "fr"},
        **{"name": "Enregistrement du 02/03/2026 à 10:00 (101)", "seconds": 4.2, "quality": None},
    }
    fact = Fact(UUID(str(acme.id)), uuid4(), 5, datetime.now(UTC), GREETING_RECORDED, data)
    for _ in range(2):
        await hear(db.pool, [fact])
    (listed,) = (await acme.api.get("/greetings")).json()["items"]
    assert (listed["id"], listed["source"], listed["name"]) == (str(greeting), "phone", data["name"])
    assert listed["seconds"] == 4.2
