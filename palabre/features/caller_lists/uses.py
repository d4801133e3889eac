"""Says which rules need a mailbox, a scenario or a greeting."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.caller_lists.models import CallerList, CallerListRule
from palabre.kit.errors import PalabreError


class UsedByCallerList(PalabreError):
    """The calls that a rule refuses go there."""

    code, status = "used_by_caller_list", 409
    fr = "« {name} » est utilisé par une règle de la liste d'appelants « {user} »."
    en = "“{name}” is used by a rule of the caller list “{user}”."


async def refuse_if_used(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises UsedByCallerList."""
    rule = CallerListRule
    query = (
        select(CallerList.name)
        .join(rule, rule.list_id == CallerList.id)
        .where(or_(rule.mailbox_id == thing, rule.scenario_id == thing, rule.greeting_id == thing))
        .limit(1)
    )
    user = await session.scalar(query)
    if user is not None:
        raise UsedByCallerList(name=name, user=user)
