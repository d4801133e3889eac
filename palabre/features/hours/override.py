"""Orders to open or close out of turn: they end by themselves, and it is known who gave them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.hours.models import ScheduleOverride
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import save

Ordered = Literal["open", "closed", "scheduled"]


class OrderPast(PalabreError):
    """An order that would have ended before it began."""

    code, status = "order_past", 422
    fr = "Cette heure est déjà passée."
    en = "That time has already passed."


@dataclass(frozen=True)
class Order:
    """What a schedule is to do from `at` on, until an instant or (None) until further notice."""

    state: Ordered
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Author:
    """Who gives an order, as people know him, and his user or extension."""

    name: str
    user: UUID | None = None
    extension: UUID | None = None


def tomorrow(at: datetime, zone: ZoneInfo) -> datetime:
    """The next midnight of a zone."""
    day = at.astimezone(zone).date() + timedelta(1)
    return datetime.combine(day, time(), zone)


async def give(session: AsyncSession, schedule_id: UUID, order: Order, author: Author) -> ScheduleOverride:
    """Keep an order; calls follow it at once. Raises OrderPast."""
    if order.until is not None and order.until <= order.at:
        raise OrderPast(field="until")
    given = ScheduleOverride(
        schedule_id=schedule_id,
        state=order.state,
        made_at=order.at,
        until=order.until,
        made_by=author.name,
        user_id=author.user,
        extension_id=author.extension,
    )
    session.add(given)
    await save(session)
    changed(session)
    return given


async def in_force(session: AsyncSession, schedule_id: UUID, at: datetime) -> ScheduleOverride | None:
    """The order that a schedule follows at an instant."""
    query = select(ScheduleOverride).where(ScheduleOverride.schedule_id == schedule_id)
    last = await session.scalar(
        query.order_by(ScheduleOverride.made_at.desc(), ScheduleOverride.id.desc()).limit(1)
    )
    if last is None or last.state == "scheduled" or (last.until is not None and last.until <= at):
        return None
    return last
