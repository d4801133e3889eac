"""Routes of the messages in mailboxes: people do with their own what they do by phone, and more."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from palabre.calls.control import ask
from palabre.features import numbers
from palabre.features.voicemail.api_screen import NoOwnExtension
from palabre.features.voicemail.messages import (
    TASKS,
    box_of,
    change_message,
    delete_message,
    forward_message,
    list_of,
)
from palabre.features.voicemail.own import own_mailbox, own_message
from palabre.features.voicemail.schemas import (
    MessageCallBegun,
    MessageChange,
    MessageFilter,
    MessageForward,
    MessageOut,
    MessageTask,
)
from palabre.kit.access import Look
from palabre.kit.errors import PalabreError
from palabre.kit.ranges import ranged
from palabre.kit.rows import Page
from palabre.kit.vault import Folder

router = APIRouter(tags=["mailboxes"], prefix="/{mailbox_id}/messages")


class CallerHidden(PalabreError):
    """Nobody can call back who has withheld his number."""

    code, status = "caller_hidden", 409
    fr = "L'auteur de ce message a masqué son numéro."
    en = "The sender of this message has withheld his number."


@router.get("")
async def list_messages(
    access: Look, mailbox_id: UUID, wanted: Annotated[MessageFilter, Query()]
) -> Page[MessageOut]:
    """The messages of a mailbox, newest first."""
    await own_mailbox(access, mailbox_id)
    rows, following = await list_of(access.session, mailbox_id, wanted)
    return Page(items=[MessageOut.model_validate(each) for each in rows], next=following)


@router.get("/{message_id}")
async def get_message(access: Look, mailbox_id: UUID, message_id: UUID) -> MessageOut:
    """One message."""
    return MessageOut.model_validate(await own_message(access, mailbox_id, message_id))


@router.get("/{message_id}/audio", response_class=Response)
async def get_message_audio(access: Look, mailbox_id: UUID, message_id: UUID, request: Request) -> Response:
    """What the caller said, as a WAV file; parts of it on request."""
    message = await own_message(access, mailbox_id, message_id)
    return ranged(request, Folder(access.settings.home).read(message.file), "audio/wav")


@router.patch("/{message_id}")
async def mark_message(access: Look, mailbox_id: UUID, message_id: UUID, wanted: MessageChange) -> MessageOut:
    """Mark a message as heard or new, urgent or not, or give it tags."""
    message = await own_message(access, mailbox_id, message_id)
    await change_message(access.session, message, wanted)
    return MessageOut.model_validate(message)


@router.delete("/{message_id}", status_code=204)
async def delete_a_message(access: Look, mailbox_id: UUID, message_id: UUID) -> None:
    """Delete a message and its sound; a full mailbox takes messages again."""
    message = await own_message(access, mailbox_id, message_id)
    await delete_message(access.session, message, Folder(access.settings.home))


@router.post("/{message_id}/forward", status_code=201)
async def forward_a_message(
    access: Look, mailbox_id: UUID, message_id: UUID, wanted: MessageForward
) -> MessageOut:
    """Put a copy of a message into another mailbox of the company."""
    message = await own_message(access, mailbox_id, message_id)
    sent = await forward_message(access, message, wanted, Folder(access.settings.home))
    return MessageOut.model_validate(sent)


@router.put("/{message_id}/task")
async def set_message_task(
    access: Look, mailbox_id: UUID, message_id: UUID, wanted: MessageTask
) -> MessageOut:
    """Take a message on, say that it is done, or give it back; refused while a colleague has it."""
    message = await own_message(access, mailbox_id, message_id)
    await TASKS[wanted.state](access, message)
    return MessageOut.model_validate(message)


@router.post("/{message_id}/call-back", status_code=201)
async def call_back_message(access: Look, mailbox_id: UUID, message_id: UUID) -> MessageCallBegun:
    """Call the sender: one's own phone rings first."""
    message = await own_message(access, mailbox_id, message_id)
    if not message.caller:
        raise CallerHidden()
    extension = access.who.extension or (await box_of(access, message)).extension_id
    own = await numbers.digits_of(access.session, "extension", [extension] if extension else [])
    if extension is None or extension not in own:
        raise NoOwnExtension()
    values = {"from": own[extension], "to": message.caller, "device": None}
    made = await ask(access.bus, access.who.account, "originate", **values)
    return MessageCallBegun(call_id=UUID(made["call"]))
