"""Scenarios as the API shows them, in a few queries however many they are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.routing.digits import KIND, numbering_plan
from palabre.routing.flow import Document
from palabre.routing.history import steps_from_here
from palabre.routing.lock import emails_of, locked
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.routing.schemas import HistoryOut, LockOut, ScenarioDrawn, ScenarioOut


async def shown(session: AsyncSession, scenarios: Sequence[Scenario]) -> list[ScenarioOut]:
    """Scenarios with their short numbers and locks."""
    ids = [each.id for each in scenarios]
    digits = await numbering_plan().digits_of(session, KIND, ids)
    holders = [each.locked_by for each in scenarios if each.locked_by is not None and locked(each)]
    emails = await emails_of(session, holders) if holders else {}
    current = and_(
        ScenarioVersion.scenario_id == Scenario.id,
        ScenarioVersion.version == Scenario.published_version,
        ScenarioVersion.document == Scenario.draft,
    )
    same = set(await session.scalars(select(Scenario.id).join(ScenarioVersion, current)))
    return [
        ScenarioOut(
            number=digits.get(each.id),
            draft_differs=each.id not in same,
            lock=lock_shown(each, emails),
            **_own(each),
        )
        for each in scenarios
    ]


async def drawn(session: AsyncSession, scenario: Scenario) -> ScenarioDrawn:
    """One scenario with its draft."""
    (out,) = await shown(session, [scenario])
    undo, redo = await steps_from_here(session, scenario)
    draft = Document.model_validate(scenario.draft)
    return ScenarioDrawn(**out.model_dump(), draft=draft, history=HistoryOut(undo=undo, redo=redo))


def lock_shown(scenario: Scenario, emails: dict[UUID, str]) -> LockOut | None:
    """Who has locked it, as long as the lock is in force."""
    if not locked(scenario):
        return None
    by = scenario.locked_by
    values = {"user_id": by, "email": emails.get(by, "?") if by else "?"}
    return LockOut.model_validate({**values, "since": scenario.locked_at, "until": scenario.locked_until})


def _own(scenario: Scenario) -> dict[str, Any]:
    return {name: getattr(scenario, name) for name in _SAME}


_SAME = ScenarioOut.model_fields.keys() - {"number", "draft_differs", "lock"}
