"""Calls in progress: seen, begun and ended; an employee has to do with those of his own extension."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from palabre.calls.control import ask
from palabre.calls.models import LiveCall
from palabre.features import extensions
from palabre.features.monitoring.schemas import CallBegun, CallNew, LiveCallOut, LivePaging
from palabre.kit.access import Access
from palabre.kit.cursor import pack, unpack
from palabre.kit.errors import NotFound
from palabre.kit.rows import Page
from palabre.kit.security import Forbidden


async def live_calls(access: Access, paging: LivePaging) -> Page[LiveCallOut]:
    """One page of them, oldest first."""
    query = select(LiveCall)
    own = await extensions.own_number(access)
    if own is not None:
        query = query.where(_concerns(own))
    if paging.cursor:
        query = query.where(tuple_(LiveCall.updated_at, LiveCall.call_id) > unpack(paging.cursor))
    query = query.order_by(LiveCall.updated_at, LiveCall.call_id).limit(paging.limit + 1)
    rows = list(await access.session.scalars(query))
    shown = rows[: paging.limit]
    following = pack(shown[-1].updated_at, shown[-1].call_id) if len(rows) > paging.limit else None
    return Page(items=[_shown(row.state) for row in shown], next=following)


async def begin_call(access: Access, new: CallNew) -> CallBegun:
    """Ring one's own phone first, then call. Raises Forbidden, NotFound, NoPhone, CallsAway,
    NumberNotShowable.
    """
    own = await extensions.own_number(access)
    if own is not None and own != new.caller:
        raise Forbidden()
    wanted = {"from": new.caller, "to": new.called, "device": new.device}
    shown = {"shown": new.shown, "withheld": new.withheld}
    made = await ask(access.bus, access.who.account, "originate", **wanted, **shown)
    return CallBegun(id=UUID(made["call"]))


async def end_call(access: Access, call: UUID) -> None:
    """Hang everybody up. Raises NotFound, CallsAway."""
    own = await extensions.own_number(access)
    if own is not None:
        query = select(LiveCall.call_id).where(LiveCall.call_id == call, _concerns(own))
        if await access.session.scalar(query) is None:
            raise NotFound(what=str(call))
    await ask(access.bus, access.who.account, "end_call", call=str(call))


def _concerns(digits: str) -> ColumnElement[bool]:
    """The short number called, was called, or rings; what outside callers call themselves does not count."""
    state = LiveCall.state
    inside = state["direction"].astext != "inbound"
    took_part = or_(state["caller"].astext == digits, state["called"].astext == digits)
    return or_(and_(inside, took_part), state["with_whom"].astext == digits)


def _shown(state: Mapping[str, Any]) -> LiveCallOut:
    held_since = min(state["holding"].values(), default=None)
    times = {"talking_since": state["talking"], "held_since": held_since}
    return LiveCallOut.model_validate({**state, **times, "id": state["call"]})
