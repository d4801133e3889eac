"""Who may change a scenario: nobody while it is archived, one person alone while he has locked it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import Uuid

from palabre.kit.clock import clock
from palabre.kit.db import account_of
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import save
from palabre.routing.models import Scenario

LOCK_TIME = timedelta(hours=2)
"""A lock ends so long after its holder's last change."""


class ScenarioLocked(PalabreError):
    """Another person keeps the scenario for himself."""

    code, status = "scenario_locked", 423
    fr = "« {name} » est réservé par {by} depuis le {since}."
    en = "“{name}” is locked by {by} since {since}."


class ScenarioArchived(PalabreError):
    """The scenario lies in the archive."""

    code, status = "scenario_archived", 409
    fr = "« {name} » est archivé : restaurez-le d'abord."
    en = "“{name}” is archived: restore it first."


async def to_change(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """A scenario that `by` may change now, held until the transaction ends; his own lock lasts on.

    Raises NotFound, ScenarioLocked, ScenarioArchived.
    """
    scenario = await _unlocked(session, scenario_id, by)
    if scenario.archived_at is not None:
        raise ScenarioArchived(name=scenario.name)
    if scenario.locked_by == by:
        scenario.locked_until = clock.now() + LOCK_TIME
    return scenario


async def restorable(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """The same, also out of the archive. Raises NotFound, ScenarioLocked."""
    return await _unlocked(session, scenario_id, by)


async def to_lead_to(session: AsyncSession, scenario_id: UUID, field: str) -> Scenario:
    """A scenario that something may lead to; `field` names the input. Raises NotFound, ScenarioArchived."""
    scenario = await session.get(Scenario, scenario_id)
    if scenario is None:
        raise NotFound(field=field, what=str(scenario_id))
    if scenario.archived_at is not None:
        raise ScenarioArchived(field=field, name=scenario.name)
    return scenario


async def lock(session: AsyncSession, scenario_id: UUID, by: UUID) -> Scenario:
    """Keep a scenario for oneself. Raises NotFound, ScenarioLocked, ScenarioArchived."""
    scenario = await to_change(session, scenario_id, by)
    if scenario.locked_by is None or not locked(scenario):
        scenario.locked_by, scenario.locked_at = by, clock.now()
    scenario.locked_until = clock.now() + LOCK_TIME
    await save(session)
    return scenario


async def unlock(session: AsyncSession, scenario_id: UUID, by: UUID | None) -> Scenario:
    """Give a scenario free; only its holder does, or anybody with the right to break locks (None).

    Raises NotFound, ScenarioLocked.
    """
    scenario = await _unlocked(session, scenario_id, by)
    scenario.locked_by = scenario.locked_at = scenario.locked_until = None
    await save(session)
    return scenario


def locked(scenario: Scenario) -> bool:
    """Whether somebody's lock is in force."""
    until = scenario.locked_until
    return scenario.locked_by is not None and until is not None and until > clock.now()


async def emails_of(session: AsyncSession, users: Iterable[UUID]) -> dict[UUID, str]:
    """The e-mail addresses of people, in one query."""
    # by its table: the feature of the users stands on this layer
    query = text("select id, email from users where account_id = :account and id = any(:users)")
    query = query.bindparams(bindparam("users", type_=ARRAY(Uuid())))
    rows = await session.execute(query, {"account": account_of(session), "users": list(users)})
    return {row.id: row.email for row in rows}


async def _unlocked(session: AsyncSession, scenario_id: UUID, by: UUID | None) -> Scenario:
    scenario = await session.get(Scenario, scenario_id, with_for_update=True, populate_existing=True)
    if scenario is None:
        raise NotFound(what=str(scenario_id))
    holder, since = scenario.locked_by, scenario.locked_at
    if by is not None and holder is not None and since is not None and holder != by and locked(scenario):
        email = (await emails_of(session, [holder])).get(holder, "?")
        raise ScenarioLocked(name=scenario.name, by=email, since=await _local(session, since))
    return scenario


async def _local(session: AsyncSession, moment: datetime) -> str:
    """A moment as the account's clocks showed it."""
    query = text("select time_zone from accounts where id = :account")
    zone = await session.scalar(query, {"account": account_of(session)})
    return moment.astimezone(ZoneInfo(zone or "UTC")).strftime("%Y-%m-%d %H:%M")
