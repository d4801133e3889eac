"""The kinds of things that can have a short number; a feature's models name theirs."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.tables import Named
from palabre.routing.models import Scenario

T = TypeVar("T", bound=type[Named])

_kinds: dict[str, type[Named]] = {"scenario": Scenario}


def has_short_number(kind: str) -> Callable[[T], T]:
    """Declare a table whose rows can have a short number."""

    def declare(table: T) -> T:
        _kinds[kind] = table
        return table

    return declare


async def name_of(session: AsyncSession, kind: str, thing: UUID) -> str:
    """What people call a thing; empty when it is not known."""
    return (await names_of(session, {(kind, thing)})).get(thing, "")


async def names_of(session: AsyncSession, things: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """The names of things of several kinds, with one query for each kind."""
    wanted: dict[str, list[UUID]] = {}
    for kind, thing in things:
        wanted.setdefault(kind, []).append(thing)
    names: dict[UUID, str] = {}
    for kind, ids in wanted.items():
        if (table := _kinds.get(kind)) is not None:
            rows = await session.execute(select(table.id, table.name).where(table.id.in_(ids)))
            names.update((row.id, row.name) for row in rows)
    return names
