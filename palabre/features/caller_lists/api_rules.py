"""Routes of the rules that apply lists."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.caller_lists.hits import hits
from palabre.features.caller_lists.models import CallerListRule
from palabre.features.caller_lists.rules import add_rule, change_rule, check_owned, check_place, shown
from palabre.features.caller_lists.schemas import HitsIn, HitsOut, RuleChange, RuleNew, RuleOut
from palabre.kit.access import Edit, Read
from palabre.kit.db import changed
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(prefix="/caller-lists/rules")


@router.get("")
async def list_caller_list_rules(access: Read, paging: Pages) -> Page[RuleOut]:
    """Where lists apply, and what they do there."""
    rows, following = await turn(access.session, select(CallerListRule), CallerListRule, paging)
    return Page(items=[shown(each) for each in rows], next=following)


@router.post("", status_code=201)
async def create_caller_list_rule(access: Edit, new: RuleNew) -> RuleOut:
    """Apply a list to the account, to a number or to an extension; calls follow at once."""
    return shown(await add_rule(access.session, new))


@router.post("/hits")
async def find_hits(access: Read, wanted: HitsIn) -> HitsOut:
    """Which of the last days' calls a rule would have hit, before it is there."""
    await check_owned(access.session, wanted.model_dump(include={"number_id", "extension_id"}))
    check_place(wanted.direction, wanted.level, wanted.number_id, wanted.extension_id)
    return await hits(access.session, wanted)


@router.get("/{rule_id}")
async def get_caller_list_rule(access: Read, rule_id: UUID) -> RuleOut:
    """One rule."""
    return shown(await find(access.session, CallerListRule, rule_id))


@router.patch("/{rule_id}")
async def change_caller_list_rule(access: Edit, rule_id: UUID, wanted: RuleChange) -> RuleOut:
    """Change what a rule does, or switch it off."""
    return shown(await change_rule(access.session, rule_id, wanted))


@router.delete("/{rule_id}", status_code=204)
async def delete_caller_list_rule(access: Edit, rule_id: UUID) -> None:
    """Apply a list there no more."""
    await access.session.delete(await find(access.session, CallerListRule, rule_id))
    changed(access.session)
