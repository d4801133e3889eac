"""Adds mailboxes to an account, changes and removes them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import greetings, numbers
from palabre.features.voicemail.models import Mailbox, Message
from palabre.features.voicemail.schemas import MailboxChange, MailboxNew, MailboxOut
from palabre.kit.db import after_commit
from palabre.kit.rows import find

BOXES = numbers.Numbered("mailbox", Mailbox, MailboxOut)


async def add_mailbox(session: AsyncSession, new: MailboxNew) -> Mailbox:
    """Add a mailbox. Raises what `numbers.allot` raises, NotFound for its greeting."""
    await greetings.check_owned(session, new.greeting_id)
    return await BOXES.add(session, new.model_dump())


async def change_mailbox(session: AsyncSession, mailbox_id: UUID, wanted: MailboxChange) -> Mailbox:
    """Change a mailbox, also its short number; null takes the number away."""
    values = wanted.sent()
    await find(session, Mailbox, mailbox_id)
    await greetings.check_owned(session, values.get("greeting_id"))
    return await BOXES.change(session, mailbox_id, values)


async def remove_mailbox(session: AsyncSession, mailbox_id: UUID, home: Path) -> None:
    """Delete a mailbox with its messages. Raises NotFound, UsedByScenario."""
    files = list(await session.scalars(select(Message.file).where(Message.mailbox_id == mailbox_id)))
    await BOXES.remove(session, mailbox_id)
    for file in files:
        after_commit(session, partial((home / file).unlink, missing_ok=True))


async def check_owned(session: AsyncSession, mailbox_id: UUID) -> None:
    """Raises NotFound for a mailbox that is not the account's."""
    await find(session, Mailbox, mailbox_id, "mailbox_id")


async def shown(session: AsyncSession, mailboxes: Sequence[Mailbox]) -> list[MailboxOut]:
    """Mailboxes with their short numbers and counts, in two queries however many they are."""
    ids = [each.id for each in mailboxes]
    count = (
        select(Message.mailbox_id, func.count().label("all"), func.count(Message.heard_at).label("heard"))
        .where(Message.mailbox_id.in_(ids))
        .group_by(Message.mailbox_id)
    )
    found = {row.mailbox_id: (row.all, row.all - row.heard) for row in await session.execute(count)}
    counts = {each: found.get(each, (0, 0)) for each in ids}
    return await BOXES.shown(
        session,
        mailboxes,
        messages={each: messages for each, (messages, _) in counts.items()},
        new_messages={each: new for each, (_, new) in counts.items()},
    )
