"""What the account and its extensions have spent today and this month."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.outbound.currency import currency_of
from palabre.features.outbound.models import Charge
from palabre.features.outbound.purse import today
from palabre.features.outbound.schemas import SpendingOut, SpendingsOut
from palabre.features.outbound.snapshot import Outgoing
from palabre.kit.clock import clock
from palabre.kit.db import account_of
from palabre.routing.publish import account_in

NAMES = text("select id, name from extensions where account_id = :account")


async def spending(session: AsyncSession) -> SpendingsOut:
    """Whoever has spent something, in the account's own day and month; conversations that go on not yet."""
    known = await account_in(session)
    day = today(known, clock.now())
    first = day.replace(day=1)
    rows = await session.execute(
        select(Charge.extension_id, Charge.day, Charge.amount).where(Charge.day >= first, Charge.day <= day)
    )
    days: defaultdict[UUID | None, int] = defaultdict(int)
    months: defaultdict[UUID | None, int] = defaultdict(int)
    for extension, when, amount in rows:
        months[extension] += amount
        days[extension] += amount * (when == day)
    rules = known.part(Outgoing).rules
    names = {row.id: row.name for row in await session.execute(NAMES, {"account": account_of(session)})}
    shown = []
    for each in sorted(months, key=str):
        rule = rules.in_force(each)
        limits = {"daily_limit": rule.daily_limit, "monthly_limit": rule.monthly_limit}
        spent = {"today": days[each], "month": months[each]}
        shown.append(
            SpendingOut.model_validate({"extension_id": each, "name": names.get(each), **spent, **limits})
        )
    settings = rules.settings
    return SpendingsOut.model_validate(
        {
            "currency": currency_of(known),
            "today": sum(days.values()),
            "month": sum(months.values()),
            "daily_limit": settings.daily_limit,
            "monthly_limit": settings.monthly_limit,
            "extensions": shown,
        }
    )
