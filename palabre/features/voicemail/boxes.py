"""Adds mailboxes to an account, changes and removes them."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import extensions, greetings, numbers
from palabre.features.voicemail.models import Mailbox, Member, Message
from palabre.features.voicemail.schemas import MailboxChange, MailboxNew, MailboxOut
from palabre.kit.db import after_commit
from palabre.kit.errors import PalabreError
from palabre.kit.rows import find, save
from palabre.kit.security_passwords import hash_password
from palabre.kit.vault import Folder

BOXES = numbers.Numbered("mailbox", Mailbox, MailboxOut)
GREETINGS = ("greeting_id", "busy_greeting_id", "temporary_greeting_id")


class MailboxOfAnother(PalabreError):
    """A person, and a public number, has one mailbox."""

    code, status = "mailbox_of_another", 409
    fr = "Ce poste ou ce numéro a déjà une boîte vocale."
    en = "That extension or number already has a mailbox."


TAKEN = {
    "mailboxes_account_id_extension_id_key": MailboxOfAnother(field="extension_id"),
    "mailboxes_account_id_number_id_key": MailboxOfAnother(field="number_id"),
}


async def add_mailbox(session: AsyncSession, new: MailboxNew) -> Mailbox:
    """Add a mailbox. Raises what `numbers.allot` raises, NotFound for what it names, MailboxOfAnother."""
    values = await _checked(session, new.model_dump())
    members = values.pop("member_ids")
    mailbox = await BOXES.add(session, values, **TAKEN)
    await _put_members(session, mailbox.id, members)
    return mailbox


async def change_mailbox(session: AsyncSession, mailbox_id: UUID, wanted: MailboxChange) -> Mailbox:
    """Change a mailbox, also its short number; null takes the number, the PIN or a greeting away."""
    await find(session, Mailbox, mailbox_id)
    values = await _checked(session, wanted.sent())
    members = values.pop("member_ids", None)
    mailbox = await BOXES.change(session, mailbox_id, values, **TAKEN)
    if members is not None:
        await _put_members(session, mailbox_id, members)
    return mailbox


async def remove_mailbox(session: AsyncSession, mailbox_id: UUID, home: Path) -> None:
    """Delete a mailbox with its messages and the greetings of its owner. Raises NotFound, UsedByScenario."""
    recorded = await greetings.made_for(session, mailbox_id)
    files = list(await session.scalars(select(Message.file).where(Message.mailbox_id == mailbox_id)))
    await BOXES.remove(session, mailbox_id)
    for file in files:
        after_commit(session, partial(Folder(home).remove, file))
    await greetings.remove_unused(session, recorded, home)


async def check_owned(session: AsyncSession, mailbox_id: UUID) -> None:
    """Raises NotFound for a mailbox that is not the account's."""
    await find(session, Mailbox, mailbox_id, "mailbox_id")


async def _checked(session: AsyncSession, values: dict[str, Any]) -> dict[str, Any]:
    """The columns of what was sent; what it names is the account's."""
    for field in GREETINGS:
        await greetings.check_owned(session, values.get(field), field)
    if values.get("extension_id"):
        await extensions.check_owned(session, values["extension_id"], "extension_id")
    await extensions.check_group(session, values.get("group_id"))
    if values.get("number_id"):
        await numbers.check_owned(session, values["number_id"], "number_id")
    for each in values.get("member_ids", ()):
        await extensions.check_owned(session, each, "member_ids")
    if "pin" in values:
        pin = values.pop("pin")
        values["pin_hash"] = await hash_password(pin) if pin else None
    return values


async def _put_members(session: AsyncSession, mailbox_id: UUID, extension_ids: Sequence[UUID]) -> None:
    await session.execute(delete(Member).where(Member.mailbox_id == mailbox_id))
    session.add_all(Member(mailbox_id=mailbox_id, extension_id=each) for each in dict.fromkeys(extension_ids))
    await save(session)


async def shown(session: AsyncSession, mailboxes: Sequence[Mailbox]) -> list[MailboxOut]:
    """Mailboxes with their short numbers, members and counts, in three queries however many they are."""
    ids = [each.id for each in mailboxes]
    count = (
        select(Message.mailbox_id, func.count().label("all"), func.count(Message.heard_at).label("heard"))
        .where(Message.mailbox_id.in_(ids))
        .group_by(Message.mailbox_id)
    )
    found = {row.mailbox_id: (row.all, row.all - row.heard) for row in await session.execute(count)}
    counts = {each: found.get(each, (0, 0)) for each in ids}
    members: dict[UUID, list[UUID]] = defaultdict(list)
    query = select(Member).where(Member.mailbox_id.in_(ids)).order_by(Member.extension_id)
    for row in await session.scalars(query):
        members[row.mailbox_id].append(row.extension_id)
    return await BOXES.shown(
        session,
        mailboxes,
        member_ids={each: members[each] for each in ids},
        has_pin={each.id: each.pin_hash is not None for each in mailboxes},
        messages={each: messages for each, (messages, _) in counts.items()},
        new_messages={each: new for each, (_, new) in counts.items()},
    )
