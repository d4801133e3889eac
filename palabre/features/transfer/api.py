"""Routes of transfers, and of how an account makes them."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.control import ask
from palabre.features import extensions
from palabre.features.transfer.models import TransferSetting
from palabre.features.transfer.schemas import (
    ConsultationEnd,
    ConsultationTurn,
    TransferNew,
    TransferSettingsChange,
    TransferSettingsOut,
)
from palabre.kit.access import Access, Edit, Look, Read
from palabre.kit.db import account_of, changed
from palabre.kit.rows import change, save
from palabre.kit.security import Forbidden

router = APIRouter(tags=["transfers"])


@router.post("/calls/{call_id}/transfer", status_code=202)
async def transfer_call(access: Look, call_id: UUID, wanted: TransferNew) -> None:
    """Pass the other side of a conversation on; an employee transfers as his own extension only."""
    await _only_himself(access, wanted.by)
    wish = {"by": wanted.by, "to": wanted.target, "attended": wanted.kind == "attended"}
    await ask(access.bus, access.who.account, "transfer", call=str(call_id), **wish)


@router.post("/calls/{call_id}/transfer/complete", status_code=202)
async def complete_transfer(access: Look, call_id: UUID, who: ConsultationEnd) -> None:
    """Connect the target that is being asked with the side that waits."""
    await _end(access, call_id, who.by, "complete")


@router.post("/calls/{call_id}/transfer/take-back", status_code=202)
async def take_transfer_back(access: Look, call_id: UUID, who: ConsultationEnd) -> None:
    """Leave the target that is being asked, and talk with the side that waits again."""
    await _end(access, call_id, who.by, "take_back")


@router.post("/calls/{call_id}/transfer/turn", status_code=202)
async def turn_to_another(access: Look, call_id: UUID, turn: ConsultationTurn) -> None:
    """Talk with the other side while the target hears music, with the target again, or all three together."""
    await _end(access, call_id, turn.by, turn.partner)


@router.get("/transfer-settings")
async def get_transfer_settings(access: Read) -> TransferSettingsOut:
    """How the account transfers calls."""
    return TransferSettingsOut.model_validate(await _settings(access.session))


@router.patch("/transfer-settings")
async def change_transfer_settings(access: Edit, wanted: TransferSettingsChange) -> TransferSettingsOut:
    """Change how the account transfers calls; it counts for the next conversation."""
    settings = await _settings(access.session)
    access.session.add(settings)
    change(settings, wanted.sent())
    await save(access.session)
    changed(access.session)
    return TransferSettingsOut.model_validate(settings)


async def _settings(session: AsyncSession) -> TransferSetting:
    found = await session.get(TransferSetting, account_of(session))
    return found or TransferSetting(by_keys=True, shows_caller=True)


async def _end(access: Access, call: UUID, by: str, how: str) -> None:
    await _only_himself(access, by)
    await ask(access.bus, access.who.account, "consultation", call=str(call), by=by, how=how)


async def _only_himself(access: Access, by: str) -> None:
    own = await extensions.own_number(access)
    if own is not None and own != by:
        raise Forbidden()
