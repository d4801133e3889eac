"""Routes of what is going on now."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import RowMapping, text

from palabre.features.monitoring.live_calls import begin_call, end_call, live_calls
from palabre.features.monitoring.schemas import (
    CallBegun,
    CallNew,
    LiveCallOut,
    LivePages,
    RegistrationOut,
)
from palabre.kit.access import Look
from palabre.kit.rows import Page, Pages

router = APIRouter(tags=["monitoring"])

REGISTERED = text("""
    select r.device_id, d.name as device_name, d.endpoint, e.id as extension_id, e.name as extension_name,
           s.digits as number, r.address, r.user_agent, r.since
    from registrations r
    join devices d on d.id = r.device_id and d.account_id = r.account_id
    join extensions e on e.id = d.extension_id
    left join short_numbers s on s.account_id = e.account_id and s.kind = 'extension' and s.target_id = e.id
    where r.account_id = :account
      and (cast(:extension as uuid) is null or e.id = :extension)
      and (cast(:cursor as uuid) is null or r.device_id > :cursor)
    order by r.device_id limit :rows
""")
NOBODY = UUID(int=0)


@router.get("/registrations")
async def list_registrations(access: Look, paging: Pages) -> Page[RegistrationOut]:
    """The phones that are registered now; an employee sees those of his own extension."""
    extension = None if access.who.may("read") else access.who.extension or NOBODY
    values: dict[str, Any] = {"account": access.who.account, "extension": extension}
    values |= {"cursor": paging.cursor, "rows": paging.limit + 1}
    rows: list[RowMapping] = list((await access.session.execute(REGISTERED, values)).mappings())
    items = [RegistrationOut.model_validate(dict(each)) for each in rows[: paging.limit]]
    return Page(items=items, next=str(items[-1].device_id) if len(rows) > paging.limit else None)


@router.get("/calls/live")
async def list_live_calls(access: Look, paging: LivePages) -> Page[LiveCallOut]:
    """The calls in progress, oldest first; an employee sees those of his own extension."""
    return await live_calls(access, paging)


@router.post("/calls", status_code=201)
async def create_call(access: Look, new: CallNew) -> CallBegun:
    """Begin a call: one's own phone rings first; an employee calls from his own extension."""
    return await begin_call(access, new)


@router.delete("/calls/{call_id}", status_code=204)
async def delete_call(access: Look, call_id: UUID) -> None:
    """End a call in progress; an employee ends those of his own extension."""
    await end_call(access, call_id)
