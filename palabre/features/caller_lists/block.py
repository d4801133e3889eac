"""Puts the outside number of a call into a block list, in one click."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.facts import Kind
from palabre.calls.models import FactRow
from palabre.features import extensions
from palabre.features.accounts import country_of
from palabre.features.caller_lists.entries import read
from palabre.features.caller_lists.keep import add_entries, own_list, touch
from palabre.features.caller_lists.models import CallerList
from palabre.features.caller_lists.schemas import BlockedOut, BlockIn
from palabre.kit.access import Access
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import find
from palabre.kit.security import Forbidden


class NoOutsideNumber(PalabreError):
    """A call between extensions, or one whose caller hides."""

    code, status = "no_outside_number", 409
    fr = "Cet appel n'a pas de numéro extérieur qui puisse être bloqué."
    en = "This call has no outside number that could be blocked."


async def block_caller(access: Access, call: UUID, wanted: BlockIn) -> BlockedOut:
    """Block it. An employee does so for his own extension, and for calls that it was rung by or made."""
    session = access.session
    own = await extensions.own_number(access)
    list_id = await _target(access, wanted, own)
    number = await _outside_number(session, call, own)
    entry = read(number, await country_of(session))
    new = [(entry, wanted.expires_at, wanted.comment)]
    added = await add_entries(session, list_id, new, "user", access.who.user)
    await touch(session, list_id)
    return BlockedOut(caller_list_id=list_id, value=entry.value, added=bool(added))


async def _outside_number(session: AsyncSession, call: UUID, own: str | None) -> str:
    query = select(FactRow.data).where(FactRow.call_id == call, FactRow.kind == Kind.STARTED).limit(1)
    started = await session.scalar(query)
    if started is None or not await _may_see(session, call, started, own):
        raise NotFound(what=str(call))
    number = started["caller"] if started["direction"] == "inbound" else started["dialled"]
    if started["direction"] == "internal" or not any(each.isdigit() for each in number):
        raise NoOutsideNumber()
    return str(number)


async def _may_see(session: AsyncSession, call: UUID, started: dict[str, str], own: str | None) -> bool:
    if own is None:
        return True
    if started["direction"] != "inbound":
        return started["caller"] == own
    rang = exists().where(
        FactRow.call_id == call, FactRow.kind == Kind.DIALLED, FactRow.data["to"].astext == own
    )
    return bool(await session.scalar(select(rang)))


async def _target(access: Access, wanted: BlockIn, own: str | None) -> UUID:
    session = access.session
    if own is not None:
        if wanted.caller_list_id or wanted.extension_id not in (None, access.who.extension):
            raise Forbidden()
        return await own_list(session, access.who.extension)
    if wanted.caller_list_id:
        return (await find(session, CallerList, wanted.caller_list_id, "caller_list_id")).id
    if wanted.extension_id:
        await extensions.check_owned(session, wanted.extension_id)
    return await own_list(session, wanted.extension_id)
