"""Routes of extensions and their devices."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Query, Request, UploadFile
from sqlalchemy import select

from palabre.features.extensions import api_groups
from palabre.features.extensions.devices import add_device, change_device, remove_device
from palabre.features.extensions.disturb import disturb_shown, let_disturb
from palabre.features.extensions.import_file import import_extensions
from palabre.features.extensions.models import Device, Extension
from palabre.features.extensions.schemas import (
    DeviceChange,
    DeviceLogin,
    DeviceNew,
    DeviceOut,
    Disturb,
    DisturbOut,
    ExtensionChange,
    ExtensionNew,
    ExtensionOut,
    ImportedExtensionsOut,
)
from palabre.features.extensions.subscribers import add_extension, change_extension, remove_extension, shown
from palabre.kit.access import Access, Edit, Look, Read
from palabre.kit.errors import NotFound
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn
from palabre.kit.security import new_secret

router = APIRouter(tags=["extensions"])
router.include_router(api_groups.router)


@router.get("/extensions")
async def list_extensions(access: Look, paging: Pages) -> Page[ExtensionOut]:
    """The account's extensions with their devices; an employee sees his own."""
    query = select(Extension)
    if not access.who.may("read"):
        query = query.where(Extension.id == access.who.extension)
    rows, following = await turn(access.session, query, Extension, paging)
    return Page(items=await shown(access.session, rows), next=following)


@router.post("/extensions", status_code=201)
async def create_extension(access: Edit, new: ExtensionNew) -> ExtensionOut:
    """Add an extension."""
    return await _one(access, await add_extension(access.session, new))


@router.post("/extensions/import")
async def import_many_extensions(
    access: Edit,
    request: Request,
    file: Annotated[UploadFile, File(description="CSV; the first line names the columns")],
    dry_run: Annotated[bool, Query(description="only say what would happen")] = False,
) -> ImportedExtensionsOut:
    """Add and change up to 10,000 extensions by a file: all of its lines, or none.

    Columns: number, name, and any of kind, outside, rings, group, language, ring_seconds, phones, email.
    A line with the number of an extension changes that one; the same file once more changes nothing.
    """
    return await import_extensions(access.session, await file.read(), dry_run, language_of(request))


@router.get("/extensions/{extension_id}")
async def get_extension(access: Look, extension_id: UUID) -> ExtensionOut:
    """One extension."""
    _own_or_any(access, extension_id)
    return await _one(access, await find(access.session, Extension, extension_id))


@router.patch("/extensions/{extension_id}")
async def change_an_extension(access: Edit, extension_id: UUID, wanted: ExtensionChange) -> ExtensionOut:
    """Change an extension, also its short number."""
    return await _one(access, await change_extension(access.session, extension_id, wanted))


@router.delete("/extensions/{extension_id}", status_code=204)
async def delete_extension(access: Edit, extension_id: UUID) -> None:
    """Delete an extension with its devices; refused while a scenario names it."""
    await remove_extension(access.session, extension_id)


@router.get("/extensions/{extension_id}/do-not-disturb")
async def get_do_not_disturb(access: Look, extension_id: UUID) -> DisturbOut:
    """Whether an extension is not to be disturbed."""
    _own_or_any(access, extension_id)
    return await disturb_shown(access.session, extension_id)


@router.put("/extensions/{extension_id}/do-not-disturb")
async def put_do_not_disturb(access: Look, extension_id: UUID, wanted: Disturb) -> DisturbOut:
    """Let an extension's phones be quiet, or ring again; an employee does so for his own."""
    if not access.who.may("edit") and extension_id != access.who.extension:
        raise NotFound(what=str(extension_id))
    await let_disturb(access.session, extension_id, wanted)
    return await disturb_shown(access.session, extension_id)


@router.get("/extensions/{extension_id}/devices")
async def list_devices(access: Look, extension_id: UUID, paging: Pages) -> Page[DeviceLogin | DeviceOut]:
    """The devices of an extension; their SIP passwords are shown to owners and administrators only."""
    _own_or_any(access, extension_id)
    await find(access.session, Extension, extension_id)
    query = select(Device).where(Device.extension_id == extension_id)
    rows, following = await turn(access.session, query, Device, paging)
    shape = DeviceLogin if access.who.may("edit") else DeviceOut
    return Page(items=[shape.model_validate(each) for each in rows], next=following)


@router.post("/extensions/{extension_id}/devices", status_code=201)
async def create_device(access: Edit, extension_id: UUID, new: DeviceNew) -> DeviceLogin:
    """Add a phone; the answer holds its SIP login and password."""
    return DeviceLogin.model_validate(await add_device(access.session, extension_id, new))


@router.get("/devices/{device_id}")
async def get_device(access: Read, device_id: UUID) -> DeviceLogin:
    """One device with its SIP password."""
    return DeviceLogin.model_validate(await find(access.session, Device, device_id))


@router.patch("/devices/{device_id}")
async def change_a_device(access: Edit, device_id: UUID, wanted: DeviceChange) -> DeviceOut:
    """Rename a device or switch it off or on."""
    return DeviceOut.model_validate(await change_device(access.session, device_id, wanted.sent()))


@router.post("/devices/{device_id}/secret")
async def rotate_secret(access: Edit, device_id: UUID) -> DeviceLogin:
    """Give a device a new SIP password; the old one is refused at once."""
    device = await change_device(access.session, device_id, {"secret": new_secret()})
    return DeviceLogin.model_validate(device)


@router.delete("/devices/{device_id}", status_code=204)
async def delete_device(access: Edit, device_id: UUID) -> None:
    """Remove a device; its login is refused at once."""
    await remove_device(access.session, device_id)


def _own_or_any(access: Access, extension_id: UUID) -> None:
    if not access.who.may("read") and extension_id != access.who.extension:
        raise NotFound(what=str(extension_id))


async def _one(access: Access, extension: Extension) -> ExtensionOut:
    return (await shown(access.session, [extension]))[0]
