"""Routes of fax lines."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.fax.lines import LINES
from palabre.features.fax.models import FaxLine
from palabre.features.fax.schemas import FaxLineChange, FaxLineNew, FaxLineOut
from palabre.kit.access import Access, Edit, Read
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["fax lines"], prefix="/fax-lines")


@router.get("")
async def list_fax_lines(access: Read, paging: Pages) -> Page[FaxLineOut]:
    """The account's fax lines."""
    rows, following = await turn(access.session, select(FaxLine), FaxLine, paging)
    return Page(items=await LINES.shown(access.session, rows), next=following)


@router.post("", status_code=201)
async def create_fax_line(access: Edit, new: FaxLineNew) -> FaxLineOut:
    """Add a fax line; receiving faxes is not built yet, and its callers are told so."""
    return await _one(access, await LINES.add(access.session, new.model_dump()))


@router.get("/{fax_line_id}")
async def get_fax_line(access: Read, fax_line_id: UUID) -> FaxLineOut:
    """One fax line."""
    return await _one(access, await find(access.session, FaxLine, fax_line_id))


@router.patch("/{fax_line_id}")
async def change_fax_line(access: Edit, fax_line_id: UUID, wanted: FaxLineChange) -> FaxLineOut:
    """Change a fax line."""
    return await _one(access, await LINES.change(access.session, fax_line_id, wanted.sent()))


@router.delete("/{fax_line_id}", status_code=204)
async def delete_fax_line(access: Edit, fax_line_id: UUID) -> None:
    """Delete a fax line; refused while a scenario names it."""
    await LINES.remove(access.session, fax_line_id)


async def _one(access: Access, line: FaxLine) -> FaxLineOut:
    return (await LINES.shown(access.session, [line]))[0]
