"""Routes of groups of extensions."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.extensions.groups import add_group, change_group, groups_shown, remove_group
from palabre.features.extensions.models import ExtensionGroup
from palabre.features.extensions.schemas import ExtensionGroupChange, ExtensionGroupNew, ExtensionGroupOut
from palabre.kit.access import Access, Edit, Read
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(prefix="/extension-groups")


@router.get("")
async def list_extension_groups(access: Read, paging: Pages) -> Page[ExtensionGroupOut]:
    """The groups of extensions with shared settings."""
    rows, following = await turn(access.session, select(ExtensionGroup), ExtensionGroup, paging)
    return Page(items=await groups_shown(access.session, rows), next=following)


@router.post("", status_code=201)
async def create_extension_group(access: Edit, new: ExtensionGroupNew) -> ExtensionGroupOut:
    """Add a group."""
    return await _one(access, await add_group(access.session, new))


@router.get("/{extension_group_id}")
async def get_extension_group(access: Read, extension_group_id: UUID) -> ExtensionGroupOut:
    """One group."""
    return await _one(access, await find(access.session, ExtensionGroup, extension_group_id))


@router.patch("/{extension_group_id}")
async def change_extension_group(
    access: Edit, extension_group_id: UUID, wanted: ExtensionGroupChange
) -> ExtensionGroupOut:
    """Change the settings that the extensions of a group share."""
    return await _one(access, await change_group(access.session, extension_group_id, wanted.sent()))


@router.delete("/{extension_group_id}", status_code=204)
async def delete_extension_group(access: Edit, extension_group_id: UUID) -> None:
    """Dissolve a group; its extensions stay, without what it has set."""
    await remove_group(access.session, extension_group_id)


async def _one(access: Access, group: ExtensionGroup) -> ExtensionGroupOut:
    return (await groups_shown(access.session, [group]))[0]
