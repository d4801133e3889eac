"""Routes of conferences and of who is in them."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.calls.control import ask
from palabre.features.conferences.keep import ROOMS
from palabre.features.conferences.models import Conference
from palabre.features.conferences.schemas import (
    ConferenceChange,
    ConferenceNew,
    ConferenceOut,
    MemberChange,
    RoomChange,
    RoomOut,
)
from palabre.kit.access import Access, Edit, Read
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["conferences"], prefix="/conferences")
MEMBER = "/{conference_id}/members/{call_id}"


@router.get("")
async def list_conferences(access: Read, paging: Pages) -> Page[ConferenceOut]:
    """The account's conferences."""
    rows, following = await turn(access.session, select(Conference), Conference, paging)
    return Page(items=await ROOMS.shown(access.session, rows), next=following)


@router.post("", status_code=201)
async def create_conference(access: Edit, new: ConferenceNew) -> ConferenceOut:
    """Add a conference."""
    return (await ROOMS.shown(access.session, [await ROOMS.add(access.session, new.model_dump())]))[0]


@router.get("/{conference_id}")
async def get_conference(access: Read, conference_id: UUID) -> ConferenceOut:
    """One conference."""
    return (await ROOMS.shown(access.session, [await find(access.session, Conference, conference_id)]))[0]


@router.patch("/{conference_id}")
async def change_a_conference(access: Edit, conference_id: UUID, wanted: ConferenceChange) -> ConferenceOut:
    """Change a conference."""
    changed = await ROOMS.change(access.session, conference_id, wanted.sent())
    return (await ROOMS.shown(access.session, [changed]))[0]


@router.delete("/{conference_id}", status_code=204)
async def delete_conference(access: Edit, conference_id: UUID) -> None:
    """Delete a conference; refused while a scenario names it."""
    await ROOMS.remove(access.session, conference_id)


@router.get("/{conference_id}/room")
async def get_room(access: Read, conference_id: UUID) -> RoomOut:
    """Who is in it at this moment."""
    return RoomOut.model_validate(await _ask(access, conference_id, "conference_room"))


@router.patch("/{conference_id}/room")
async def change_room(access: Edit, conference_id: UUID, wanted: RoomChange) -> RoomOut:
    """Lock it, or open it again."""
    return RoomOut.model_validate(await _ask(access, conference_id, "conference_room", locked=wanted.locked))


@router.patch(MEMBER, status_code=204)
async def change_conference_member(
    access: Edit, conference_id: UUID, call_id: UUID, wanted: MemberChange
) -> None:
    """Take a member's voice, or give it back."""
    await _ask(access, conference_id, "conference_member", call=str(call_id), muted=wanted.muted)


@router.delete(MEMBER, status_code=204)
async def delete_conference_member(access: Edit, conference_id: UUID, call_id: UUID) -> None:
    """Show a member the door."""
    await _ask(access, conference_id, "conference_member", call=str(call_id), muted=None)


async def _ask(access: Access, conference: UUID, what: str, **body: Any) -> dict[str, Any]:
    await find(access.session, Conference, conference)
    return await ask(access.bus, access.who.account, what, conference=str(conference), **body)
