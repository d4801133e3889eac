"""Routes of parked calls, and of where they are parked."""

from uuid import UUID

from fastapi import APIRouter

from palabre.calls.control import ask
from palabre.features import extensions
from palabre.features.parking.schemas import ParkedList, ParkingChange, ParkingOut, ParkNew, ParkOut
from palabre.features.parking.settings import change_settings, settings_of
from palabre.kit.access import Edit, Look, Read
from palabre.kit.security import Forbidden

router = APIRouter(tags=["parking"])


@router.get("/parking")
async def get_parking(access: Look) -> ParkingOut:
    """Where calls are parked."""
    return ParkingOut.model_validate(await settings_of(access.session))


@router.patch("/parking")
async def change_parking(access: Edit, wanted: ParkingChange) -> ParkingOut:
    """Change it; refused where short numbers, feature codes or emergency numbers are in the way."""
    return ParkingOut.model_validate(await change_settings(access.session, wanted.sent()))


@router.get("/parking/calls")
async def list_parked_calls(access: Read) -> ParkedList:
    """The calls that wait in a slot at this moment."""
    return ParkedList.model_validate(await ask(access.bus, access.who.account, "parked_calls"))


@router.post("/calls/{call_id}/park", status_code=201)
async def park_call(access: Look, call_id: UUID, wanted: ParkNew) -> ParkOut:
    """Park the other side of a conversation; an employee parks those of his own extension."""
    own = await extensions.own_number(access)
    if own is not None and own != wanted.by:
        raise Forbidden()
    wish = {"call": str(call_id), "by": wanted.by, "slot": wanted.slot}
    return ParkOut.model_validate(await ask(access.bus, access.who.account, "park_call", **wish))
