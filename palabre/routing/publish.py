"""Makes a draft the version that new calls follow."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.directory import Account
from palabre.kit.db import account_of, changed, raw_of
from palabre.kit.errors import NotFound
from palabre.kit.rows import find, save
from palabre.routing.checks import ScenarioEmpty, check, warn
from palabre.routing.flow import Document, Flow, Problem, ScenarioInvalid, parse
from palabre.routing.history import draw
from palabre.routing.lock import to_change
from palabre.routing.models import Scenario, ScenarioVersion
from palabre.routing.snapshot import directory
from palabre.routing.tries import Result, TriesFailed, run, tries_of

DRAFT = 0
"""The version number of what is not published."""


async def account_in(session: AsyncSession) -> Account:
    """The session's account as calls would see it after a commit."""
    known = directory()
    await known.load(await raw_of(session), [account_of(session)])
    return known.accounts[account_of(session)]


@dataclass(frozen=True)
class Found:
    """What forbids publishing a draft, and what is probably not meant."""

    problems: list[Problem]
    warnings: list[Problem]


async def found_in(session: AsyncSession, scenario: Scenario) -> Found:
    """Look a draft through, in a thread: a big one takes a while, and a step's code is read by its engine."""
    account = await account_in(session)
    document = Document.model_validate(scenario.draft)
    return await asyncio.to_thread(
        lambda: Found(check(document, account, scenario.id), warn(document, account))
    )


async def problems_of(session: AsyncSession, scenario: Scenario) -> list[Problem]:
    """What forbids publishing the draft."""
    return (await found_in(session, scenario)).problems


async def publish(
    session: AsyncSession, scenario_id: UUID, by: UUID, note: str | None = None
) -> ScenarioVersion:
    """Freeze the draft as the next version, with a note on what is new; calls in progress keep theirs.

    Raises NotFound, ScenarioLocked, ScenarioArchived, ScenarioInvalid, TriesFailed.
    """
    scenario = await to_change(session, scenario_id, by)
    if problems := await problems_of(session, scenario):
        raise ScenarioInvalid(problems)
    if failed := [each for each in await try_all(session, scenario_id, None) if each.failures]:
        raise TriesFailed(failed)
    query = select(func.max(ScenarioVersion.version)).where(ScenarioVersion.scenario_id == scenario_id)
    number = (await session.scalar(query) or 0) + 1
    version = ScenarioVersion(
        scenario_id=scenario_id, version=number, document=scenario.draft, published_by=by, note=note
    )
    session.add(version)
    scenario.published_version = number
    await save(session)
    changed(session)
    return version


async def version_of(session: AsyncSession, scenario_id: UUID, version: int) -> ScenarioVersion:
    """A published version. Raises NotFound."""
    await find(session, Scenario, scenario_id)
    found = await session.get(ScenarioVersion, (scenario_id, version))
    if found is None:
        raise NotFound(field="version", what=str(version))
    return found


async def document_of(session: AsyncSession, scenario_id: UUID, version: int | None) -> Document:
    """The draft (None), or what was published as a version. Raises NotFound."""
    scenario = await find(session, Scenario, scenario_id)
    drawn = scenario.draft if version is None else (await version_of(session, scenario_id, version)).document
    return Document.model_validate(drawn)


async def roll_back(session: AsyncSession, scenario_id: UUID, version: int, by: UUID) -> Scenario:
    """Make what was published once the draft again. Raises NotFound, ScenarioLocked, ScenarioArchived."""
    scenario = await to_change(session, scenario_id, by)
    await draw(session, scenario, (await version_of(session, scenario_id, version)).document, by)
    await save(session)
    return scenario


async def try_all(session: AsyncSession, scenario_id: UUID, version: int | None) -> list[Result]:
    """What becomes of all saved tries. Raises NotFound, ScenarioInvalid."""
    flow = await flow_to_try(session, scenario_id, version)
    tries = await tries_of(session, scenario_id)
    return await run(tries, await account_in(session), flow) if tries else []


async def flow_to_try(session: AsyncSession, scenario_id: UUID, version: int | None) -> Flow:
    """The draft, or a version, ready to be walked. Raises NotFound, ScenarioInvalid."""
    document = await document_of(session, scenario_id, version)
    flow = parse(document, f"scenario:{scenario_id}:{version or DRAFT}")
    if flow.start not in flow.steps:
        raise ScenarioInvalid([Problem(None, ScenarioEmpty(field="start"))])
    return flow
