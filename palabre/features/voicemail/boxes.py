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
from palabre.kit.db import after_commit, changed
from palabre.kit.rows import change, find, save
from palabre.routing.uses import refuse_if_in_scenario

KIND = "mailbox"


async def add_mailbox(session: AsyncSession, new: MailboxNew) -> Mailbox:
    """Add a mailbox. Raises what `numbers.allot` raises, NotFound for its greeting."""
    await greetings.check_owned(session, new.greeting_id)
    mailbox = Mailbox(**new.model_dump(exclude={"number"}))
    session.add(mailbox)
    await save(session)
    await numbers.allot(session, new.number, KIND, mailbox.id)
    changed(session)
    return mailbox


async def change_mailbox(session: AsyncSession, mailbox_id: UUID, wanted: MailboxChange) -> Mailbox:
    """Change a mailbox, also its short number; null takes the number away."""
    mailbox = await find(session, Mailbox, mailbox_id)
    values = wanted.sent()
    await greetings.check_owned(session, values.get("greeting_id"))
    if "number" in values:
        await numbers.allot(session, values.pop("number"), KIND, mailbox_id)
    change(mailbox, values)
    await save(session)
    changed(session)
    return mailbox


async def remove_mailbox(session: AsyncSession, mailbox_id: UUID, home: Path) -> None:
    """Delete a mailbox with its messages. Raises NotFound, UsedByScenario."""
    mailbox = await find(session, Mailbox, mailbox_id)
    await refuse_if_in_scenario(session, mailbox_id, mailbox.name)
    files = list(await session.scalars(select(Message.file).where(Message.mailbox_id == mailbox_id)))
    await numbers.release(session, KIND, mailbox_id)
    await session.delete(mailbox)
    await save(session)
    for file in files:
        after_commit(session, partial((home / file).unlink, missing_ok=True))
    changed(session)


async def check_owned(session: AsyncSession, mailbox_id: UUID) -> None:
    """Raises NotFound for a mailbox that is not the account's."""
    await find(session, Mailbox, mailbox_id, "mailbox_id")


async def shown(session: AsyncSession, mailboxes: Sequence[Mailbox]) -> list[MailboxOut]:
    """Mailboxes with their short numbers and counts, in two queries however many they are."""
    ids = [each.id for each in mailboxes]
    digits = await numbers.digits_of(session, KIND, ids)
    count = (
        select(Message.mailbox_id, func.count().label("all"), func.count(Message.heard_at).label("heard"))
        .where(Message.mailbox_id.in_(ids))
        .group_by(Message.mailbox_id)
    )
    counts = {row.mailbox_id: (row.all, row.all - row.heard) for row in await session.execute(count)}
    return [
        MailboxOut(
            number=digits.get(each.id),
            messages=counts.get(each.id, (0, 0))[0],
            new_messages=counts.get(each.id, (0, 0))[1],
            **{name: getattr(each, name) for name in _SAME},
        )
        for each in mailboxes
    ]


_SAME = MailboxOut.model_fields.keys() - {"number", "messages", "new_messages"}
