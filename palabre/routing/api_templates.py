"""Routes of templates."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from sqlalchemy import select

from palabre.kit.access import Edit, Read
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, change, find, save, turn
from palabre.routing.models import ScenarioTemplate
from palabre.routing.schemas import ScenarioDrawn
from palabre.routing.schemas_templates import (
    FromTemplate,
    TemplateChange,
    TemplateDrawn,
    TemplateNew,
    TemplateOut,
)
from palabre.routing.shown import drawn
from palabre.routing.template import add_template, begin_with, find_template
from palabre.routing.templates import stock

router = APIRouter()


@router.get("/scenario-templates")
async def list_templates(access: Read, paging: Pages, request: Request) -> Page[TemplateOut]:
    """Drawings to begin a scenario with: first those that come along, then the account's own."""
    rows, following = await turn(access.session, select(ScenarioTemplate), ScenarioTemplate, paging)
    come_along = [] if paging.cursor else list(stock(language_of(request)).values())
    items = [
        TemplateOut(id=each.key, stock=True, name=each.name, description=each.description)
        for each in come_along
    ]
    return Page(items=[*items, *(TemplateOut(**_own(each)) for each in rows)], next=following)


@router.post("/scenario-templates", status_code=201)
async def create_template(access: Edit, new: TemplateNew) -> TemplateOut:
    """Keep what is drawn in a scenario to begin others with."""
    return TemplateOut(**_own(await add_template(access.session, new)))


@router.get("/scenario-templates/{scenario_template_id}")
async def get_template(access: Read, scenario_template_id: str, request: Request) -> TemplateDrawn:
    """One template with its drawing."""
    found = await find_template(access.session, scenario_template_id, language_of(request))
    return TemplateDrawn(
        id=found.key,
        stock=found.key in stock("fr"),
        name=found.name,
        description=found.description,
        document=found.document,
    )


@router.patch("/scenario-templates/{scenario_template_id}")
async def change_template(access: Edit, scenario_template_id: UUID, wanted: TemplateChange) -> TemplateOut:
    """Rename one of the account's own templates, or describe it otherwise."""
    row = await find(access.session, ScenarioTemplate, scenario_template_id)
    change(row, wanted.sent())
    await save(access.session)
    return TemplateOut(**_own(row))


@router.delete("/scenario-templates/{scenario_template_id}", status_code=204)
async def delete_template(access: Edit, scenario_template_id: UUID) -> None:
    """Delete one of the account's own templates; scenarios that began with it stay."""
    await access.session.delete(await find(access.session, ScenarioTemplate, scenario_template_id))


@router.post("/scenario-templates/{scenario_template_id}/scenarios", status_code=201)
async def begin_scenario(
    access: Edit, scenario_template_id: str, wanted: FromTemplate, request: Request
) -> ScenarioDrawn:
    """Add a scenario that begins with a template; blanks without a choice are filled in."""
    language = language_of(request)
    return await drawn(
        access.session, await begin_with(access.session, scenario_template_id, wanted, language)
    )


def _own(row: ScenarioTemplate) -> dict[str, Any]:
    return {"id": str(row.id), "stock": False, "name": row.name, "description": row.description or ""}
