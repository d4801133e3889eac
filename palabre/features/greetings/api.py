"""Routes of greetings, music and the banner."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, UploadFile
from fastapi.responses import FileResponse
from sqlalchemy import select

from palabre.features.greetings.banner import current_banner, end_banner, set_banner
from palabre.features.greetings.keep import add_greeting, change_greeting, record_anew, remove_greeting
from palabre.features.greetings.models import Greeting
from palabre.features.greetings.schemas import (
    BannerNew,
    BannerOut,
    GreetingChange,
    GreetingKind,
    GreetingNew,
    GreetingOut,
    Spoken,
    VariantNew,
)
from palabre.features.greetings.sounds import LIMITS, manner
from palabre.features.greetings.variants import put_variant, recording_in, remove_variant, shown
from palabre.kit.access import Access, Edit, Read
from palabre.kit.audio import AudioTooLarge
from palabre.kit.errors import NotFound
from palabre.kit.http import language_of
from palabre.kit.inputs import Language, Name
from palabre.kit.rows import Page, Pages, find, turn
from palabre.kit.speak import speak

router = APIRouter(tags=["greetings"])
ONE = "/greetings/{greeting_id}"
VARIANT = ONE + "/variants/{variant}"
Reader = Annotated[Language, Depends(language_of)]


async def _sent(file: UploadFile) -> bytes:
    """The contents of an uploaded file. Raises AudioTooLarge."""
    audio = await file.read(LIMITS.bytes + 1)
    if len(audio) > LIMITS.bytes:
        raise AudioTooLarge(field="file", megabytes=LIMITS.bytes / 1e6)
    return audio


def _uploaded(
    name: Annotated[Name, Form()],
    language: Annotated[Language, Form()],
    kind: Annotated[GreetingKind, Form()] = "greeting",
) -> Greeting:
    """The greeting or music that an uploaded file becomes."""
    return Greeting(source="file", name=name, language=language, kind=kind)


Sent = Annotated[bytes, Depends(_sent)]


@router.get("/greetings")
async def list_greetings(
    access: Read, paging: Pages, reader: Reader, kind: GreetingKind | None = None
) -> Page[GreetingOut]:
    """The account's greetings and pieces of music."""
    query = select(Greeting) if kind is None else select(Greeting).where(Greeting.kind == kind)
    rows, following = await turn(access.session, query, Greeting, paging)
    return Page(items=await shown(access.session, rows, reader), next=following)


@router.post("/greetings", status_code=201)
async def create_greeting(access: Edit, new: GreetingNew, reader: Reader) -> GreetingOut:
    """Add a greeting that a voice reads from a text."""
    greeting = Greeting(source="text", **new.model_dump())
    await add_greeting(access.session, greeting, access.settings.home)
    return await _one(access, greeting, reader)


@router.post("/greetings/upload", status_code=201)
async def upload_greeting(
    access: Edit, audio: Sent, greeting: Annotated[Greeting, Depends(_uploaded)], reader: Reader
) -> GreetingOut:
    """Add a recording or music: WAV, MP3, Ogg, Opus, M4A, FLAC or WebM, up to 20 MB and 10 minutes."""
    await add_greeting(access.session, greeting, access.settings.home, audio)
    return await _one(access, greeting, reader)


@router.post("/greetings/preview", response_class=FileResponse)
async def preview_greeting(access: Edit, spoken: Spoken) -> FileResponse:
    """How a voice reads a text, as a WAV file; nothing is kept in the account."""
    how = manner(spoken.voice, spoken.speed)
    path = await speak(spoken.text, spoken.language, access.settings.home / "spoken", how)
    return FileResponse(path, media_type="audio/wav")


@router.get(ONE)
async def get_greeting(access: Read, greeting_id: UUID, reader: Reader) -> GreetingOut:
    """One greeting."""
    return await _one(access, await find(access.session, Greeting, greeting_id), reader)


@router.get(ONE + "/audio", response_class=FileResponse)
async def get_greeting_audio(
    access: Read, greeting_id: UUID, language: Language | None = None
) -> FileResponse:
    """What callers hear, also in another language, as a WAV file of 8 kHz, 16 bits, mono."""
    recording = await recording_in(access.session, greeting_id, language)
    path = access.settings.home / (recording.file or "")
    if not recording.file or not path.is_file():
        raise NotFound(what=str(greeting_id))
    return FileResponse(path, media_type="audio/wav")


@router.patch(ONE)
async def change_a_greeting(
    access: Edit, greeting_id: UUID, wanted: GreetingChange, reader: Reader
) -> GreetingOut:
    """Rename a greeting, give it dates, or let the voice read another text, language or speed."""
    home = access.settings.home
    return await _one(access, await change_greeting(access.session, greeting_id, wanted.sent(), home), reader)


@router.post(ONE + "/upload")
async def upload_again(access: Edit, greeting_id: UUID, audio: Sent, reader: Reader) -> GreetingOut:
    """Put another recording in place of what a greeting says, wherever it is used."""
    return await _one(
        access, await record_anew(access.session, greeting_id, access.settings.home, audio), reader
    )


@router.delete(ONE, status_code=204)
async def delete_greeting(access: Edit, greeting_id: UUID) -> None:
    """Delete a greeting; refused while a mailbox, a scenario, a greeting or the banner needs it."""
    await remove_greeting(access.session, greeting_id, access.settings.home)


@router.put(VARIANT)
async def put_greeting_variant(
    access: Edit, greeting_id: UUID, variant: Language, wanted: VariantNew, reader: Reader
) -> GreetingOut:
    """Let a voice read a text to callers of another language."""
    where, values = (greeting_id, variant), wanted.model_dump()
    return await _one(access, await put_variant(access.session, where, access.settings.home, values), reader)


@router.post(VARIANT + "/upload")
async def upload_greeting_variant(
    access: Edit, greeting_id: UUID, variant: Language, audio: Sent, reader: Reader
) -> GreetingOut:
    """Play a recording to callers of another language."""
    where, home = (greeting_id, variant), access.settings.home
    return await _one(access, await put_variant(access.session, where, home, {}, audio), reader)


@router.delete(VARIANT, status_code=204)
async def delete_greeting_variant(access: Edit, greeting_id: UUID, variant: Language) -> None:
    """Callers of that language hear the greeting's own again."""
    await remove_variant(access.session, greeting_id, variant, access.settings.home)


@router.get("/banner")
async def get_banner(access: Read) -> BannerOut | None:
    """The emergency banner in force; null when there is none."""
    banner = await current_banner(access.session)
    return BannerOut.model_validate(banner) if banner else None


@router.post("/banner", status_code=201)
async def create_banner(access: Edit, new: BannerNew) -> BannerOut:
    """Let all callers from outside hear something once, first, for some hours; it replaces the last one."""
    home = access.settings.home
    return BannerOut.model_validate(await set_banner(access.session, new, access.who.user, home))


@router.delete("/banner", status_code=204)
async def delete_banner(access: Edit) -> None:
    """End the banner now."""
    await end_banner(access.session, access.settings.home)


async def _one(access: Access, greeting: Greeting, reader: Language) -> GreetingOut:
    return (await shown(access.session, [greeting], reader))[0]
