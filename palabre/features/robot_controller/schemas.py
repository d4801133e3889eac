"""The shapes of the robot controller in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from palabre.kit.inputs import Input, Output, Prose, untouched

Pause = Annotated[int, Field(ge=60, le=86_400)]
Attempts = Annotated[int, Field(ge=1, le=20)]
Notice = Annotated[Prose, StringConstraints(max_length=500)]
State = Literal["waiting", "calling", "tried", "recovered", "cancelled", "given_up", "removed"]


class RobotSettings(Input):
    """How lost callers of a queue are called back.

    `calling_queue_id`: whose agents call (unset: the same queue's). Callers who waited less than
    `ignore_seconds` do not count; nobody is called before `interval_seconds` have passed, nor outside the
    hours of `schedule_id`. The pauses between attempts depend on what happened: the client was busy, did not
    answer, or could not be reached. The agent is rung first, and hears the notice (unset: a sentence of
    ours), unless `client_first`.
    """

    enabled: bool = True
    calling_queue_id: UUID | None = None
    ignore_seconds: Annotated[int, Field(ge=0, le=3600)] = 5
    interval_seconds: Pause = 60
    attempts: Attempts = 3
    busy_seconds: Pause = 120
    no_answer_seconds: Pause = 900
    failed_seconds: Pause = 300
    schedule_id: UUID | None = None
    client_first: bool = False
    notice_text: Notice | None = None
    notice_id: UUID | None = None


class RobotOut(Output):
    """The settings as they are."""

    queue_id: UUID
    calling_queue_id: UUID
    enabled: bool
    ignore_seconds: int
    interval_seconds: int
    attempts: int
    busy_seconds: int
    no_answer_seconds: int
    failed_seconds: int
    schedule_id: UUID | None
    client_first: bool
    notice_text: str | None
    notice_id: UUID | None


class RobotEntryOut(Output):
    """A lost caller. `called`: the number of ours that he called; `why`: how the last attempt ended.

    `waiting` until `due_at`, `calling`, `tried` (an attempt has just ended); then `recovered`, `cancelled`
    (he and the company have spoken otherwise), `given_up` or `removed`.
    """

    id: UUID
    queue_id: UUID
    number: str
    called: str
    state: State
    why: str
    missed_at: datetime
    misses: int
    due_at: datetime
    attempts: int
    closed_at: datetime | None


class RobotEntryChange(Input):
    """Moves an entry to another time."""

    due_at: AwareDatetime = untouched()


class RobotReport(Output):
    """What became of the callers who were lost in a period, summed from the log alone.

    `recovered_share` is the part of those who needed a call (not cancelled, not removed) that was reached.
    """

    queue: UUID
    since: datetime
    until: datetime
    lost: int
    recovered: int
    cancelled: int
    given_up: int
    removed: int
    attempts: int
    recovered_share: float | None
    mean_seconds: float | None
    results: dict[str, int]
