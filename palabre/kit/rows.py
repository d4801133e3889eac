"""What every list of things in the API does alike: find, turn pages, save, refuse."""

from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import Select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.tables import Base, Thing

T = TypeVar("T")
Row = TypeVar("Row", bound=Base)
Item = TypeVar("Item", bound=Thing)


class Conflict(PalabreError):
    """Something else changed or still needs what the request wanted to change."""

    code, status = "conflict", 409
    fr = "La modification est en conflit avec l'état actuel : rechargez et réessayez."
    en = "The change conflicts with the present state: reload and try again."


class InUse(PalabreError):
    """A thing cannot go while something else needs it."""

    code, status = "in_use", 409
    fr = "« {name} » est encore utilisé par : {user}."
    en = "“{name}” is still used by: {user}."


class TooManyThings(PalabreError):
    """A limit on how many there can be."""

    code, status = "too_many", 409
    fr = "La limite est atteinte : {limit} au plus."
    en = "The limit is reached: {limit} at most."


class Paging(BaseModel):
    """Which part of a list is wanted: `limit` entries after `cursor`, the `next` of the page before."""

    limit: Annotated[int, Query(ge=1, le=200)] = 50
    cursor: UUID | None = None


Pages = Annotated[Paging, Query()]


class Page(BaseModel, Generic[T]):
    """A part of a list; `next` is the cursor of the following part, null at the end."""

    items: list[T]
    next: str | None = None


async def find(session: AsyncSession, kind: type[Row], key: UUID, field: str | None = None) -> Row:
    """A row of the session's account by its id. Raises NotFound; `field` names the input that gave the id."""
    row = await session.get(kind, key)
    if row is None:
        raise NotFound(field=field, what=str(key))
    return row


async def turn(
    session: AsyncSession, query: Select[Item], kind: type[Item], paging: Paging
) -> tuple[list[Item], str | None]:
    """One page of a query over `kind` in the order of creation, and the next cursor."""
    if paging.cursor:
        query = query.where(kind.id > paging.cursor)
    query = query.order_by(kind.id).limit(paging.limit + 1)
    return _page(list(await session.scalars(query)), paging)


async def turn_back(
    session: AsyncSession, query: Select[Item], kind: type[Item], paging: Paging
) -> tuple[list[Item], str | None]:
    """One page of a query over `kind`, newest first, and the next cursor. Raises NotFound."""
    age = tuple_(kind.created_at, kind.id)
    if paging.cursor:
        last = await find(session, kind, paging.cursor, "cursor")
        query = query.where(age < (last.created_at, last.id))
    query = query.order_by(kind.created_at.desc(), kind.id.desc()).limit(paging.limit + 1)
    return _page(list(await session.scalars(query)), paging)


def _page(rows: list[Item], paging: Paging) -> tuple[list[Item], str | None]:
    more = len(rows) > paging.limit
    return rows[: paging.limit], str(rows[paging.limit - 1].id) if more else None


def change(row: Base, values: dict[str, Any]) -> None:
    """Set the fields of a row that a PATCH brought."""
    for name, value in values.items():
        setattr(row, name, value)


async def save(session: AsyncSession, **refusals: PalabreError) -> None:
    """Send the changes to the database; `refusals` are what the breach of a constraint means, by its name."""
    try:
        await session.flush()
    except IntegrityError as breach:
        raise refusals.get(breached(breach)) or Conflict() from breach


def breached(breach: IntegrityError) -> str:
    """The name of the constraint that refused a statement."""
    return str(getattr(getattr(breach.orig, "__cause__", None), "constraint_name", ""))
