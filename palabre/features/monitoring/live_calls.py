"""Calls in progress: seen, begun and ended."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from palabre.calls.control import ask
from palabre.calls.models import LiveCall
from palabre.calls.summary import Outcome
from palabre.kit.access import Access
from palabre.kit.inputs import Digits, Input, Output


class LiveCallOut(Output):
    """A call in progress: who with whom, since when, and where it is in its scenario."""

    id: UUID
    started_at: datetime
    answered_at: datetime | None
    talking_since: datetime | None
    direction: str
    caller: str
    caller_name: str | None
    called: str
    outcome: Outcome
    with_whom: str
    flow: str
    step: str


class CallNew(Input):
    """A call to begin: the phone of extension `from` rings first, then `to` is called."""

    caller: Annotated[Digits, Field(alias="from")]
    called: Annotated[str, Field(alias="to", pattern=r"^\+?[0-9*#]{1,32}$", max_length=33)]


class CallBegun(Output):
    """A call that has been begun."""

    id: UUID


async def live_calls(access: Access) -> list[LiveCallOut]:
    """All of the account, oldest first."""
    rows = list(await access.session.scalars(select(LiveCall)))
    return sorted((_shown(row.state) for row in rows), key=lambda each: each.started_at)


def _shown(state: dict[str, Any]) -> LiveCallOut:
    return LiveCallOut.model_validate({**state, "id": state["call"], "talking_since": state["talking"]})


async def begin_call(access: Access, new: CallNew) -> CallBegun:
    """Through the process that follows the calls."""
    made = await ask(access.bus, access.who.account, "originate", **{"from": new.caller, "to": new.called})
    return CallBegun(id=UUID(made["call"]))


async def end_call(access: Access, call: UUID) -> None:
    """Through the process that follows the calls."""
    await ask(access.bus, access.who.account, "end_call", call=str(call))
