"""Adds caller lists, their entries and rules to an account, changes and removes them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.caller_lists.entries import Entry
from palabre.features.caller_lists.models import CallerList, CallerListEntry, CallerListRule
from palabre.features.caller_lists.schemas import CallerListOut
from palabre.kit.db import account_of, changed, raw_of
from palabre.kit.errors import PalabreError
from palabre.kit.rows import InUse, find, save
from palabre.routing.uses import refuse_if_in_scenario

MOST_ENTRIES = 2_000_000

INSERT = """
    insert into caller_list_entries
        (account_id, list_id, kind, value, number, expires_at, comment, author, author_id)
    select $1, $2, kind, value, number, ends, comment, $3, $4
    from unnest($5::text[], $6::text[], $7::bigint[], $8::timestamptz[], $9::text[])
        entry (kind, value, number, ends, comment)
    on conflict on constraint caller_list_entries_value do nothing returning id
"""

INSERT_NUMBERS = """
    insert into caller_list_entries (account_id, list_id, kind, value, number, expires_at, author, author_id)
    select $1, $2, 'number', '+' || number, number, $5, $3, $4 from unnest($6::bigint[]) number
    on conflict on constraint caller_list_entries_value do nothing
"""


class ListFull(PalabreError):
    """More entries than a list can hold."""

    code, status = "caller_list_full", 409
    fr = "Une liste compte au plus {limit} éléments."
    en = "A list has {limit} entries at most."


async def own_list(session: AsyncSession, extension: UUID | None) -> UUID:
    """The list that “block this caller” fills; made with its rule where it is missing."""
    making = text("select own_block_list(:account, :extension)")
    values = {"account": account_of(session), "extension": extension}
    found: UUID = (await session.execute(making, values)).scalar_one()
    return found


async def add_entries(
    session: AsyncSession, list_id: UUID, new: Sequence["Added"], author: str, by: UUID | None
) -> list[UUID]:
    """The ids of those that the list did not have yet."""
    columns = (
        [each[0].kind.value for each in new],
        [each[0].value for each in new],
        [each[0].number for each in new],
        [each[1] for each in new],
        [each[2] for each in new],
    )
    rows = await raw_of(session)
    added = await rows.fetch(INSERT, account_of(session), list_id, author, by, *columns)
    return [each["id"] for each in added]


async def add_numbers(
    session: AsyncSession, list_id: UUID, numbers: Sequence[int], ends: datetime | None, by: UUID | None
) -> int:
    """How many E.164 numbers out of a file the list did not have yet: the short way for very many."""
    rows = await raw_of(session)
    told = await rows.execute(INSERT_NUMBERS, account_of(session), list_id, "import", by, ends, numbers)
    return int(told.rpartition(" ")[2])


Added = tuple[Entry, datetime | None, str | None]
"""An entry with its end and comment."""


async def touch(session: AsyncSession, list_id: UUID) -> None:
    """A list's entries have changed: calls read them again."""
    await session.execute(
        update(CallerList).where(CallerList.id == list_id).values(revision=CallerList.revision + 1)
    )
    changed(session)


async def room_in(session: AsyncSession, list_id: UUID) -> int:
    """How many entries more a list can take."""
    count = select(func.count()).select_from(CallerListEntry).where(CallerListEntry.list_id == list_id)
    return MOST_ENTRIES - (await session.scalar(count) or 0)


async def remove_list(session: AsyncSession, list_id: UUID) -> None:
    """Delete a list with its entries. Raises NotFound, UsedByScenario, InUse for one that a rule applies."""
    found = await find(session, CallerList, list_id)
    await refuse_if_in_scenario(session, list_id, found.name)
    rule = select(CallerListRule.level).where(CallerListRule.list_id == list_id).limit(1)
    level = None if found.own else await session.scalar(rule)
    if level is not None:
        raise InUse(name=found.name, user=level)
    await session.delete(found)
    await save(session)
    changed(session)


async def shown(session: AsyncSession, lists: Sequence[CallerList]) -> list[CallerListOut]:
    """Lists with the number of their entries, in one query however many they are."""
    ids = [each.id for each in lists]
    count = select(CallerListEntry.list_id, func.count().label("entries"))
    rows = await session.execute(
        count.where(CallerListEntry.list_id.in_(ids)).group_by(CallerListEntry.list_id)
    )
    counts = {row.list_id: row.entries for row in rows}
    same = CallerListOut.model_fields.keys() - {"entries"}
    return [
        CallerListOut(entries=counts.get(each.id, 0), **{name: getattr(each, name) for name in same})
        for each in lists
    ]


async def entries_of(session: AsyncSession, list_id: UUID, ids: Iterable[UUID]) -> list[CallerListEntry]:
    """Entries of a list, in the order in which they were added."""
    query = select(CallerListEntry).where(
        CallerListEntry.list_id == list_id, CallerListEntry.id.in_(list(ids))
    )
    return list(await session.scalars(query.order_by(CallerListEntry.id)))
