"""The shapes of the call history in the API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from palabre.calls.summary import Outcome
from palabre.kit.inputs import Output

Direction = Literal["inbound", "outbound", "internal"]
Searched = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80, pattern=r"^[^\x00]*$")]


class CallFilter(BaseModel):
    """Which calls are wanted: `limit` of them after `cursor`, newest first.

    `search` is part of a number or of the caller's name; `from` and `to` bound the beginning of a call.
    """

    limit: int = Field(50, ge=1, le=200)
    cursor: Annotated[str, StringConstraints(max_length=80)] | None = None
    since: AwareDatetime | None = Field(None, alias="from")
    until: AwareDatetime | None = Field(None, alias="to")
    direction: Direction | None = None
    outcome: Outcome | None = None
    search: Searched | None = None


class CallOut(Output):
    """A call that has ended; times in UTC, `cause` of Q.850."""

    id: UUID
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    direction: Direction
    caller: str
    caller_name: str | None
    called: str
    outcome: Outcome
    cause: int | None
    duration_ms: int
    talk_ms: int
    scenario_id: UUID | None
    scenario_version: int | None


class FactOut(Output):
    """One thing that happened in a call; `seq` counts from 1 without gaps."""

    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]


class CallStory(CallOut):
    """A call with its facts in order; one that still goes on has not ended yet."""

    ended_at: datetime | None  # type: ignore[assignment]
    facts: list[FactOut]
