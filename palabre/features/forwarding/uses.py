"""Says which extensions forward their calls to a thing, or under a condition that asks it."""

from uuid import UUID

from sqlalchemy import Text, cast, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.forwarding.models import Forward
from palabre.kit.db import account_of
from palabre.kit.errors import PalabreError


class UsedByForwarding(PalabreError):
    """Calls are forwarded there."""

    code, status = "used_by_forwarding", 409
    fr = "« {name} » est utilisé par un renvoi du poste « {user} »."
    en = "“{name}” is used by a forwarding rule of the extension “{user}”."


async def refuse_if_used(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises UsedByForwarding."""
    query = (
        select(Forward.extension_id)
        .where(
            or_(
                cast(Forward.targets, Text).contains(str(thing)),
                Forward.schedule_id == thing,
                Forward.caller_list_id == thing,
            ),
            Forward.extension_id != thing,
        )
        .limit(1)
    )
    extension = await session.scalar(query)
    if extension is not None:
        # by its table: extensions ask this when they are deleted
        named = text("select name from extensions where account_id = :account and id = :id")
        user = await session.scalar(named, {"account": account_of(session), "id": extension})
        raise UsedByForwarding(name=name, user=user)
