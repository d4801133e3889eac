"""Adds scenarios to an account, changes, draws, copies, archives and removes them."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.clock import clock
from palabre.kit.db import account_of, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, save
from palabre.routing.digits import KIND, numbering_plan
from palabre.routing.flow import Document
from palabre.routing.history import draw
from palabre.routing.lock import restorable, to_change
from palabre.routing.models import Scenario, ScenarioTry
from palabre.routing.publish import document_of
from palabre.routing.schemas import ScenarioCopy, ScenarioNew
from palabre.routing.uses import refuse_if_in_scenario


class UsedByNumber(PalabreError):
    """A public number leads to the scenario."""

    code, status = "used_by_number", 409
    fr = "« {name} » est utilisé par le numéro {user}."
    en = "“{name}” is used by the number {user}."


async def add_scenario(session: AsyncSession, new: ScenarioNew) -> Scenario:
    """Add a scenario. Raises what `allot` of the numbering plan raises."""
    scenario = Scenario(name=new.name, draft=stored(new.draft), published_version=None)
    session.add(scenario)
    await save(session)
    await numbering_plan().allot(session, new.number, KIND, scenario.id)
    changed(session)
    return scenario


async def change_scenario(
    session: AsyncSession, scenario_id: UUID, values: dict[str, Any], by: UUID
) -> Scenario:
    """Change name or short number. Raises what `to_change` and `allot` raise."""
    scenario = await to_change(session, scenario_id, by)
    if "number" in values:
        await numbering_plan().allot(session, values.pop("number"), KIND, scenario_id)
    change(scenario, values)
    await save(session)
    changed(session)
    return scenario


async def save_draft(session: AsyncSession, scenario_id: UUID, draft: Document, by: UUID) -> Scenario:
    """Keep what was drawn, finished or not; calls go on with what is published.

    Raises NotFound, ScenarioLocked, ScenarioArchived.
    """
    scenario = await to_change(session, scenario_id, by)
    await draw(session, scenario, stored(draft), by)
    await save(session)
    return scenario


async def remove_scenario(session: AsyncSession, scenario_id: UUID, by: UUID) -> None:
    """Delete a scenario with its versions. Raises NotFound, ScenarioLocked, UsedByScenario, UsedByNumber."""
    scenario = await restorable(session, scenario_id, by)
    await _refuse_if_used(session, scenario)
    await numbering_plan().release(session, KIND, scenario_id)
    await session.delete(scenario)
    await save(session)
    changed(session)


async def archive(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """Put a scenario away without losing it; its short number becomes free.

    Raises NotFound, ScenarioLocked, ScenarioArchived, UsedByScenario, UsedByNumber.
    """
    scenario = await to_change(session, scenario_id, by)
    await _refuse_if_used(session, scenario)
    await numbering_plan().release(session, KIND, scenario_id)
    scenario.archived_at = clock.now()
    await save(session)
    changed(session)
    return scenario


async def restore(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """Take a scenario out of the archive. Raises NotFound, ScenarioLocked."""
    scenario = await restorable(session, scenario_id, by)
    scenario.archived_at = None
    await save(session)
    changed(session)
    return scenario


async def copy_scenario(session: AsyncSession, scenario_id: UUID, wanted: ScenarioCopy) -> Scenario:
    """Another scenario with the same draft (or that of a version) and the same tries.

    Raises NotFound and what `allot` raises. Where the original leads to itself, the copy leads to itself.
    """
    document = await document_of(session, scenario_id, wanted.version)
    copy = await add_scenario(session, ScenarioNew(name=wanted.name, number=wanted.number))
    drawn = json.dumps(stored(document)).replace(str(scenario_id), str(copy.id))
    copy.draft = json.loads(drawn)
    for each in await session.scalars(select(ScenarioTry).where(ScenarioTry.scenario_id == scenario_id)):
        same = {"name": each.name, "script": each.script, "expects": each.expects}
        session.add(ScenarioTry(scenario_id=copy.id, **same))
    await save(session)
    return copy


async def _refuse_if_used(session: AsyncSession, scenario: Scenario) -> None:
    await refuse_if_in_scenario(session, scenario.id, scenario.name)
    # by its table: the feature of the numbers stands on this one
    leads = "select e164 from numbers where account_id = :account and scenario_id = :scenario limit 1"
    values = {"account": account_of(session), "scenario": scenario.id}
    if user := await session.scalar(text(leads), values):
        raise UsedByNumber(name=scenario.name, user=user)


def stored(document: Document) -> dict[str, Any]:
    """A document as the database keeps it."""
    return document.model_dump(mode="json", exclude_none=True)
