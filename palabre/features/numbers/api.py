"""Routes of the numbering plan and of the public numbers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import select

from palabre.features.numbers import api_plan
from palabre.features.numbers.kinds import names_of
from palabre.features.numbers.models import Number, ShortNumber
from palabre.features.numbers.own import add_number, keep, remove_number
from palabre.features.numbers.schemas import (
    NumberChange,
    NumberNew,
    NumberOut,
    ShortNumberOut,
)
from palabre.kit.access import Edit, Look, Read
from palabre.kit.db import changed
from palabre.kit.inputs import Digits
from palabre.kit.rows import Page, Pages, change, find, turn
from palabre.routing.lock import to_lead_to

router = APIRouter(tags=["numbers"])
router.include_router(api_plan.router)


class DigitPaging(BaseModel):
    """Part of the plan: `limit` entries after the short number `cursor`."""

    limit: Annotated[int, Query(ge=1, le=200)] = 50
    cursor: Digits | None = None


@router.get("/short-numbers")
async def list_short_numbers(access: Look, paging: Annotated[DigitPaging, Query()]) -> Page[ShortNumberOut]:
    """The numbering plan in the order of the digits."""
    query = select(ShortNumber).order_by(ShortNumber.digits).limit(paging.limit + 1)
    if paging.cursor:
        query = query.where(ShortNumber.digits > paging.cursor)
    rows = list(await access.session.scalars(query))
    shown, more = rows[: paging.limit], len(rows) > paging.limit
    names = await names_of(access.session, [(each.kind, each.target_id) for each in shown])
    items = [
        ShortNumberOut(
            digits=each.digits,
            kind=each.kind,
            target_id=each.target_id,
            name=names.get(each.target_id, ""),
        )
        for each in shown
    ]
    return Page(items=items, next=shown[-1].digits if more else None)


@router.get("/numbers")
async def list_numbers(access: Read, paging: Pages) -> Page[NumberOut]:
    """The public numbers of the account."""
    rows, following = await turn(access.session, select(Number), Number, paging)
    return Page(items=[NumberOut.model_validate(each) for each in rows], next=following)


@router.post("/numbers", status_code=201)
async def create_number(access: Edit, new: NumberNew) -> NumberOut:
    """Add a public number."""
    return NumberOut.model_validate(await add_number(access.session, new))


@router.get("/numbers/{number_id}")
async def get_number(access: Read, number_id: UUID) -> NumberOut:
    """One public number."""
    return NumberOut.model_validate(await find(access.session, Number, number_id))


@router.patch("/numbers/{number_id}")
async def change_number(access: Edit, number_id: UUID, wanted: NumberChange) -> NumberOut:
    """Rename a public number, lead it to another scenario, or change how calls show it."""
    number = await find(access.session, Number, number_id)
    if wanted.scenario_id:
        await to_lead_to(access.session, wanted.scenario_id, "scenario_id")
    change(number, wanted.sent())
    await keep(access.session, number)
    changed(access.session)
    return NumberOut.model_validate(number)


@router.delete("/numbers/{number_id}", status_code=204)
async def delete_number(access: Edit, number_id: UUID) -> None:
    """Give a public number up; refused while an extension shows it or a scenario names it."""
    await remove_number(access.session, number_id)
