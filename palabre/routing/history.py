"""Every draft that was saved, so that it can be undone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.errors import PalabreError
from palabre.kit.rows import save
from palabre.routing.lock import to_change
from palabre.routing.models import HistoryEntry, Scenario

MOST_ENTRIES = 100


class NothingToUndo(PalabreError):
    """No earlier draft is kept."""

    code, status = "nothing_to_undo", 409
    fr = "Il n'y a rien à annuler."
    en = "There is nothing to undo."


class NothingToRedo(PalabreError):
    """No draft was undone, or another one was saved since."""

    code, status = "nothing_to_redo", 409
    fr = "Il n'y a rien à rétablir."
    en = "There is nothing to redo."


async def draw(session: AsyncSession, scenario: Scenario, drawn: dict[str, Any], by: UUID) -> None:
    """Make something the draft, and an entry of the history; what had been undone is lost."""
    if drawn == scenario.draft:
        return
    here = scenario.history_entry
    if here is None:  # what the scenario began with
        here = await _add(session, scenario, 1, None)
    await session.execute(delete(HistoryEntry).where(_of(scenario), HistoryEntry.entry > here))
    scenario.draft = drawn
    here = await _add(session, scenario, here + 1, by)
    await session.execute(
        delete(HistoryEntry).where(_of(scenario), HistoryEntry.entry <= here - MOST_ENTRIES)
    )


async def undo(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """Go back to the draft before. Raises NotFound, ScenarioLocked, ScenarioArchived, NothingToUndo."""
    scenario = await to_change(session, scenario_id, by)
    here = scenario.history_entry or 0
    query = select(HistoryEntry).where(_of(scenario), HistoryEntry.entry < here)
    return await _go(session, scenario, query.order_by(HistoryEntry.entry.desc()), NothingToUndo())


async def redo(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """Take back an undo. Raises NotFound, ScenarioLocked, ScenarioArchived, NothingToRedo."""
    scenario = await to_change(session, scenario_id, by)
    here = scenario.history_entry or 0
    query = select(HistoryEntry).where(_of(scenario), HistoryEntry.entry > here)
    return await _go(session, scenario, query.order_by(HistoryEntry.entry), NothingToRedo())


async def clear(session: AsyncSession, scenario_id: UUID, by: UUID) -> None:
    """Forget every draft but the present one. Raises NotFound, ScenarioLocked, ScenarioArchived."""
    scenario = await to_change(session, scenario_id, by)
    others = HistoryEntry.entry != (scenario.history_entry or 0)
    await session.execute(delete(HistoryEntry).where(_of(scenario), others))


async def entries(session: AsyncSession, scenario: Scenario) -> Sequence[HistoryEntry]:
    """What is kept, oldest first."""
    query = select(HistoryEntry).where(_of(scenario)).order_by(HistoryEntry.entry)
    return (await session.scalars(query)).all()


async def steps_from_here(session: AsyncSession, scenario: Scenario) -> tuple[int, int]:
    """How many times undo and redo are possible."""
    here = scenario.history_entry or 0
    query = select(
        func.count().filter(HistoryEntry.entry < here), func.count().filter(HistoryEntry.entry > here)
    )
    before, after = (await session.execute(query.where(_of(scenario)))).one()
    return before, after


def _of(scenario: Scenario) -> ColumnElement[bool]:
    return and_(HistoryEntry.account_id == scenario.account_id, HistoryEntry.scenario_id == scenario.id)


async def _add(session: AsyncSession, scenario: Scenario, entry: int, by: UUID | None) -> int:
    session.add(HistoryEntry(scenario_id=scenario.id, entry=entry, document=scenario.draft, saved_by=by))
    scenario.history_entry = entry
    await save(session)
    return entry


async def _go(
    session: AsyncSession, scenario: Scenario, query: Select[HistoryEntry], refusal: PalabreError
) -> Scenario:
    found = await session.scalar(query.limit(1))
    if found is None:
        raise refusal
    scenario.draft, scenario.history_entry = found.document, found.entry
    await save(session)
    return scenario
