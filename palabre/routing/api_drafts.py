"""Routes of a scenario's draft: save it, undo, lock it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from palabre.kit.access import Edit, Read
from palabre.kit.rows import Page, find
from palabre.kit.security import Forbidden
from palabre.routing.draw import save_draft
from palabre.routing.history import clear, entries, redo, undo
from palabre.routing.lock import lock, unlock
from palabre.routing.models import Scenario
from palabre.routing.replies import checked
from palabre.routing.schemas import Checked, Drawing, ScenarioDrawn
from palabre.routing.schemas_versions import SavedDraftOut
from palabre.routing.shown import drawn

router = APIRouter()


@router.put("/scenarios/{scenario_id}/draft")
async def put_draft(access: Edit, scenario_id: UUID, draft: Drawing, request: Request) -> Checked:
    """Keep what was drawn, and say what is still missing."""
    scenario = await save_draft(access.session, scenario_id, draft, access.who.user)
    return await checked(access, scenario, request)


@router.post("/scenarios/{scenario_id}/validate")
async def validate_draft(access: Read, scenario_id: UUID, request: Request) -> Checked:
    """What forbids publishing the draft, and what is probably not meant."""
    return await checked(access, await find(access.session, Scenario, scenario_id), request)


@router.get("/scenarios/{scenario_id}/history")
async def list_history(access: Read, scenario_id: UUID) -> Page[SavedDraftOut]:
    """The drafts that undo and redo go through, oldest first: the last hundred."""
    scenario = await find(access.session, Scenario, scenario_id)
    kept = await entries(access.session, scenario)
    return Page(
        items=[
            SavedDraftOut(
                entry=each.entry,
                saved_at=each.saved_at,
                saved_by=each.saved_by,
                current=each.entry == scenario.history_entry,
            )
            for each in kept
        ]
    )


@router.post("/scenarios/{scenario_id}/undo")
async def undo_draft(access: Edit, scenario_id: UUID) -> ScenarioDrawn:
    """Go back to the draft that was saved before."""
    return await drawn(access.session, await undo(access.session, scenario_id, access.who.user))


@router.post("/scenarios/{scenario_id}/redo")
async def redo_draft(access: Edit, scenario_id: UUID) -> ScenarioDrawn:
    """Take back an undo; not possible any more once another draft was saved."""
    return await drawn(access.session, await redo(access.session, scenario_id, access.who.user))


@router.delete("/scenarios/{scenario_id}/history", status_code=204)
async def clear_history(access: Edit, scenario_id: UUID) -> None:
    """Forget all earlier drafts."""
    await clear(access.session, scenario_id, access.who.user)


@router.put("/scenarios/{scenario_id}/lock")
async def lock_scenario(access: Edit, scenario_id: UUID) -> ScenarioDrawn:
    """Keep the scenario for oneself, until two hours after one's last change to it."""
    return await drawn(access.session, await lock(access.session, scenario_id, access.who.user))


@router.delete("/scenarios/{scenario_id}/lock")
async def unlock_scenario(
    access: Edit, scenario_id: UUID, breaking: Annotated[bool, Query(alias="break")] = False
) -> ScenarioDrawn:
    """Give the scenario free; an owner may `break` another person's lock."""
    if breaking and not access.who.may("own"):
        raise Forbidden()
    by = None if breaking else access.who.user
    return await drawn(access.session, await unlock(access.session, scenario_id, by))
