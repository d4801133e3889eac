"""Routes of the history of calls."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.numbers.models import ShortNumber
from palabre.features.stats.find_calls import find_calls, tell
from palabre.features.stats.schemas import CallOut, CallStory, Filter
from palabre.kit.access import Access, Look
from palabre.kit.rows import Page

router = APIRouter(tags=["calls"])


@router.get("/calls")
async def list_calls(access: Look, wanted: Filter) -> Page[CallOut]:
    """Ended calls, newest first; an employee sees those of his own extension."""
    return await find_calls(access.session, wanted, await _own(access))


@router.get("/calls/{call_id}")
async def get_call(access: Look, call_id: UUID) -> CallStory:
    """One call with everything that happened in it."""
    return await tell(access.session, call_id, await _own(access))


async def _own(access: Access) -> str | None:
    """The short number that an employee is limited to; None for who may see all."""
    if access.who.may("read"):
        return None
    query = select(ShortNumber.digits).where(ShortNumber.target_id == access.who.extension)
    return await access.session.scalar(query) or "-"
