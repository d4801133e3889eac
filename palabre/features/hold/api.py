"""Routes of what happens on hold."""

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import greetings
from palabre.features.hold.models import HoldSettings
from palabre.features.hold.schemas import HoldChange, HoldOut
from palabre.features.hold.snapshot import REMINDER_SECONDS
from palabre.kit.access import Edit, Read
from palabre.kit.db import account_of, changed
from palabre.kit.rows import change, save

router = APIRouter(tags=["hold"])


@router.get("/hold")
async def get_hold(access: Read) -> HoldOut:
    """What those on hold hear, and when the holder is reminded of them."""
    return HoldOut.model_validate(await _settings(access.session))


@router.patch("/hold")
async def change_hold(access: Edit, wanted: HoldChange) -> HoldOut:
    """Change the music on hold or the reminder."""
    values = wanted.sent()
    await greetings.check_music(access.session, values.get("music_id"))
    settings = await _settings(access.session)
    access.session.add(settings)
    change(settings, values)
    await save(access.session)
    changed(access.session)
    return HoldOut.model_validate(settings)


async def _settings(session: AsyncSession) -> HoldSettings:
    found = await session.get(HoldSettings, account_of(session))
    return found or HoldSettings(music_id=None, reminder_seconds=REMINDER_SECONDS)
