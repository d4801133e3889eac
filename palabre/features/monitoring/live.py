"""Routes of the calls in progress: see them, begin one, end one."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

import msgspec
from fastapi import APIRouter
from pydantic import Field, StringConstraints
from sqlalchemy import and_, or_, select, tuple_

from palabre.calls.control import ask
from palabre.calls.models import LiveCall
from palabre.calls.summary import Summary
from palabre.features import extensions
from palabre.features.monitoring.schemas import CallStarted, LiveCallOut, LivePages
from palabre.kit.access import Access, Look
from palabre.kit.cursor import pack, unpack
from palabre.kit.errors import NotFound
from palabre.kit.inputs import Digits, Input, Word
from palabre.kit.rows import Page
from palabre.kit.security import Forbidden

router = APIRouter(tags=["calls"], prefix="/calls")
Dialled = Annotated[str, StringConstraints(pattern=r"^[0-9+*#]{1,32}$", max_length=32)]


class CallNew(Input):
    """A call to begin: the short number `from` rings first, on its `device` (SIP address) if given."""

    caller: Digits = Field(alias="from")
    to: Dialled
    device: Word | None = None


@router.get("/live")
async def list_live_calls(access: Look, paging: LivePages) -> Page[LiveCallOut]:
    """The calls in progress, oldest first; an employee sees those of his own extension."""
    query = select(LiveCall)
    own = await extensions.own_number(access)
    if own is not None:
        caller, called, other = (LiveCall.state[name].astext == own for name in PARTIES)
        inside = LiveCall.state["direction"].astext != "inbound"
        query = query.where(or_(and_(inside, or_(caller, called)), other))
    if paging.cursor:
        query = query.where(tuple_(LiveCall.updated_at, LiveCall.call_id) > unpack(paging.cursor))
    query = query.order_by(LiveCall.updated_at, LiveCall.call_id).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    shown = rows[: paging.limit]
    following = pack(shown[-1].updated_at, shown[-1].call_id) if len(rows) > paging.limit else None
    return Page(items=list(_out(shown)), next=following)


@router.post("", status_code=201)
async def begin_call(access: Look, new: CallNew) -> CallStarted:
    """Ring one's own phone, then call; an employee calls from his own extension only."""
    own = await extensions.own_number(access)
    if own is not None and own != new.caller:
        raise Forbidden()
    wanted = {"from": new.caller, "to": new.to} | ({"device": new.device} if new.device else {})
    begun = await ask(access.bus, access.who.account, "originate", **wanted)
    return CallStarted(id=UUID(begun["call"]))


@router.delete("/{call_id}", status_code=204)
async def end_call(access: Look, call_id: UUID) -> None:
    """Hang a call up; an employee ends calls of his own extension only."""
    await _check_own(access, call_id)
    await ask(access.bus, access.who.account, "end_call", call=str(call_id))


async def _check_own(access: Access, call_id: UUID) -> None:
    own = await extensions.own_number(access)
    if own is None:
        return
    row = await access.session.get(LiveCall, call_id)
    if row is None or own not in [row.state[name] for name in PARTIES[row.state["direction"] == "inbound" :]]:
        raise NotFound(what=str(call_id))


def _out(rows: list[LiveCall]) -> Iterator[LiveCallOut]:
    for row in rows:
        call = msgspec.convert(row.state, Summary)
        yield LiveCallOut(
            id=call.call,
            started_at=call.started_at,
            answered_at=call.answered_at,
            talking_since=call.talking,
            direction=call.direction,
            caller=call.caller,
            caller_name=call.caller_name,
            called=call.called,
            outcome=call.outcome,
            with_whom=call.with_whom,
            flow=call.flow,
            step=call.step,
        )
