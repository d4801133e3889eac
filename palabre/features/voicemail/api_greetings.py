"""Routes of what the owner of a mailbox says to its callers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, UploadFile

from palabre.features.voicemail.boxes import shown
from palabre.features.voicemail.greet import say_nothing, say_recorded
from palabre.features.voicemail.own import check_may_change
from palabre.features.voicemail.schemas import MailboxOut
from palabre.features.voicemail.words import Which
from palabre.kit.access import Look
from palabre.kit.audio import AudioTooLarge

router = APIRouter(prefix="/{mailbox_id}/greetings/{which}")
MOST_BYTES = 20_000_000


async def _sent(file: UploadFile) -> bytes:
    """The contents of an uploaded file. Raises AudioTooLarge."""
    audio = await file.read(MOST_BYTES + 1)
    if len(audio) > MOST_BYTES:
        raise AudioTooLarge(field="file", megabytes=MOST_BYTES / 1e6)
    return audio


@router.put("")
async def put_mailbox_greeting(
    access: Look, mailbox_id: UUID, which: Which, audio: Annotated[bytes, Depends(_sent)]
) -> MailboxOut:
    """Let callers of a mailbox hear a recording (also the owner may); the one before it is gone."""
    mailbox = await check_may_change(access, mailbox_id)
    await say_recorded(access, mailbox, which, audio)
    return (await shown(access.session, [mailbox]))[0]


@router.delete("")
async def delete_mailbox_greeting(access: Look, mailbox_id: UUID, which: Which) -> MailboxOut:
    """Callers of a mailbox hear the usual words again; what its owner had recorded is gone."""
    mailbox = await check_may_change(access, mailbox_id)
    await say_nothing(access, mailbox, which)
    return (await shown(access.session, [mailbox]))[0]
