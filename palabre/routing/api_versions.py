"""Routes of a scenario's versions: publish, compare, roll back."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from sqlalchemy import select

from palabre.kit.access import Edit, Read
from palabre.kit.rows import Page, find
from palabre.routing.differ import differences
from palabre.routing.flow import Document
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.routing.publish import document_of, publish, roll_back, version_of
from palabre.routing.replies import listing
from palabre.routing.schemas import ScenarioDrawn, Version, VersionDrawn, VersionOut
from palabre.routing.schemas_versions import DifferencesOut, DraftOrVersion, PublishIn, RollBackIn, number_of
from palabre.routing.shown import drawn

router = APIRouter()


class VersionPaging(BaseModel):
    """Part of the versions: `limit` of them older than the version `cursor`."""

    limit: Annotated[int, Query(ge=1, le=200)] = 50
    cursor: Version | None = None


@router.post("/scenarios/{scenario_id}/publish", status_code=201)
async def publish_draft(
    access: Edit, scenario_id: UUID, request: Request, wanted: PublishIn | None = None
) -> VersionOut:
    """Make the draft the version that new calls follow; a refusal brings its problems in `values`."""
    note = wanted.note if wanted else None
    with listing(request):
        version = await publish(access.session, scenario_id, access.who.user, note)
    return VersionOut.model_validate(version)


@router.get("/scenarios/{scenario_id}/versions")
async def list_versions(
    access: Read, scenario_id: UUID, paging: Annotated[VersionPaging, Query()]
) -> Page[VersionOut]:
    """What was published, newest first."""
    await find(access.session, Scenario, scenario_id)
    query = select(ScenarioVersion).where(ScenarioVersion.scenario_id == scenario_id)
    if paging.cursor:
        query = query.where(ScenarioVersion.version < paging.cursor)
    query = query.order_by(ScenarioVersion.version.desc()).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    items = [VersionOut.model_validate(each) for each in rows[: paging.limit]]
    return Page(items=items, next=str(items[-1].version) if len(rows) > paging.limit else None)


@router.get("/scenarios/{scenario_id}/versions/{version}")
async def get_version(access: Read, scenario_id: UUID, version: Version) -> VersionDrawn:
    """A published version with its document."""
    return VersionDrawn.model_validate(await version_of(access.session, scenario_id, version))


@router.post("/scenarios/{scenario_id}/versions/{version}/roll-back")
async def roll_back_scenario(
    access: Edit, scenario_id: UUID, version: Version, wanted: RollBackIn, request: Request
) -> ScenarioDrawn:
    """Make a version the draft again and, when asked, publish it as a new version; undo takes it back."""
    by = access.who.user
    scenario = await roll_back(access.session, scenario_id, version, by)
    if wanted.publish:
        with listing(request):
            await publish(access.session, scenario_id, by, wanted.note)
    return await drawn(access.session, scenario)


@router.get("/scenarios/{scenario_id}/differences")
async def compare_versions(
    access: Read, scenario_id: UUID, before: DraftOrVersion | None = None, after: DraftOrVersion = "draft"
) -> DifferencesOut:
    """What changed between two versions; as it stands: what publishing the draft would change."""
    scenario = await find(access.session, Scenario, scenario_id)
    first = before or scenario.published_version
    old = await document_of(access.session, scenario_id, number_of(first)) if first else NOTHING
    new = await document_of(access.session, scenario_id, number_of(after))
    return DifferencesOut.model_validate(asdict(differences(old, new)))


NOTHING = Document(start="", steps={})
"""What calls follow before the first version."""
