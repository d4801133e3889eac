"""Who does not want to be disturbed, and who may disturb him all the same."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.extensions.models import Extension, MayDisturb
from palabre.features.extensions.schemas import Disturb, DisturbOut
from palabre.kit.db import changed
from palabre.kit.rows import find, save


async def let_disturb(session: AsyncSession, extension_id: UUID, wanted: Disturb) -> None:
    """Switch it on or off for an extension. Raises NotFound, also for one that is to be `allowed`."""
    extension = await find(session, Extension, extension_id)
    extension.do_not_disturb = wanted.do_not_disturb
    if "allowed" in wanted.model_fields_set:
        await session.execute(delete(MayDisturb).where(MayDisturb.extension_id == extension_id))
        for allowed in dict.fromkeys(wanted.allowed):
            await find(session, Extension, allowed, "allowed")
            session.add(MayDisturb(extension_id=extension_id, allowed_id=allowed))
    await save(session)
    changed(session)


async def disturb_shown(session: AsyncSession, extension_id: UUID) -> DisturbOut:
    """How it stands with an extension. Raises NotFound."""
    extension = await find(session, Extension, extension_id)
    allowed = select(MayDisturb.allowed_id).where(MayDisturb.extension_id == extension_id)
    ids = sorted(await session.scalars(allowed))
    return DisturbOut(do_not_disturb=extension.do_not_disturb, allowed=ids)
