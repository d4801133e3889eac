"""What the account and its extensions have spent today and this month."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Select, cast, func, select, text
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
    spent = (await session.execute(_spent(day))).all()
    rules = known.part(Outgoing).rules
    names = {row.id: row.name for row in await session.execute(NAMES, {"account": account_of(session)})}
    shown = []
    for each in sorted(spent, key=lambda row: str(row.extension_id)):
        rule = rules.in_force(each.extension_id)
        limits = {"daily_limit": rule.daily_limit, "monthly_limit": rule.monthly_limit}
        sums = {"today": each.today, "month": each.month}
        who = {"extension_id": each.extension_id, "name": names.get(each.extension_id)}
        shown.append(SpendingOut.model_validate({**who, **sums, **limits}))
    settings = rules.settings
    return SpendingsOut.model_validate(
        {
            "currency": currency_of(known),
            "today": sum(each.today for each in spent),
            "month": sum(each.month for each in spent),
            "daily_limit": settings.daily_limit,
            "monthly_limit": settings.monthly_limit,
            "extensions": shown,
        }
    )


def _spent(day: date) -> Select[UUID | None, int, int]:
    """By extension: on the day, and in its month."""
    amount, in_month = func.sum(Charge.amount), Charge.day.between(day.replace(day=1), day)
    of_day = cast(func.coalesce(amount.filter(Charge.day == day), 0), BigInteger).label("today")
    month = cast(amount, BigInteger).label("month")
    return select(Charge.extension_id, of_day, month).where(in_month).group_by(Charge.extension_id)
