"""What extensions need of other features: a group's outgoing number stays as long as the group shows it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.extensions.models import ExtensionGroup
from palabre.kit.rows import InUse


async def refuse_if_used(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises InUse with the name of a group that shows the number."""
    showing = select(ExtensionGroup.name).where(ExtensionGroup.outgoing_number_id == thing).limit(1)
    if (user := await session.scalar(showing)) is not None:
        raise InUse(name=name, user=user)
