"""Adds phones to an extension, changes and removes them."""

from collections.abc import Container
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts import account
from palabre.features.extensions.kinds import OnlyOutside
from palabre.features.extensions.models import Device, Extension
from palabre.features.extensions.schemas import DeviceNew
from palabre.features.numbers import digits_of
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import Conflict, change, find, save
from palabre.kit.security import new_secret

DEVICES = 10


class TooManyDevices(PalabreError):
    """An extension has all the devices that it can have."""

    code, status = "too_many_devices", 409
    fr = "Un poste a au plus {limit} appareils."
    en = "An extension has at most {limit} devices."


def free_username(digits: str, taken: Container[str]) -> str:
    """The login of the next device: the short number, then with -2, -3…"""
    if digits not in taken:
        return digits
    return next(name for each in count(2) if (name := f"{digits}-{each}") not in taken)


async def add_device(session: AsyncSession, extension_id: UUID, new: DeviceNew) -> Device:
    """Add a phone with a new login and password. Raises NotFound, TooManyDevices, OnlyOutside."""
    extension = await find(session, Extension, extension_id)
    await session.refresh(extension, with_for_update=True)
    devices = (await session.scalars(select(Device.id).where(Device.extension_id == extension_id))).all()
    if len(devices) >= DEVICES:
        raise TooManyDevices(limit=DEVICES)
    if extension.kind == "external":
        raise OnlyOutside()
    digits = (await digits_of(session, "extension", [extension_id])).get(extension_id, "phone")
    taken = set(await session.scalars(select(Device.username).where(Device.username.startswith(digits))))
    username = free_username(digits, taken)
    endpoint = f"{username}@{(await account(session)).domain}"
    device = Device(
        extension_id=extension_id,
        username=username,
        endpoint=endpoint,
        secret=new_secret(),
        **new.model_dump(),
    )
    session.add(device)
    await save(session, devices_endpoint_key=Conflict())
    changed(session, [endpoint])
    return device


async def change_device(session: AsyncSession, device_id: UUID, values: dict[str, Any]) -> Device:
    """Rename a device, switch it off or on, or give it another secret. Raises NotFound."""
    device = await find(session, Device, device_id)
    change(device, values)
    await save(session)
    changed(session, [device.endpoint])
    return device


async def remove_device(session: AsyncSession, device_id: UUID) -> None:
    """Remove a phone: its login is refused at once. Raises NotFound."""
    device = await find(session, Device, device_id)
    await session.delete(device)
    changed(session, [device.endpoint])
