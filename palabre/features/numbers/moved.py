"""Renumbers: the old short number tells callers the new one for some time, and connects them."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.numbers.kinds import name_of
from palabre.features.numbers.models import MovedNumber, ShortNumber
from palabre.kit.clock import clock
from palabre.kit.db import account_of, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import find, save

KIND = "moved"


class ShortNumberMoved(PalabreError):
    """The number still tells callers where somebody has moved to."""

    code, status = "short_number_moved", 409
    fr = "Le numéro court {digits} annonce le nouveau numéro de « {holder} » jusqu'au {until}."
    en = "The short number {digits} announces the new number of “{holder}” until {until}."


async def announce(session: AsyncSession, old: str, whose: tuple[str, UUID], days: int) -> None:
    """From now on an old number, which nothing has any more, tells who calls it where its thing is."""
    kind, thing = whose
    ends_at = clock.now() + timedelta(days=days)
    name = await name_of(session, kind, thing)
    moved = MovedNumber(digits=old, kind=kind, target_id=thing, name=name, ends_at=ends_at)
    session.add(moved)
    await save(session)
    session.add(ShortNumber(digits=old, kind=KIND, target_id=moved.id))
    await save(session)


async def stop_announcing(session: AsyncSession, moved_id: UUID) -> None:
    """An old number is free again. Raises NotFound."""
    await forget(session, [(await find(session, MovedNumber, moved_id)).id])
    changed(session)


async def make_way(session: AsyncSession, holder: ShortNumber, kind: str, thing: UUID) -> None:
    """Free an old number whose time is over, or that its thing comes back to. Raises ShortNumberMoved."""
    moved = await find(session, MovedNumber, holder.target_id)
    if moved.ends_at > clock.now() and (moved.kind, moved.target_id) != (kind, thing):
        until = moved.ends_at.date().isoformat()
        raise ShortNumberMoved(field="number", digits=moved.digits, holder=moved.name, until=until)
    await forget(session, [moved.id])


async def forget_expired(session: AsyncSession) -> None:
    """The old numbers whose time is over are free again."""
    expired = await session.scalars(select(MovedNumber.id).where(MovedNumber.ends_at <= clock.now()))
    await forget(session, expired.all())


async def forget_of(session: AsyncSession, kind: str, thing: UUID) -> None:
    """Nobody announces any more where a thing is that has gone."""
    mine = MovedNumber.kind == kind, MovedNumber.target_id == thing
    await forget(session, (await session.scalars(select(MovedNumber.id).where(*mine))).all())


async def forget(session: AsyncSession, moved: Iterable[UUID]) -> None:
    """Old numbers are free again."""
    if ids := list(moved):
        of_account = ShortNumber.account_id == account_of(session)
        kept = (ShortNumber.kind == KIND, ShortNumber.target_id.in_(ids))
        await session.execute(delete(ShortNumber).where(of_account, *kept))
        await session.execute(delete(MovedNumber).where(MovedNumber.id.in_(ids)))
