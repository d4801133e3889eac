"""The named things of an account by their kind: how people tell an extension, a schedule, a number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, literal, select, text, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.db import account_of
from palabre.kit.tables import Named


@dataclass(frozen=True)
class Thing:
    """A thing of the account; `digits` are its short number."""

    kind: str
    id: UUID
    name: str
    digits: str | None = None


async def by_id(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, Thing]:
    """Those of the ids that belong to things of the account, whatever their kind."""
    wanted = list(ids)
    rows = await session.execute(
        union_all(*(_rows(session, table, table.id.in_(wanted)) for table in _tables()))
    )
    return await _with_digits(session, [Thing(row.kind, row.id, row.name) for row in rows])


async def by_name(
    session: AsyncSession, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[Thing]]:
    """The things of each kind and name; several can have the same name."""
    names: dict[str, list[str]] = {}
    for kind, name in wanted:
        names.setdefault(kind, []).append(name)
    queries = [
        _rows(session, table, getattr(table, table.known_by).in_(names[kind_of(table)]))
        for table in _tables()
        if kind_of(table) in names
    ]
    rows = await session.execute(union_all(*queries)) if queries else ()
    found = await _with_digits(session, [Thing(row.kind, row.id, row.name) for row in rows])
    sorted_by: dict[tuple[str, str], list[Thing]] = {}
    for thing in found.values():
        sorted_by.setdefault((thing.kind, thing.name), []).append(thing)
    return sorted_by


def kind_of(table: type[Named]) -> str:
    """What one row of a table is called: `mailbox` of `mailboxes`."""
    name: str = table.__tablename__
    return name[:-2] if name.endswith("xes") else name.removesuffix("s")


def _tables() -> Iterator[type[Named]]:
    waiting = [Named]
    while waiting:
        for table in waiting.pop().__subclasses__():
            waiting.append(table)
            if not table.__dict__.get("__abstract__"):
                yield table


def _rows(
    session: AsyncSession, table: type[Named], chosen: ColumnElement[bool]
) -> Select[tuple[str, UUID, str]]:
    known_by = getattr(table, table.known_by).label("name")
    query = select(literal(kind_of(table)).label("kind"), table.id, known_by)
    return query.where(table.account_id == account_of(session), chosen)


async def _with_digits(session: AsyncSession, things: list[Thing]) -> dict[UUID, Thing]:
    # by its table: the feature of the numbering plan stands on this layer
    query = text(
        "select target_id, digits from short_numbers where account_id = :a and target_id = any(:ids)"
    )
    ids = [each.id for each in things]
    digits = {
        row.target_id: row.digits
        for row in await session.execute(query, {"a": account_of(session), "ids": ids})
    }
    return {each.id: Thing(each.kind, each.id, each.name, digits.get(each.id)) for each in things}


async def by_digits(session: AsyncSession, digits: Iterable[str]) -> dict[str, Thing]:
    """What the short numbers of the account lead to."""
    query = text(
        "select digits, target_id from short_numbers where account_id = :a and digits = any(:digits)"
    )
    values = {"a": account_of(session), "digits": list(digits)}
    targets = {row.target_id: row.digits for row in await session.execute(query, values)}
    found = await by_id(session, targets)
    return {targets[each]: thing for each, thing in found.items()}


async def only_ones(session: AsyncSession, wanted: Iterable[str]) -> dict[str, UUID]:
    """Of those kinds of which the account has exactly one thing: that thing."""
    found: dict[str, UUID] = {}
    for table in _tables():
        if kind_of(table) in wanted:
            of_account = table.account_id == account_of(session)
            ids = (await session.scalars(select(table.id).where(of_account).limit(2))).all()
            if len(ids) == 1:
                found[kind_of(table)] = ids[0]
    return found
