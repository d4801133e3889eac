"""Routes of the souffleur."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.control import ask
from palabre.features import extensions
from palabre.features.whisper.models import Supervisor, WhisperSettings, WhisperUse
from palabre.features.whisper.schemas import (
    SupervisorGrant,
    SupervisorOut,
    SupervisorsOut,
    WhisperChange,
    WhisperNew,
    WhisperOut,
    WhisperSettingsChange,
    WhisperSettingsOut,
    WhisperUseOut,
)
from palabre.kit.access import Access, Edit, Look, Read
from palabre.kit.db import account_of, changed
from palabre.kit.errors import NotFound
from palabre.kit.rows import Page, Pages, change, find, save, turn
from palabre.kit.security import Forbidden

router = APIRouter(tags=["souffleur"])
ONE = "/supervisors/{extension_id}"


@router.post("/whisper/calls", status_code=201)
async def create_whisper(access: Look, new: WhisperNew) -> WhisperOut:
    """Ring a supervisor's phone and let him into a conversation; an employee does so from his own."""
    supervisor = new.supervisor_id or access.who.extension
    if not access.who.may("edit") and supervisor != access.who.extension:
        raise Forbidden()
    await find(access.session, extensions.ExtensionRow, new.extension_id, "extension_id")
    if supervisor is None:
        raise NotFound(field="supervisor_id", what="")
    await find(access.session, extensions.ExtensionRow, supervisor, "supervisor_id")
    takes = new.mode == "take_over"
    body = {"agent": str(new.extension_id), "microphone": new.microphone, "takes": takes}
    mode = "barge" if takes else new.mode
    done = await ask(access.bus, access.who.account, "whisper", supervisor=str(supervisor), mode=mode, **body)
    return WhisperOut.model_validate(done)


@router.patch("/whisper/calls/{call_id}", status_code=204)
async def change_whisper(access: Look, call_id: UUID, wanted: WhisperChange) -> None:
    """Change what a supervisor does in a conversation, without dialling again, or let him take over."""
    by = None if access.who.may("edit") else str(access.who.extension or UUID(int=0))
    takes = wanted.mode == "take_over"
    body = {"mode": None if takes else wanted.mode, "microphone": wanted.microphone, "takes": takes}
    await ask(access.bus, access.who.account, "change_whisper", call=str(call_id), by=by, **body)


@router.get("/whisper/settings")
async def get_whisper_settings(access: Read) -> WhisperSettingsOut:
    """How supervisors enter conversations."""
    return WhisperSettingsOut.model_validate(await _settings(access.session))


@router.patch("/whisper/settings")
async def change_whisper_settings(access: Edit, wanted: WhisperSettingsChange) -> WhisperSettingsOut:
    """Change how supervisors enter conversations."""
    settings = await _settings(access.session)
    access.session.add(settings)
    change(settings, wanted.sent())
    await save(access.session)
    changed(access.session)
    return WhisperSettingsOut.model_validate(settings)


@router.get("/whisper/uses")
async def list_whisper_uses(access: Edit, paging: Pages) -> Page[WhisperUseOut]:
    """Every use of it, for owners and administrators."""
    rows, following = await turn(access.session, select(WhisperUse), WhisperUse, paging)
    return Page(items=[WhisperUseOut.model_validate(each) for each in rows], next=following)


@router.get("/supervisors")
async def list_supervisors(access: Read) -> SupervisorsOut:
    """Who may enter others' conversations."""
    found = await access.session.scalars(select(Supervisor).order_by(Supervisor.extension_id))
    return SupervisorsOut(items=[SupervisorOut.model_validate(each) for each in found])


@router.put(ONE)
async def put_supervisor(access: Edit, extension_id: UUID, wanted: SupervisorGrant) -> SupervisorOut:
    """Let an extension enter the conversations of one department, or of everybody."""
    await find(access.session, extensions.ExtensionRow, extension_id)
    await extensions.check_group(access.session, wanted.group_id)
    known = await access.session.get(Supervisor, extension_id)
    supervisor = known or Supervisor(extension_id=extension_id)
    supervisor.group_id = wanted.group_id
    access.session.add(supervisor)
    await _kept(access)
    return SupervisorOut.model_validate(supervisor)


@router.delete(ONE, status_code=204)
async def delete_supervisor(access: Edit, extension_id: UUID) -> None:
    """Take that right away."""
    await access.session.delete(await find(access.session, Supervisor, extension_id))
    await _kept(access)


async def _kept(access: Access) -> None:
    await save(access.session)
    changed(access.session)


async def _settings(session: AsyncSession) -> WhisperSettings:
    found = await session.get(WhisperSettings, account_of(session))
    return found or WhisperSettings(notice=False, microphone=False, follows="agent")
