"""Routes of caller lists."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from sqlalchemy import select

from palabre.features.caller_lists import api_entries, api_rules
from palabre.features.caller_lists.block import block_caller
from palabre.features.caller_lists.explain import explain
from palabre.features.caller_lists.keep import remove_list, shown
from palabre.features.caller_lists.models import CallerList
from palabre.features.caller_lists.schemas import (
    BlockedOut,
    BlockIn,
    CallerListChange,
    CallerListNew,
    CallerListOut,
    DecisionIn,
    DecisionOut,
    RegionsOut,
)
from palabre.features.caller_lists.traits import regions_of
from palabre.kit.access import Access, Edit, Look, Read
from palabre.kit.db import changed
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, change, find, save, turn

router = APIRouter(tags=["caller lists"])


@router.get("/caller-lists")
async def list_caller_lists(access: Read, paging: Pages) -> Page[CallerListOut]:
    """The account's lists."""
    rows, following = await turn(access.session, select(CallerList), CallerList, paging)
    return Page(items=await shown(access.session, rows), next=following)


@router.post("/caller-lists", status_code=201)
async def create_caller_list(access: Edit, new: CallerListNew) -> CallerListOut:
    """Add an empty list; a rule or a scenario applies it."""
    found = CallerList(**new.model_dump(), revision=1)
    access.session.add(found)
    return await _kept(access, found)


@router.get("/caller-lists/decision")
async def decide_about_call(
    access: Read, request: Request, wanted: Annotated[DecisionIn, Query()]
) -> DecisionOut:
    """What the rules do with a call, which one decides, and why: account, then number, then extension."""
    return await explain(access.session, wanted, language_of(request))


@router.get("/caller-lists/regions")
def list_regions(
    _: Read, country: Annotated[str, Query(pattern=r"^[A-Z]{2}$", min_length=2, max_length=2)]
) -> RegionsOut:
    """The places that `region:` entries of a country can name."""
    return RegionsOut(regions=regions_of(country))


router.include_router(api_rules.router)


@router.get("/caller-lists/{caller_list_id}")
async def get_caller_list(access: Read, caller_list_id: UUID) -> CallerListOut:
    """One list."""
    return (await shown(access.session, [await find(access.session, CallerList, caller_list_id)]))[0]


@router.patch("/caller-lists/{caller_list_id}")
async def change_caller_list(access: Edit, caller_list_id: UUID, wanted: CallerListChange) -> CallerListOut:
    """Rename a list, or make a black one white: calls follow at once."""
    found = await find(access.session, CallerList, caller_list_id)
    change(found, wanted.sent())
    return await _kept(access, found)


@router.delete("/caller-lists/{caller_list_id}", status_code=204)
async def delete_caller_list(access: Edit, caller_list_id: UUID) -> None:
    """Delete a list with its entries; refused while a rule or a scenario applies it."""
    await remove_list(access.session, caller_list_id)


router.include_router(api_entries.router)


@router.post("/calls/{call_id}/block")
async def block_caller_of_call(access: Look, call_id: UUID, wanted: BlockIn) -> BlockedOut:
    """Put the outside number of a call into a block list; an employee does so for his own extension."""
    return await block_caller(access, call_id, wanted)


async def _kept(access: Access, found: CallerList) -> CallerListOut:
    await save(access.session)
    changed(access.session)
    return (await shown(access.session, [found]))[0]
