"""Routes of mailboxes and of the messages in them."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from sqlalchemy import select, tuple_

from palabre.features.voicemail.boxes import add_mailbox, change_mailbox, remove_mailbox, shown
from palabre.features.voicemail.models import Mailbox, Message
from palabre.features.voicemail.schemas import (
    MailboxChange,
    MailboxNew,
    MailboxOut,
    MessageChange,
    MessageOut,
)
from palabre.kit.access import Access, Edit, Read
from palabre.kit.clock import clock
from palabre.kit.db import after_commit, changed
from palabre.kit.errors import NotFound
from palabre.kit.rows import Page, Pages, find, save, turn

router = APIRouter(tags=["mailboxes"], prefix="/mailboxes")
ONE = "/{mailbox_id}/messages/{message_id}"


@router.get("")
async def list_mailboxes(access: Read, paging: Pages) -> Page[MailboxOut]:
    """The account's mailboxes."""
    rows, following = await turn(access.session, select(Mailbox), Mailbox, paging)
    return Page(items=await shown(access.session, rows), next=following)


@router.post("", status_code=201)
async def create_mailbox(access: Edit, new: MailboxNew) -> MailboxOut:
    """Add a mailbox."""
    return (await shown(access.session, [await add_mailbox(access.session, new)]))[0]


@router.get("/{mailbox_id}")
async def get_mailbox(access: Read, mailbox_id: UUID) -> MailboxOut:
    """One mailbox."""
    return (await shown(access.session, [await find(access.session, Mailbox, mailbox_id)]))[0]


@router.patch("/{mailbox_id}")
async def change_a_mailbox(access: Edit, mailbox_id: UUID, wanted: MailboxChange) -> MailboxOut:
    """Change a mailbox."""
    return (await shown(access.session, [await change_mailbox(access.session, mailbox_id, wanted)]))[0]


@router.delete("/{mailbox_id}", status_code=204)
async def delete_mailbox(access: Edit, mailbox_id: UUID) -> None:
    """Delete a mailbox with its messages; refused while a scenario names it."""
    await remove_mailbox(access.session, mailbox_id, access.settings.home)


@router.get("/{mailbox_id}/messages")
async def list_messages(access: Read, mailbox_id: UUID, paging: Pages) -> Page[MessageOut]:
    """The messages of a mailbox, newest first."""
    await find(access.session, Mailbox, mailbox_id)
    query = select(Message).where(Message.mailbox_id == mailbox_id)
    age = tuple_(Message.received_at, Message.id)
    if paging.cursor:
        last = await find(access.session, Message, paging.cursor, "cursor")
        query = query.where(age < (last.received_at, last.id))
    query = query.order_by(Message.received_at.desc(), Message.id.desc()).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    items = [MessageOut.model_validate(each) for each in rows[: paging.limit]]
    return Page(items=items, next=str(items[-1].id) if len(rows) > paging.limit else None)


@router.get(ONE)
async def get_message(access: Read, mailbox_id: UUID, message_id: UUID) -> MessageOut:
    """One message."""
    return MessageOut.model_validate(await _message(access, mailbox_id, message_id))


@router.get(ONE + "/audio", response_class=FileResponse)
async def get_message_audio(access: Read, mailbox_id: UUID, message_id: UUID) -> FileResponse:
    """What the caller said, as a WAV file."""
    message = await _message(access, mailbox_id, message_id)
    path = access.settings.home / message.file
    if not path.is_file():
        raise NotFound(what=str(message_id))
    return FileResponse(path, media_type="audio/wav")


@router.patch(ONE)
async def mark_message(access: Edit, mailbox_id: UUID, message_id: UUID, wanted: MessageChange) -> MessageOut:
    """Mark a message as heard, or as new again."""
    message = await _message(access, mailbox_id, message_id)
    if wanted.heard != (message.heard_at is not None):
        message.heard_at = clock.now() if wanted.heard else None
    await save(access.session)
    return MessageOut.model_validate(message)


@router.delete(ONE, status_code=204)
async def delete_message(access: Edit, mailbox_id: UUID, message_id: UUID) -> None:
    """Delete a message and its sound; a full mailbox takes messages again."""
    message = await _message(access, mailbox_id, message_id)
    path = access.settings.home / message.file
    await access.session.delete(message)
    changed(access.session)
    after_commit(access.session, lambda: path.unlink(missing_ok=True))


async def _message(access: Access, mailbox_id: UUID, message_id: UUID) -> Message:
    message = await find(access.session, Message, message_id)
    if message.mailbox_id != mailbox_id:
        raise NotFound(what=str(message_id))
    return message
