"""Routes of trunks."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.trunks.lines import add_trunk, change_trunk, remove_trunk
from palabre.features.trunks.models import Trunk
from palabre.features.trunks.schemas import TrunkChange, TrunkNew, TrunkOut
from palabre.kit.access import Edit, Read
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["trunks"], prefix="/trunks")


@router.get("")
async def list_trunks(access: Read, paging: Pages) -> Page[TrunkOut]:
    """The account's lines to carriers."""
    rows, following = await turn(access.session, select(Trunk), Trunk, paging)
    return Page(items=[TrunkOut.model_validate(each) for each in rows], next=following)


@router.post("", status_code=201)
async def create_trunk(access: Edit, new: TrunkNew) -> TrunkOut:
    """Add a line to a carrier."""
    return TrunkOut.model_validate(await add_trunk(access.session, new))


@router.get("/{trunk_id}")
async def get_trunk(access: Read, trunk_id: UUID) -> TrunkOut:
    """One line to a carrier."""
    return TrunkOut.model_validate(await find(access.session, Trunk, trunk_id))


@router.patch("/{trunk_id}")
async def change_a_trunk(access: Edit, trunk_id: UUID, wanted: TrunkChange) -> TrunkOut:
    """Change a line to a carrier."""
    return TrunkOut.model_validate(await change_trunk(access.session, trunk_id, wanted.sent()))


@router.delete("/{trunk_id}", status_code=204)
async def delete_trunk(access: Edit, trunk_id: UUID) -> None:
    """Remove a line to a carrier."""
    await remove_trunk(access.session, trunk_id)
