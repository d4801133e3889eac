"""What people do with messages in the portal or by a program."""

from functools import partial
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import users
from palabre.features.voicemail.keep import file_of
from palabre.features.voicemail.lamps import CHANNEL
from palabre.features.voicemail.models import Mailbox, Message
from palabre.features.voicemail.own import own_mailbox
from palabre.features.voicemail.schemas import MessageChange, MessageFilter, MessageForward
from palabre.kit.access import Access
from palabre.kit.clock import clock
from palabre.kit.db import account_of, after_commit, announce
from palabre.kit.errors import PalabreError
from palabre.kit.rows import find, save
from palabre.kit.tables import new_id
from palabre.kit.vault import Vault


class MailboxFull(PalabreError):
    """A mailbox holds as many messages as it may."""

    code, status = "mailbox_full", 409
    fr = "La boîte vocale « {name} » est pleine : {limit} messages au plus."
    en = "The mailbox “{name}” is full: {limit} messages at most."


class MessageClaimed(PalabreError):
    """A colleague has taken the message on."""

    code, status = "message_claimed", 409
    fr = "{name} s'occupe déjà de ce message."
    en = "{name} already takes care of this message."


async def list_of(
    session: AsyncSession, mailbox_id: UUID, wanted: MessageFilter
) -> tuple[list[Message], str | None]:
    """One page of a mailbox's messages, newest first, and the next cursor."""
    query = select(Message).where(Message.mailbox_id == mailbox_id)
    if wanted.heard is not None:
        query = query.where(Message.heard_at.is_not(None) == wanted.heard)
    if wanted.done is not None:
        query = query.where(Message.done_at.is_not(None) == wanted.done)
    if wanted.urgent is not None:
        query = query.where(Message.urgent == wanted.urgent)
    if wanted.tag is not None:
        query = query.where(Message.tags.contains([wanted.tag]))
    age = tuple_(Message.received_at, Message.id)
    if wanted.cursor:
        last = await find(session, Message, wanted.cursor, "cursor")
        query = query.where(age < (last.received_at, last.id))
    query = query.order_by(Message.received_at.desc(), Message.id.desc()).limit(wanted.limit + 1)
    rows = list(await session.scalars(query))
    shown = rows[: wanted.limit]
    return shown, str(shown[-1].id) if len(rows) > wanted.limit else None


async def change_message(session: AsyncSession, message: Message, wanted: MessageChange) -> None:
    """Mark it as heard or new, urgent or not; the phones' lamps follow."""
    values = wanted.sent()
    heard = values.pop("heard", None)
    if heard is not None and heard != (message.heard_at is not None):
        message.heard_at = clock.now() if heard else None
    for name, value in values.items():
        setattr(message, name, value)
    await _changed(session, message)


async def delete_message(session: AsyncSession, message: Message, vault: Vault) -> None:
    """Delete it with its sound; a full mailbox takes messages again."""
    await session.delete(message)
    await save(session)
    announce(session, CHANNEL)
    after_commit(session, partial(vault.remove, message.file))


async def forward_message(access: Access, message: Message, wanted: MessageForward, vault: Vault) -> Message:
    """Put a copy into another mailbox of the account. Raises NotFound, MailboxFull, StorageFull."""
    session = access.session
    to = await find(session, Mailbox, wanted.to_mailbox_id, "to_mailbox_id")
    count = await session.scalar(select(func.count()).where(Message.mailbox_id == to.id))
    if (count or 0) >= to.max_messages:
        raise MailboxFull(name=to.name, limit=to.max_messages)
    name = new_id()
    copy = Message(
        id=name,
        mailbox_id=to.id,
        call_id=message.call_id,
        caller=message.caller,
        caller_name=message.caller_name,
        received_at=message.received_at,
        seconds=message.seconds,
        file=file_of(account_of(session), name),
        urgent=message.urgent,
        forwarded_by=await _name(access),
        note=wanted.note,
    )
    vault.copy(message.file, copy.file)
    session.add(copy)
    await save(session)
    announce(session, CHANNEL)
    return copy


async def claim(access: Access, message: Message) -> None:
    """The user takes it on, unless a colleague has. Raises MessageClaimed."""
    await access.session.refresh(message, with_for_update=True)
    if message.claimed_by not in (None, access.who.user):
        raise MessageClaimed(name=message.claimed_name)
    message.claimed_by, message.claimed_at = access.who.user, clock.now()
    message.claimed_name = await _name(access)
    message.done_name = message.done_at = None
    await _changed(access.session, message)


async def done(access: Access, message: Message) -> None:
    """The user has answered it; it counts as heard."""
    message.done_name, message.done_at = await _name(access), clock.now()
    message.heard_at = message.heard_at or clock.now()
    await _changed(access.session, message)


async def release(access: Access, message: Message) -> None:
    """It is anybody's again, and not done."""
    message.claimed_by = message.claimed_name = message.claimed_at = None
    message.done_name = message.done_at = None
    await _changed(access.session, message)


TASKS = {"claimed": claim, "done": done, "open": release}


async def box_of(access: Access, message: Message) -> Mailbox:
    """The mailbox that it lies in."""
    return await own_mailbox(access, message.mailbox_id)


async def _name(access: Access) -> str:
    """How colleagues know who asks."""
    return await users.name_of(access.session, access.who.user)


async def _changed(session: AsyncSession, message: Message) -> None:
    message.changed_at = clock.now()
    await save(session)
    announce(session, CHANNEL)
