"""Saved scripted calls, which a scenario must pass before it is published."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.directory import Account
from palabre.kit.clock import clock
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import TooManyThings, change, find, save
from palabre.routing.flow import Flow
from palabre.routing.lock import to_change
from palabre.routing.models import Scenario, ScenarioTry
from palabre.routing.schemas_tries import SavedScript, TryNew
from palabre.routing.simulate import Story, play
from palabre.routing.verdict import Expected, failures

MOST_TRIES = 100


@dataclass(frozen=True)
class Result:
    """What became of one try; no failures: it passed. There is no story of a call that does not end."""

    tried: ScenarioTry
    failures: tuple[PalabreError, ...]
    story: Story | None


class TriesFailed(PalabreError):
    """What is drawn does not do any more what its tries ask for."""

    code, status = "tries_failed", 422
    fr = "{count} essai(s) échoue(nt) : {names}."
    en = "{count} saved try(ies) failed: {names}."

    def __init__(self, results: Sequence[Result]) -> None:
        super().__init__(count=len(results), names=", ".join(each.tried.name for each in results))
        self.results = results


async def add_try(session: AsyncSession, scenario_id: UUID, new: TryNew, by: UUID) -> ScenarioTry:
    """Keep a scripted call. Raises what `to_change` raises, TooManyThings."""
    await to_change(session, scenario_id, by)
    count = select(func.count()).where(ScenarioTry.scenario_id == scenario_id)
    if (await session.scalar(count) or 0) >= MOST_TRIES:
        raise TooManyThings(limit=MOST_TRIES)
    row = ScenarioTry(scenario_id=scenario_id, **new.model_dump(mode="json"))
    session.add(row)
    await save(session)
    return row


async def change_try(
    session: AsyncSession, place: tuple[UUID, UUID], values: dict[str, Any], by: UUID
) -> ScenarioTry:
    """Change a try of a scenario; `place` are both ids. Raises what `to_change` raises."""
    await to_change(session, place[0], by)
    row = await find_try(session, *place)
    change(row, values)
    await save(session)
    return row


async def remove_try(session: AsyncSession, place: tuple[UUID, UUID], by: UUID) -> None:
    """Delete a try. Raises what `to_change` raises."""
    await to_change(session, place[0], by)
    await session.delete(await find_try(session, *place))
    await save(session)


async def find_try(session: AsyncSession, scenario_id: UUID, try_id: UUID) -> ScenarioTry:
    """A try of a scenario. Raises NotFound."""
    await find(session, Scenario, scenario_id)
    row = await find(session, ScenarioTry, try_id)
    if row.scenario_id != scenario_id:
        raise NotFound(what=str(try_id))
    return row


async def tries_of(session: AsyncSession, scenario_id: UUID) -> Sequence[ScenarioTry]:
    """All tries of a scenario, oldest first."""
    query = select(ScenarioTry).where(ScenarioTry.scenario_id == scenario_id).order_by(ScenarioTry.id)
    return (await session.scalars(query)).all()


async def run(tries: Sequence[ScenarioTry], account: Account, flow: Flow) -> list[Result]:
    """Play tries one after the other, beside everything else that this process does.

    They are judged by ordinary days: an office that somebody has closed for the moment breaks none of them.
    """
    usual = account.ordinary()
    return await asyncio.to_thread(lambda: [_run(each, usual, flow) for each in tries])


def _run(tried: ScenarioTry, account: Account, flow: Flow) -> Result:
    script = SavedScript.model_validate(tried.script)
    try:
        story = play(account, flow, script.trial(account, clock.now()))
    except PalabreError as trouble:
        return Result(tried, (trouble,), None)
    return Result(tried, tuple(failures(Expected.model_validate(tried.expects), story)), story)
