"""Routes for listening while a message is being left."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.calls.control import ask
from palabre.calls.models import LiveCall
from palabre.features.voicemail.own import own_mailbox
from palabre.features.voicemail.schemas import MessageBeingLeft, MessageCallBegun, MessageScreen
from palabre.kit.access import Look
from palabre.kit.errors import NotFound, PalabreError

router = APIRouter(tags=["mailboxes"], prefix="/{mailbox_id}")


class NoOwnExtension(PalabreError):
    """Who calls back, or listens, needs a phone that rings first."""

    code, status = "no_own_extension", 409
    fr = "Aucun poste ne vous est attribué, et la boîte n'en a pas non plus."
    en = "You have no extension, and the mailbox has none either."


@router.get("/being-left")
async def list_messages_being_left(access: Look, mailbox_id: UUID) -> list[MessageBeingLeft]:
    """Who speaks into the mailbox at this moment."""
    await own_mailbox(access, mailbox_id)
    found = await ask(access.bus, access.who.account, "messages_being_left", mailbox=str(mailbox_id))
    return [MessageBeingLeft.model_validate(each) for each in found["calls"]]


@router.post("/screen", status_code=201)
async def screen_messages(access: Look, mailbox_id: UUID, wanted: MessageScreen) -> MessageCallBegun:
    """Listen to who is leaving a message, on one's own phone; key 1 picks up. `take`: talk at once."""
    mailbox = await own_mailbox(access, mailbox_id)
    query = select(LiveCall.call_id).where(LiveCall.call_id == wanted.call_id)
    if wanted.call_id and await access.session.scalar(query) is None:
        raise NotFound(field="call_id", what=str(wanted.call_id))
    extension = access.who.extension or mailbox.extension_id
    if extension is None:
        raise NoOwnExtension()
    call = str(wanted.call_id) if wanted.call_id else None
    values = {"extension": str(extension), "wanted": call, "take": wanted.take}
    made = await ask(access.bus, access.who.account, "screen_message", **values)
    return MessageCallBegun(call_id=UUID(made["call"]))
