"""Which mailboxes and messages a user may see: an employee those of his extension, others all."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, or_, select

from palabre.features import extensions
from palabre.features.voicemail.models import Mailbox, Member, Message
from palabre.kit.access import Access
from palabre.kit.errors import NotFound
from palabre.kit.rows import find
from palabre.kit.security import Forbidden

NOBODY = UUID(int=0)
OWN_FIELDS = frozenset({"pin", "ask_pin", "temporary_until"})
"""What an employee changes of his own mailbox, besides its greetings."""


def own_mailboxes(access: Access, query: Select[Mailbox]) -> Select[Mailbox]:
    """A query that is kept to the mailboxes that the user may open."""
    if access.who.may("read"):
        return query
    extension = access.who.extension or NOBODY
    shared = select(Member.mailbox_id).where(Member.extension_id == extension)
    row = extensions.ExtensionRow
    group = select(row.group_id).where(row.id == extension, row.group_id.is_not(None))
    own = Mailbox.extension_id == extension
    return query.where(or_(own, Mailbox.id.in_(shared), Mailbox.group_id.in_(group)))


async def own_mailbox(access: Access, mailbox_id: UUID) -> Mailbox:
    """A mailbox that the user may open. Raises NotFound."""
    query = own_mailboxes(access, select(Mailbox).where(Mailbox.id == mailbox_id))
    mailbox = await access.session.scalar(query)
    if mailbox is None:
        raise NotFound(what=str(mailbox_id))
    return mailbox


async def check_may_change(access: Access, mailbox_id: UUID, fields: Collection[str] = ()) -> Mailbox:
    """Who may change the account may change every mailbox; its owner only what is his own affair there.

    Raises NotFound, Forbidden.
    """
    mailbox = await own_mailbox(access, mailbox_id)
    if access.who.may("edit"):
        return mailbox
    owner = mailbox.extension_id is not None and mailbox.extension_id == access.who.extension
    if not owner or not OWN_FIELDS.issuperset(fields):
        raise Forbidden()
    return mailbox


async def own_message(access: Access, mailbox_id: UUID, message_id: UUID) -> Message:
    """A message in a mailbox that the user may open. Raises NotFound."""
    await own_mailbox(access, mailbox_id)
    message = await find(access.session, Message, message_id)
    if message.mailbox_id != mailbox_id:
        raise NotFound(what=str(message_id))
    return message
