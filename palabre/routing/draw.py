"""Adds scenarios to an account, changes, draws and removes them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.db import account_of, changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, find, save
from palabre.routing.digits import KIND, numbering_plan
from palabre.routing.flow import Document
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.routing.schemas import ScenarioNew, ScenarioOut
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


async def change_scenario(session: AsyncSession, scenario_id: UUID, values: dict[str, Any]) -> Scenario:
    """Change name or short number. Raises NotFound and what `allot` raises."""
    scenario = await find(session, Scenario, scenario_id)
    if "number" in values:
        await numbering_plan().allot(session, values.pop("number"), KIND, scenario_id)
    change(scenario, values)
    await save(session)
    changed(session)
    return scenario


async def save_draft(session: AsyncSession, scenario_id: UUID, draft: Document) -> Scenario:
    """Keep what was drawn, finished or not; calls go on with what is published. Raises NotFound."""
    scenario = await find(session, Scenario, scenario_id)
    scenario.draft = stored(draft)
    await save(session)
    return scenario


async def remove_scenario(session: AsyncSession, scenario_id: UUID) -> None:
    """Delete a scenario with its versions. Raises NotFound, UsedByScenario, UsedByNumber."""
    scenario = await find(session, Scenario, scenario_id)
    await refuse_if_in_scenario(session, scenario_id, scenario.name)
    # by its table: the feature of the numbers stands on this one
    leads = "select e164 from numbers where account_id = :account and scenario_id = :scenario limit 1"
    values = {"account": account_of(session), "scenario": scenario_id}
    if user := await session.scalar(text(leads), values):
        raise UsedByNumber(name=scenario.name, user=user)
    await numbering_plan().release(session, KIND, scenario_id)
    await session.delete(scenario)
    await save(session)
    changed(session)


def stored(document: Document) -> dict[str, Any]:
    """A document as the database keeps it."""
    return document.model_dump(mode="json", exclude_none=True)


async def shown(session: AsyncSession, scenarios: Sequence[Scenario]) -> list[ScenarioOut]:
    """Scenarios with their short numbers, in two queries however many they are."""
    ids = [each.id for each in scenarios]
    digits = await numbering_plan().digits_of(session, KIND, ids)
    current = and_(
        ScenarioVersion.scenario_id == Scenario.id,
        ScenarioVersion.version == Scenario.published_version,
        ScenarioVersion.document == Scenario.draft,
    )
    same = set(await session.scalars(select(Scenario.id).join(ScenarioVersion, current)))
    return [
        ScenarioOut(number=digits.get(each.id), draft_differs=each.id not in same, **_own(each))
        for each in scenarios
    ]


def _own(scenario: Scenario) -> dict[str, Any]:
    return {name: getattr(scenario, name) for name in _SAME}


_SAME = ScenarioOut.model_fields.keys() - {"number", "draft_differs"}
