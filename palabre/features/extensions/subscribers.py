"""Adds extensions, changes and removes them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.extensions.groups import check_group
from palabre.features.extensions.kinds import check_outside
from palabre.features.extensions.models import Device, Extension
from palabre.features.extensions.schemas import DeviceOut, ExtensionChange, ExtensionNew, ExtensionOut
from palabre.kit.db import changed
from palabre.kit.rows import change, find, save
from palabre.routing.uses import refuse_if_in_scenario

KIND = "extension"


async def add_extension(session: AsyncSession, new: ExtensionNew) -> Extension:
    """Add an extension with its short number. Raises what `numbers.allot` raises, NotFound."""
    await numbers.check_owned(session, new.outgoing_number_id)
    await check_group(session, new.group_id)
    extension = Extension(**new.model_dump(exclude={"number"}))
    await check_outside(session, extension)
    session.add(extension)
    await save(session)
    await numbers.allot(session, new.number, KIND, extension.id)
    changed(session)
    return extension


async def change_extension(session: AsyncSession, extension_id: UUID, wanted: ExtensionChange) -> Extension:
    """Change an extension; a new short number leaves its devices as they are."""
    extension = await find(session, Extension, extension_id)
    values = wanted.sent()
    await numbers.check_owned(session, values.get("outgoing_number_id"))
    await check_group(session, values.get("group_id"))
    if number := values.pop("number", None):
        await numbers.allot(session, number, KIND, extension_id)
    change(extension, values)
    await check_outside(session, extension)
    await save(session)
    # its phones show name and number, and are refused when it is switched off
    changed(session, await _endpoints(session, extension_id))
    return extension


async def remove_extension(session: AsyncSession, extension_id: UUID) -> None:
    """Delete an extension with its devices and its short number. Raises NotFound, UsedByScenario."""
    extension = await find(session, Extension, extension_id)
    await refuse_if_in_scenario(session, extension_id, extension.name)
    changed(session, await _endpoints(session, extension_id))
    await numbers.release(session, KIND, extension_id)
    await session.delete(extension)
    await save(session)


async def check_owned(session: AsyncSession, extension_id: UUID | None, field: str = "extension_id") -> None:
    """Raises NotFound for an extension that is not the account's; None is fine. `field` names the input."""
    if extension_id:
        await find(session, Extension, extension_id, field)


async def shown(session: AsyncSession, extensions: Sequence[Extension]) -> list[ExtensionOut]:
    """Extensions with their short numbers and devices, in two queries however many they are."""
    ids = [each.id for each in extensions]
    digits = await numbers.digits_of(session, KIND, ids)
    devices: dict[UUID, list[DeviceOut]] = {each: [] for each in ids}
    query = select(Device).where(Device.extension_id.in_(ids)).order_by(Device.id)
    for device in await session.scalars(query):
        devices[device.extension_id].append(DeviceOut.model_validate(device))
    return [
        ExtensionOut(
            id=each.id,
            number=digits.get(each.id),
            name=each.name,
            ring_seconds=each.ring_seconds,
            language=each.language,
            outgoing_number_id=each.outgoing_number_id,
            enabled=each.enabled,
            kind=each.kind,
            outside=each.outside,
            rings=each.rings,
            do_not_disturb=each.do_not_disturb,
            call_waiting=each.call_waiting,
            calls_at_once=each.calls_at_once,
            may_be_picked_up=each.may_be_picked_up,
            group_id=each.group_id,
            has_pin=each.pin is not None,
            devices=devices[each.id],
            created_at=each.created_at,
            updated_at=each.updated_at,
        )
        for each in extensions
    ]


async def _endpoints(session: AsyncSession, extension_id: UUID) -> list[str]:
    return list(await session.scalars(select(Device.endpoint).where(Device.extension_id == extension_id)))
