"""Routes of transfers, and of how an account makes them."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.calls.control import ask
from palabre.features import extensions
from palabre.features.transfer.models import TransferSetting
from palabre.features.transfer.schemas import (
    ConsultationEnd,
    TransferNew,
    TransferSettingsChange,
    TransferSettingsOut,
)
from palabre.kit.access import Access, Edit, Look
from palabre.kit.db import changed
from palabre.kit.rows import save
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
    await _end(access, call_id, who, complete=True)


@router.post("/calls/{call_id}/transfer/take-back", status_code=202)
async def take_transfer_back(access: Look, call_id: UUID, who: ConsultationEnd) -> None:
    """Leave the target that is being asked, and talk with the side that waits again."""
    await _end(access, call_id, who, complete=False)


@router.get("/transfer-settings")
async def read_transfer_settings(access: Look) -> TransferSettingsOut:
    """How the account transfers calls."""
    found = await access.session.scalar(select(TransferSetting))
    return TransferSettingsOut.model_validate(found or TransferSetting(by_keys=True, shows_caller=True))


@router.patch("/transfer-settings")
async def change_transfer_settings(access: Edit, change: TransferSettingsChange) -> TransferSettingsOut:
    """Change how the account transfers calls; it counts for the next conversation."""
    found = await access.session.scalar(select(TransferSetting))
    if found is None:
        found = TransferSetting(by_keys=True, shows_caller=True)
        access.session.add(found)
    for name, value in change.model_dump(exclude_unset=True).items():
        setattr(found, name, value)
    await save(access.session)
    changed(access.session)
    return TransferSettingsOut.model_validate(found)


async def _end(access: Access, call: UUID, who: ConsultationEnd, complete: bool) -> None:
    await _only_himself(access, who.by)
    wish = {"call": str(call), "by": who.by, "complete": complete}
    await ask(access.bus, access.who.account, "end_consultation", **wish)


async def _only_himself(access: Access, by: str) -> None:
    own = await extensions.own_number(access)
    if own is not None and own != by:
        raise Forbidden()
