"""The shapes of the call history in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field, StringConstraints

from palabre.calls.schemas import FactOut
from palabre.calls.summary import Outcome
from palabre.kit.inputs import Output

Direction = Literal["inbound", "outbound", "internal"]
Searched = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80, pattern=r"^[^\x00]*$")]
Chosen = Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,32}$")]


class CallFilter(BaseModel):
    """Which calls are wanted: `limit` of them after `cursor`, newest first.

    `search` is part of a number or of the caller's name; `from` and `to` bound the beginning of a call;
    `tag` is one of a call's tags, in full.
    """

    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = Field(None, max_length=80)
    since: AwareDatetime | None = Field(None, alias="from")
    until: AwareDatetime | None = Field(None, alias="to")
    direction: Direction | None = None
    outcome: Outcome | None = None
    search: Searched | None = None
    key: Chosen | None = Field(None, description="a choice of the caller in a menu")
    tag: Searched | None = None


class _Call(Output):
    id: UUID
    started_at: datetime
    answered_at: datetime | None
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
    keys: list[str]
    tags: Annotated[list[str], BeforeValidator(lambda tags: tags or [])]


class CallOut(_Call):
    """A call that has ended; times in UTC, `cause` of Q.850."""

    ended_at: datetime


class CallStory(_Call):
    """A call with its facts in order; `ended_at` is null while it goes on."""

    ended_at: datetime | None
    facts: list[FactOut]
