"""Routes of scripted calls (one at once, and those that are kept) and of past calls that happen again."""

from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import select

from palabre.kit.access import Edit, Read
from palabre.kit.clock import clock
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn
from palabre.routing.models import Scenario, ScenarioTry
from palabre.routing.publish import account_in, flow_to_try, try_all
from palabre.routing.replay import facts_of, replay
from palabre.routing.replies import listing, result_of, told
from palabre.routing.schemas import StoryOut, TryIn
from palabre.routing.schemas_tries import (
    DepartureOut,
    ReplayIn,
    ReplayOut,
    ResultsOut,
    ResultStory,
    RunIn,
    TryChange,
    TryNew,
    TryOut,
)
from palabre.routing.schemas_versions import DraftOrVersion, number_of
from palabre.routing.simulate import simulate
from palabre.routing.tries import add_try, change_try, find_try, remove_try, run

router = APIRouter()


@router.post("/scenarios/{scenario_id}/try")
async def try_scenario(access: Read, scenario_id: UUID, script: TryIn, request: Request) -> StoryOut:
    """Play a scripted call through the scenario with the code of real calls; nobody's phone rings."""
    with listing(request):
        flow = await flow_to_try(access.session, scenario_id, script.version)
    account = await account_in(access.session)
    return told(await simulate(account, flow, script.trial(account, clock.now())))


@router.get("/scenarios/{scenario_id}/tries")
async def list_tries(access: Read, scenario_id: UUID, paging: Pages) -> Page[TryOut]:
    """The scripted calls that must go well before the scenario is published."""
    await find(access.session, Scenario, scenario_id)
    query = select(ScenarioTry).where(ScenarioTry.scenario_id == scenario_id)
    rows, following = await turn(access.session, query, ScenarioTry, paging)
    return Page(items=[TryOut.model_validate(each) for each in rows], next=following)


@router.post("/scenarios/{scenario_id}/tries", status_code=201)
async def create_try(access: Edit, scenario_id: UUID, new: TryNew) -> TryOut:
    """Keep a scripted call; from now on publishing is refused when it does not go as expected."""
    return TryOut.model_validate(await add_try(access.session, scenario_id, new, access.who.user))


@router.post("/scenarios/{scenario_id}/tries/run")
async def run_tries(access: Read, scenario_id: UUID, wanted: RunIn, request: Request) -> ResultsOut:
    """Play all saved tries."""
    with listing(request):
        results = await try_all(access.session, scenario_id, wanted.version)
    told_all = [result_of(each, language_of(request)) for each in results]
    return ResultsOut(passed=all(each.passed for each in told_all), results=told_all)


@router.get("/scenarios/{scenario_id}/tries/{try_id}")
async def get_try(access: Read, scenario_id: UUID, try_id: UUID) -> TryOut:
    """One saved try."""
    return TryOut.model_validate(await find_try(access.session, scenario_id, try_id))


@router.patch("/scenarios/{scenario_id}/tries/{try_id}")
async def change_a_try(access: Edit, scenario_id: UUID, try_id: UUID, wanted: TryChange) -> TryOut:
    """Rename a try, or change what happens in it or what is expected."""
    values = wanted.model_dump(mode="json", exclude_unset=True)
    row = await change_try(access.session, (scenario_id, try_id), values, access.who.user)
    return TryOut.model_validate(row)


@router.delete("/scenarios/{scenario_id}/tries/{try_id}", status_code=204)
async def delete_try(access: Edit, scenario_id: UUID, try_id: UUID) -> None:
    """Keep a scripted call no longer."""
    await remove_try(access.session, (scenario_id, try_id), access.who.user)


@router.post("/scenarios/{scenario_id}/tries/{try_id}/run")
async def run_a_try(
    access: Read, scenario_id: UUID, try_id: UUID, wanted: RunIn, request: Request
) -> ResultStory:
    """Play one saved try and tell its story."""
    tried = await find_try(access.session, scenario_id, try_id)
    with listing(request):
        flow = await flow_to_try(access.session, scenario_id, wanted.version)
    (result,) = await run([tried], await account_in(access.session), flow)
    story = told(result.story) if result.story else None
    return ResultStory(**result_of(result, language_of(request)).model_dump(), story=story)


@router.post("/scenarios/{scenario_id}/versions/{version}/replay")
async def replay_call(
    access: Read, scenario_id: UUID, version: DraftOrVersion, wanted: ReplayIn, request: Request
) -> ReplayOut:
    """What a version, or the draft, would have done with a past call; everybody does what he did then.

    The call comes at its own time; schedules, lists and other scenarios are those of today.
    """
    facts = await facts_of(access.session, wanted.call_id)
    with listing(request):
        flow = await flow_to_try(access.session, scenario_id, number_of(version))
    replayed = await replay(await account_in(access.session), flow, facts)
    return ReplayOut(
        story=told(replayed.story),
        departure=DepartureOut.model_validate(replayed.departure) if replayed.departure else None,
        assumed=list(replayed.assumed),
    )
