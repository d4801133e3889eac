"""Drawings to begin a scenario with: those that come along, and the account's own."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.errors import Language, NotFound
from palabre.kit.rows import find, save
from palabre.routing.draw import add_scenario, stored
from palabre.routing.flow import Document
from palabre.routing.models import Scenario, ScenarioTemplate
from palabre.routing.publish import document_of
from palabre.routing.schemas import ScenarioNew
from palabre.routing.schemas_templates import FromTemplate, TemplateNew
from palabre.routing.step import Ref, kinds
from palabre.routing.templates import Stock, stock
from palabre.routing.things import only_ones


async def add_template(session: AsyncSession, new: TemplateNew) -> ScenarioTemplate:
    """Keep what is drawn in a scenario to begin others with. Raises NotFound."""
    await find(session, Scenario, new.scenario_id, "scenario_id")
    document = await document_of(session, new.scenario_id, new.version)
    row = ScenarioTemplate(name=new.name, description=new.description, document=stored(document))
    session.add(row)
    await save(session)
    return row


async def find_template(session: AsyncSession, key: str, language: Language) -> Stock:
    """One that comes along, or one of the account's own by its id. Raises NotFound."""
    if (found := stock(language).get(key)) is not None:
        return found
    try:
        row = await find(session, ScenarioTemplate, UUID(key))
    except ValueError:
        raise NotFound(what=key[:80]) from None
    return Stock(str(row.id), row.name, row.description or "", Document.model_validate(row.document))


async def begin_with(session: AsyncSession, key: str, wanted: FromTemplate, language: Language) -> Scenario:
    """A new scenario with the template's drawing. Raises NotFound and what `allot` raises.

    Where the drawing leaves open which thing is meant, and the account has one only, it is that.
    """
    template = await find_template(session, key, language)
    new = ScenarioNew(name=wanted.name or template.name, number=wanted.number)
    scenario = await add_scenario(session, new)
    drawn = stored(template.document)
    open_fields = list(blanks(drawn))
    ones = await only_ones(session, {kind for _, _, kind in open_fields})
    for fields, name, kind in open_fields:
        if kind in ones:
            fields[name] = str(ones[kind])
    scenario.draft = drawn
    await save(session)
    return scenario


def blanks(drawn: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str]]:
    """The fields that must name a thing and do not yet: where, their name, the kind of thing."""
    for node in drawn["steps"].values():
        kind = kinds().get(node["type"])
        for name, field in kind.model_fields.items() if kind else ():
            marks = [each.kind for each in field.metadata if isinstance(each, Ref)]
            if marks and field.is_required() and name not in node["fields"]:
                yield node["fields"], name, marks[0]
