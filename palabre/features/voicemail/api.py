"""Routes of mailboxes."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.voicemail import api_greetings, api_messages, api_screen
from palabre.features.voicemail.boxes import add_mailbox, change_mailbox, remove_mailbox, shown
from palabre.features.voicemail.models import Mailbox
from palabre.features.voicemail.own import check_may_change, own_mailbox, own_mailboxes
from palabre.features.voicemail.schemas import MailboxChange, MailboxNew, MailboxOut
from palabre.kit.access import Edit, Look
from palabre.kit.rows import Page, Pages, turn

router = APIRouter(tags=["mailboxes"], prefix="/mailboxes")


@router.get("")
async def list_mailboxes(access: Look, paging: Pages) -> Page[MailboxOut]:
    """The account's mailboxes; an employee sees his own, and those that he shares."""
    query = own_mailboxes(access, select(Mailbox))
    rows, following = await turn(access.session, query, Mailbox, paging)
    return Page(items=await shown(access.session, rows), next=following)


@router.post("", status_code=201)
async def create_mailbox(access: Edit, new: MailboxNew) -> MailboxOut:
    """Add a mailbox."""
    return (await shown(access.session, [await add_mailbox(access.session, new)]))[0]


@router.get("/{mailbox_id}")
async def get_mailbox(access: Look, mailbox_id: UUID) -> MailboxOut:
    """One mailbox."""
    return (await shown(access.session, [await own_mailbox(access, mailbox_id)]))[0]


@router.patch("/{mailbox_id}")
async def change_a_mailbox(access: Look, mailbox_id: UUID, wanted: MailboxChange) -> MailboxOut:
    """Change a mailbox; an employee his own one: its PIN, when that is asked for, until when he is away."""
    await check_may_change(access, mailbox_id, wanted.sent())
    return (await shown(access.session, [await change_mailbox(access.session, mailbox_id, wanted)]))[0]


@router.delete("/{mailbox_id}", status_code=204)
async def delete_mailbox(access: Edit, mailbox_id: UUID) -> None:
    """Delete a mailbox with its messages; refused while a scenario names it."""
    await remove_mailbox(access.session, mailbox_id, access.settings.home)


router.include_router(api_greetings.router)
router.include_router(api_messages.router)
router.include_router(api_screen.router)
