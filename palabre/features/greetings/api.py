"""Routes of greetings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import FileResponse
from sqlalchemy import select

from palabre.features.greetings.keep import add_greeting, change_greeting, remove_greeting
from palabre.features.greetings.models import Greeting
from palabre.features.greetings.schemas import GreetingChange, GreetingNew, GreetingOut
from palabre.features.greetings.sounds import LIMITS
from palabre.kit.access import Edit, Read
from palabre.kit.audio import AudioTooLarge
from palabre.kit.errors import NotFound
from palabre.kit.inputs import Language, Name
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["greetings"], prefix="/greetings")


@router.get("")
async def list_greetings(access: Read, paging: Pages) -> Page[GreetingOut]:
    """The account's greetings."""
    rows, following = await turn(access.session, select(Greeting), Greeting, paging)
    return Page(items=[GreetingOut.model_validate(each) for each in rows], next=following)


@router.post("", status_code=201)
async def create_greeting(access: Edit, new: GreetingNew) -> GreetingOut:
    """Add a greeting that a voice reads from a text."""
    greeting = Greeting(source="text", **new.model_dump())
    await add_greeting(access.session, greeting, access.settings.home)
    return GreetingOut.model_validate(greeting)


@router.post("/upload", status_code=201)
async def upload_greeting(
    access: Edit, file: UploadFile, name: Annotated[Name, Form()], language: Annotated[Language, Form()]
) -> GreetingOut:
    """Add a recording: WAV, MP3, Ogg, Opus, M4A, FLAC or WebM, up to 20 MB and 10 minutes."""
    audio = await file.read(LIMITS.bytes + 1)
    if len(audio) > LIMITS.bytes:
        raise AudioTooLarge(field="file", megabytes=LIMITS.bytes / 1e6)
    greeting = Greeting(source="file", name=name, language=language)
    await add_greeting(access.session, greeting, access.settings.home, audio)
    return GreetingOut.model_validate(greeting)


@router.get("/{greeting_id}")
async def get_greeting(access: Read, greeting_id: UUID) -> GreetingOut:
    """One greeting."""
    return GreetingOut.model_validate(await find(access.session, Greeting, greeting_id))


@router.get("/{greeting_id}/audio", response_class=FileResponse)
async def get_greeting_audio(access: Read, greeting_id: UUID) -> FileResponse:
    """What callers hear, as a WAV file of 8 kHz, 16 bits, mono."""
    greeting = await find(access.session, Greeting, greeting_id)
    path = access.settings.home / (greeting.file or "")
    if not greeting.file or not path.is_file():
        raise NotFound(what=greeting.name)
    return FileResponse(path, media_type="audio/wav")


@router.patch("/{greeting_id}")
async def change_a_greeting(access: Edit, greeting_id: UUID, wanted: GreetingChange) -> GreetingOut:
    """Rename a greeting, or let the voice read another text or in another language."""
    home = access.settings.home
    return GreetingOut.model_validate(await change_greeting(access.session, greeting_id, wanted.sent(), home))


@router.delete("/{greeting_id}", status_code=204)
async def delete_greeting(access: Edit, greeting_id: UUID) -> None:
    """Delete a greeting; refused while a mailbox or a scenario needs it."""
    await remove_greeting(access.session, greeting_id, access.settings.home)
