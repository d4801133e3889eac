"""Routes of text messages and their templates."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select

from palabre.features.sms.models import Message, Template
from palabre.features.sms.parts import count
from palabre.features.sms.schemas import (
    State,
    TextMessageOut,
    TextTemplateChange,
    TextTemplateNew,
    TextTemplateOut,
)
from palabre.kit.access import Edit, Read
from palabre.kit.db import changed
from palabre.kit.rows import Page, Pages, change, find, save, turn, turn_back
from palabre.routing.uses import refuse_if_in_scenario
from palabre.routing.variables import PLACE

router = APIRouter(tags=["sms"])


@router.get("/sms-templates")
async def list_sms_templates(access: Read, paging: Pages) -> Page[TextTemplateOut]:
    """The account's message templates."""
    rows, following = await turn(access.session, select(Template), Template, paging)
    return Page(items=list(_shown(rows)), next=following)


@router.post("/sms-templates", status_code=201)
async def create_sms_template(access: Edit, new: TextTemplateNew) -> TextTemplateOut:
    """Add a template."""
    template = Template(**new.model_dump())
    access.session.add(template)
    return await _kept(access, template)


@router.get("/sms-templates/{template_id}")
async def get_sms_template(access: Read, template_id: UUID) -> TextTemplateOut:
    """One template."""
    (shown,) = _shown([await find(access.session, Template, template_id)])
    return shown


@router.patch("/sms-templates/{template_id}")
async def change_sms_template(access: Edit, template_id: UUID, wanted: TextTemplateChange) -> TextTemplateOut:
    """Change a template; scenarios use it from then on."""
    template = await find(access.session, Template, template_id)
    change(template, wanted.sent())
    return await _kept(access, template)


@router.delete("/sms-templates/{template_id}", status_code=204)
async def delete_sms_template(access: Edit, template_id: UUID) -> None:
    """Delete a template; refused while a scenario names it."""
    template = await find(access.session, Template, template_id)
    await refuse_if_in_scenario(access.session, template_id, template.name)
    await access.session.delete(template)
    changed(access.session)


@router.get("/sms")
async def list_sms(
    access: Read, paging: Pages, state: Annotated[State | None, Query()] = None
) -> Page[TextMessageOut]:
    """The account's text messages, newest first."""
    query = select(Message)
    if state is not None:
        query = query.where(Message.state == state)
    rows, following = await turn_back(access.session, query, Message, paging)
    return Page(items=[TextMessageOut.model_validate(each) for each in rows], next=following)


@router.get("/sms/{sms_id}")
async def get_sms(access: Read, sms_id: UUID) -> TextMessageOut:
    """One text message."""
    return TextMessageOut.model_validate(await find(access.session, Message, sms_id))


async def _kept(access: Edit, template: Template) -> TextTemplateOut:
    await save(access.session)
    changed(access.session)
    (shown,) = _shown([template])
    return shown


def _shown(templates: Iterable[Template]) -> Iterable[TextTemplateOut]:
    for each in templates:
        counted = count(PLACE.sub("", each.text))
        own = {name: getattr(each, name) for name in _SAME}
        yield TextTemplateOut(**own, encoding=counted.encoding, parts=counted.parts)


_SAME = TextTemplateOut.model_fields.keys() - {"encoding", "parts"}
