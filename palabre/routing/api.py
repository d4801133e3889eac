"""Routes of scenarios; what belongs to versions, drafts, tries… stands in the files `api_*.py`."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.kit.access import Edit, Read
from palabre.kit.rows import Page, Pages, find, turn
from palabre.routing import api_drafts, api_exchange, api_templates, api_tries, api_versions
from palabre.routing.draw import (
    add_scenario,
    archive,
    change_scenario,
    copy_scenario,
    remove_scenario,
    restore,
)
from palabre.routing.models import Scenario
from palabre.routing.schemas import (
    ScenarioChange,
    ScenarioCopy,
    ScenarioDrawn,
    ScenarioNew,
    ScenarioOut,
    StepType,
)
from palabre.routing.shown import drawn, shown
from palabre.routing.step import Step, declared_exits, kinds

router = APIRouter(tags=["scenarios"])
for each in (api_drafts, api_exchange, api_templates, api_tries, api_versions):
    router.include_router(each.router)


@router.get("/step-types")
async def list_step_types(_: Read) -> Page[StepType]:
    """The kinds of steps that a scenario can be drawn with."""
    return Page(items=[_step_type(kind) for kind in kinds().values()])


@router.get("/scenarios")
async def list_scenarios(access: Read, paging: Pages, archived: bool = False) -> Page[ScenarioOut]:
    """The account's scenarios, or those in its archive, without what is drawn in them."""
    away = Scenario.archived_at.is_not(None)
    rows, following = await turn(
        access.session, select(Scenario).where(away if archived else ~away), Scenario, paging
    )
    return Page(items=await shown(access.session, rows), next=following)


@router.post("/scenarios", status_code=201)
async def create_scenario(access: Edit, new: ScenarioNew) -> ScenarioDrawn:
    """Add a scenario; its draft may be unfinished."""
    return await drawn(access.session, await add_scenario(access.session, new))


@router.get("/scenarios/{scenario_id}")
async def get_scenario(access: Read, scenario_id: UUID) -> ScenarioDrawn:
    """One scenario with its draft."""
    return await drawn(access.session, await find(access.session, Scenario, scenario_id))


@router.patch("/scenarios/{scenario_id}")
async def change_a_scenario(access: Edit, scenario_id: UUID, wanted: ScenarioChange) -> ScenarioDrawn:
    """Rename a scenario, or change its short number."""
    changed = await change_scenario(access.session, scenario_id, wanted.sent(), access.who.user)
    return await drawn(access.session, changed)


@router.delete("/scenarios/{scenario_id}", status_code=204)
async def delete_scenario(access: Edit, scenario_id: UUID) -> None:
    """Delete a scenario; refused while a number or another scenario leads to it."""
    await remove_scenario(access.session, scenario_id, access.who.user)


@router.post("/scenarios/{scenario_id}/copy", status_code=201)
async def copy_a_scenario(access: Edit, scenario_id: UUID, wanted: ScenarioCopy) -> ScenarioDrawn:
    """Make another scenario out of this one's draft or version, with its saved tries."""
    return await drawn(access.session, await copy_scenario(access.session, scenario_id, wanted))


@router.post("/scenarios/{scenario_id}/archive")
async def archive_scenario(access: Edit, scenario_id: UUID) -> ScenarioDrawn:
    """Put a scenario away; refused while something leads to it. Its short number becomes free."""
    return await drawn(access.session, await archive(access.session, scenario_id, access.who.user))


@router.post("/scenarios/{scenario_id}/restore")
async def restore_scenario(access: Edit, scenario_id: UUID) -> ScenarioDrawn:
    """Take a scenario out of the archive."""
    return await drawn(access.session, await restore(access.session, scenario_id, access.who.user))


def _step_type(kind: type[Step]) -> StepType:
    fields: dict[str, Any] = kind.model_json_schema()
    exits = list(declared_exits(kind))
    return StepType(
        type=kind.type,
        icon=kind.icon,
        group=kind.group,
        exits=exits,
        exits_from=kind.exits_from,
        fields=fields,
    )
