"""The shapes of what is going on now."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from palabre.calls.summary import Outcome
from palabre.kit.inputs import Digits, Input, Output, Word


class RegistrationOut(Output):
    """A registered phone: where it is reached, and what it says it is."""

    device_id: UUID
    device_name: str
    endpoint: str
    extension_id: UUID
    extension_name: str
    number: str | None
    address: str
    user_agent: str | None
    since: datetime


class LivePaging(BaseModel):
    """Part of the calls in progress: `limit` of them after `cursor`."""

    limit: int = Field(200, ge=1, le=200)
    cursor: str | None = Field(None, max_length=80)


LivePages = Annotated[LivePaging, Query()]


class LiveCallOut(Output):
    """A call in progress: since when the parties talk (null: they do not), with whom, and where it is.

    `held_since`: one side has put the other one on hold.
    """

    id: UUID
    started_at: datetime
    answered_at: datetime | None
    talking_since: datetime | None
    held_since: datetime | None
    direction: Literal["inbound", "outbound", "internal"]
    caller: str
    caller_name: str | None
    called: str
    outcome: Outcome
    with_whom: str
    flow: str
    step: str


class CallNew(Input):
    """A call to begin: the short number `from` rings first, on `device` (SIP address) if given; then `to`.

    Outside, the number `shown` is seen (an owned or verified one), or none (`withheld`); unset: as usual.
    """

    caller: Annotated[Digits, Field(alias="from")]
    called: Annotated[str, Field(alias="to", pattern=r"^[0-9*#+]{1,33}$", max_length=33)]
    device: Word | None = None
    shown: Annotated[str, Field(pattern=r"^\+?[0-9]{3,20}$", max_length=21)] | None = None
    withheld: bool | None = None


class CallBegun(Output):
    """A call that has been begun."""

    id: UUID
