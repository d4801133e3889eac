"""Routes of scenarios."""

from collections.abc import Iterable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from sqlalchemy import select

from palabre.calls.schemas import FactOut
from palabre.kit.access import Access, Edit, Read
from palabre.kit.clock import clock
from palabre.kit.errors import Language
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn
from palabre.routing.draw import add_scenario, change_scenario, remove_scenario, save_draft, shown
from palabre.routing.flow import Document, Problem, ScenarioInvalid
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.routing.publish import account_in, flow_to_try, found_in, publish, version_of
from palabre.routing.schemas import (
    Checked,
    Drawing,
    HeardOut,
    ProblemOut,
    RangOut,
    ScenarioChange,
    ScenarioDrawn,
    ScenarioNew,
    ScenarioOut,
    StepType,
    StoryOut,
    TakenOut,
    TryIn,
    Version,
    VersionDrawn,
    VersionOut,
)
from palabre.routing.simulate import Story, simulate
from palabre.routing.step import Step, declared_exits, kinds

router = APIRouter(tags=["scenarios"])


class VersionPaging(BaseModel):
    """Part of the versions: `limit` of them older than the version `cursor`."""

    limit: Annotated[int, Query(ge=1, le=200)] = 50
    cursor: Version | None = None


@router.get("/step-types")
async def list_step_types(_: Read) -> Page[StepType]:
    """The kinds of steps that a scenario can be drawn with."""
    return Page(items=[_step_type(kind) for kind in kinds().values()])


@router.get("/scenarios")
async def list_scenarios(access: Read, paging: Pages) -> Page[ScenarioOut]:
    """The account's scenarios, without what is drawn in them."""
    rows, following = await turn(access.session, select(Scenario), Scenario, paging)
    return Page(items=await shown(access.session, rows), next=following)


@router.post("/scenarios", status_code=201)
async def create_scenario(access: Edit, new: ScenarioNew) -> ScenarioDrawn:
    """Add a scenario; its draft may be unfinished."""
    return await _drawn(access, await add_scenario(access.session, new))


@router.get("/scenarios/{scenario_id}")
async def get_scenario(access: Read, scenario_id: UUID) -> ScenarioDrawn:
    """One scenario with its draft."""
    return await _drawn(access, await find(access.session, Scenario, scenario_id))


@router.patch("/scenarios/{scenario_id}")
async def change_a_scenario(access: Edit, scenario_id: UUID, wanted: ScenarioChange) -> ScenarioDrawn:
    """Rename a scenario, or change its short number."""
    return await _drawn(access, await change_scenario(access.session, scenario_id, wanted.sent()))


@router.delete("/scenarios/{scenario_id}", status_code=204)
async def delete_scenario(access: Edit, scenario_id: UUID) -> None:
    """Delete a scenario; refused while a number or another scenario leads to it."""
    await remove_scenario(access.session, scenario_id)


@router.put("/scenarios/{scenario_id}/draft")
async def put_draft(access: Edit, scenario_id: UUID, draft: Drawing, request: Request) -> Checked:
    """Keep what was drawn, and say what is still missing."""
    return await _checked(access, await save_draft(access.session, scenario_id, draft), request)


@router.post("/scenarios/{scenario_id}/validate")
async def validate_draft(access: Read, scenario_id: UUID, request: Request) -> Checked:
    """What forbids publishing the draft, and what is probably not meant."""
    return await _checked(access, await find(access.session, Scenario, scenario_id), request)


@router.post("/scenarios/{scenario_id}/publish", status_code=201)
async def publish_draft(access: Edit, scenario_id: UUID, request: Request) -> VersionOut:
    """Make the draft the version that new calls follow; a refusal brings its problems in `values`."""
    try:
        return VersionOut.model_validate(await publish(access.session, scenario_id, access.who.user))
    except ScenarioInvalid as invalid:
        raise _listing(invalid, request) from invalid


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


@router.post("/scenarios/{scenario_id}/try")
async def try_scenario(access: Read, scenario_id: UUID, script: TryIn, request: Request) -> StoryOut:
    """Play a scripted call through the scenario with the code of real calls; nobody's phone rings."""
    try:
        flow = await flow_to_try(access.session, scenario_id, script.version)
    except ScenarioInvalid as invalid:
        raise _listing(invalid, request) from invalid
    account = await account_in(access.session)
    return _told(await simulate(account, flow, script.trial(account, clock.now())))


async def _drawn(access: Access, scenario: Scenario) -> ScenarioDrawn:
    (out,) = await shown(access.session, [scenario])
    return ScenarioDrawn(**out.model_dump(), draft=Document.model_validate(scenario.draft))


async def _checked(access: Access, scenario: Scenario, request: Request) -> Checked:
    found = await found_in(access.session, scenario)
    language = language_of(request)
    return Checked(problems=_in_words(found.problems, language), warnings=_in_words(found.warnings, language))


def _listing(invalid: ScenarioInvalid, request: Request) -> ScenarioInvalid:
    """The refusal with its problems in the reader's language."""
    listed = _in_words(invalid.problems, language_of(request))
    invalid.values["problems"] = [each.model_dump() for each in listed]
    return invalid


def _in_words(problems: Iterable[Problem], language: Language) -> list[ProblemOut]:
    return [
        ProblemOut(
            step=each.step, field=each.error.field, code=each.error.code, message=each.error.text(language)
        )
        for each in problems
    ]


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


def _told(story: Story) -> StoryOut:
    return StoryOut(
        path=[TakenOut.model_validate(each) for each in story.path],
        heard=[HeardOut.model_validate(each) for each in story.heard],
        rang=[
            RangOut(endpoint=each.endpoint, number=each.number, shown=each.caller.number)
            for each in story.rang
        ],
        outcome=story.outcome,
        ended_by=story.ended_by,
        seconds=story.seconds,
        facts=[FactOut(seq=each.seq, at=each.at, kind=each.kind, data=each.data) for each in story.facts],
    )
