"""Brings scenarios out of an account as text, and into one, where things are found again by their names."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.errors import PalabreError
from palabre.kit.rows import find, save
from palabre.routing.digits import KIND, numbering_plan
from palabre.routing.draw import add_scenario, stored
from palabre.routing.history import draw
from palabre.routing.lock import to_change
from palabre.routing.models import Scenario, ScenarioTry
from palabre.routing.publish import document_of
from palabre.routing.schemas import ScenarioNew
from palabre.routing.schemas_tries import TryNew
from palabre.routing.things import Thing, by_digits, by_id, by_name
from palabre.routing.tries import tries_of
from palabre.routing.written import ITSELF, Text, ThingWritten, ids_in, read_text, write_text
from palabre.routing.yaml_text import Named

FoundBy = Literal["id", "name", "number"]


@dataclass(frozen=True)
class Match:
    """A thing that a text names, and the thing of this account that it means here, if there is one."""

    written: ThingWritten
    found: Thing | None
    by: FoundBy | None


@dataclass(frozen=True)
class Imported:
    """What became of a text: the scenario, and what its names mean here."""

    scenario: Scenario
    matches: tuple[Match, ...]


async def export(session: AsyncSession, scenario_id: UUID, version: int | None) -> str:
    """The text of a draft or version, with the scenario's tries. Raises NotFound."""
    scenario = await find(session, Scenario, scenario_id)
    document = await document_of(session, scenario_id, version)
    things = await by_id(session, ids_in(document))
    digits = await numbering_plan().digits_of(session, KIND, [scenario_id])
    tries = [
        {"name": each.name, "script": each.script, "expects": each.expects}
        for each in await tries_of(session, scenario_id)
    ]
    head = {"name": scenario.name, "number": digits.get(scenario_id), "tries": tries}
    known = {str(id): thing for id, thing in things.items()}
    return await asyncio.to_thread(write_text, head, document, known, str(scenario_id))


async def bring_in(session: AsyncSession, text: str, name: str | None) -> Imported:
    """Make a new scenario of a text; what is unknown here stays as it is written, and forbids publishing.

    Raises the errors of `read_text`.
    """
    read = await asyncio.to_thread(read_text, text)
    scenario = await add_scenario(session, ScenarioNew(name=name or read.head.name))
    matches = await _match(session, read)
    scenario.draft = stored(read.document(_ids(matches, scenario.id)))
    await save(session)
    await _number(session, scenario, read.head.number)
    await _keep_tries(session, scenario, read.head.tries or [])
    return Imported(scenario, tuple(matches.values()))


async def replace_by(session: AsyncSession, scenario_id: UUID, text: str, by: UUID) -> Imported:
    """Make a text the draft of a scenario, and its tries the scenario's, if it has any.

    Raises the errors of `to_change` and of `read_text`.
    """
    scenario = await to_change(session, scenario_id, by)
    read = await asyncio.to_thread(read_text, text)
    matches = await _match(session, read)
    await draw(session, scenario, stored(read.document(_ids(matches, scenario.id))), by)
    if read.head.tries is not None:
        await session.execute(delete(ScenarioTry).where(ScenarioTry.scenario_id == scenario_id))
        await _keep_tries(session, scenario, read.head.tries)
    await save(session)
    return Imported(scenario, tuple(matches.values()))


async def _match(session: AsyncSession, text: Text) -> dict[Named, Match]:
    """What the names mean here: the same thing, else one of the same name, else of the same short number."""
    written = text.named()
    ids = await by_id(session, {each.id for each in written.values() if each.id is not None})
    names = await by_name(session, {(each.kind, each.name or each.key) for each in written.values()})
    numbers = await by_digits(session, {each.key for each in written.values()})
    return {named: _found(each, ids, names, numbers.get(each.key)) for named, each in written.items()}


def _found(
    written: ThingWritten,
    ids: Mapping[UUID, Thing],
    names: Mapping[tuple[str, str], list[Thing]],
    numbered: Thing | None,
) -> Match:
    same = ids.get(written.id) if written.id is not None else None
    if same is not None and same.kind == written.kind:
        return Match(written, same, "id")
    called = names.get((written.kind, written.name or written.key), [])
    if len(called) > 1:  # of several only the one that also has the short number is meant
        called = [each for each in called if each.digits == written.key]
    if called:
        return Match(written, called[0], "name")
    if numbered is not None and numbered.kind == written.kind:
        return Match(written, numbered, "number")
    return Match(written, None, None)


def _ids(matches: Mapping[Named, Match], scenario: UUID) -> dict[Named, str]:
    """What stands in the place of each name: an id of this account, else the id that is written."""
    ids = {named: each.found.id if each.found else each.written.id for named, each in matches.items()}
    known = {named: str(id) for named, id in ids.items() if id is not None}
    return {Named(KIND, ITSELF): str(scenario), **known}


async def _number(session: AsyncSession, scenario: Scenario, digits: str | None) -> None:
    """Give a scenario its short number if that is free here."""
    if digits is not None:
        try:
            async with session.begin_nested():
                await numbering_plan().allot(session, digits, KIND, scenario.id)
        except PalabreError:
            return


async def _keep_tries(session: AsyncSession, scenario: Scenario, tries: list[TryNew]) -> None:
    session.add_all(ScenarioTry(scenario_id=scenario.id, **each.model_dump(mode="json")) for each in tries)
    await save(session)
