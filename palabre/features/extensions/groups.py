"""Departments: settings that several extensions share."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.extensions.models import Extension, ExtensionGroup
from palabre.features.extensions.schemas import ExtensionGroupNew, ExtensionGroupOut
from palabre.kit.db import changed
from palabre.kit.rows import change, find, save


async def check_group(session: AsyncSession, group: UUID | None) -> None:
    """Raises NotFound for a group that is not the account's; None is fine."""
    if group:
        await find(session, ExtensionGroup, group, "group_id")


async def add_group(session: AsyncSession, new: ExtensionGroupNew) -> ExtensionGroup:
    """Add a group. Raises NotFound for a number that is not the account's."""
    await numbers.check_owned(session, new.outgoing_number_id)
    group = ExtensionGroup(**new.model_dump())
    session.add(group)
    await save(session)
    changed(session)
    return group


async def change_group(session: AsyncSession, group_id: UUID, values: dict[str, Any]) -> ExtensionGroup:
    """Change what the extensions of a group share. Raises NotFound."""
    group = await find(session, ExtensionGroup, group_id)
    await numbers.check_owned(session, values.get("outgoing_number_id"))
    change(group, values)
    await save(session)
    changed(session)
    return group


async def remove_group(session: AsyncSession, group_id: UUID) -> None:
    """Dissolve a group; its extensions stay. Raises NotFound."""
    await session.delete(await find(session, ExtensionGroup, group_id))
    await save(session)
    changed(session)


async def groups_shown(session: AsyncSession, groups: Sequence[ExtensionGroup]) -> list[ExtensionGroupOut]:
    """Groups, each with how many extensions are in it."""
    counted = (
        select(Extension.group_id, func.count())
        .where(Extension.group_id.in_([each.id for each in groups]))
        .group_by(Extension.group_id)
    )
    counts = {group: count for group, count in await session.execute(counted)}
    same = ExtensionGroupOut.model_fields.keys() - {"extensions"}
    return [
        ExtensionGroupOut(extensions=counts.get(each.id, 0), **{name: getattr(each, name) for name in same})
        for each in groups
    ]
