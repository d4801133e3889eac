"""The shapes of queues and agents in the API."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from palabre.features.queues.line import Strategy
from palabre.kit.inputs import Digits, Input, Name, Output, untouched

Seconds = Annotated[int, Field(ge=0, le=3600)]
RingSeconds = Annotated[int, Field(ge=5, le=120)]
Often = Annotated[int, Field(ge=15, le=600)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$", max_length=1)]
Hours = Literal[0, 1, 8, 24]
Length = Annotated[int, Field(ge=1, le=1000)]
Misses = Annotated[int, Field(ge=1, le=20)]
Relax = Annotated[int, Field(ge=5, le=3600)]
Service = Annotated[int, Field(ge=1, le=600)]
Level = Annotated[int, Field(ge=0, le=99)]
Skill = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Skills = Annotated[dict[Skill, Annotated[int, Field(ge=1, le=10)]], Field(max_length=20)]
Telephone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ]{3,20}$", max_length=20)]
State = Literal["available", "busy", "unreachable", "ringing", "talking", "wrap_up", "paused", "logged_out"]


class QueueNew(Input):
    """A queue: how its agents ring, what its callers hear, and when they give up.

    `everybody`: all subscribers are agents. `familiar_hours`: within so long the agent who answered a caller
    last rings first. `misses_before_pause`: so many calls rung in vain pause an agent. Null: never, no limit.
    """

    name: Name
    number: Digits | None = None
    strategy: Strategy = Strategy.IN_TURN
    everybody: bool = False
    ring_seconds: RingSeconds = 20
    pause_seconds: Seconds = 5
    wrap_up_seconds: Seconds = 0
    misses_before_pause: Misses | None = None
    busy_penalty_seconds: Seconds = 15
    relax_seconds: Relax | None = None
    familiar_hours: Hours = 0
    familiar_seconds: RingSeconds = 15
    max_length: Length | None = None
    leave_without_agents: bool = True
    music_id: UUID | None = None
    announce_position: bool = False
    announce_wait: bool = False
    announce_seconds: Often = 60
    message_id: UUID | None = None
    message_seconds: Often = 60
    call_back_key: Key | None = None
    service_seconds: Service = 20
    rating_id: UUID | None = None


class QueueChange(Input):
    """What can change of a queue; callers in line are served by the new rules at once."""

    name: Name = untouched()
    number: Digits | None = untouched()
    strategy: Strategy = untouched()
    everybody: bool = untouched()
    ring_seconds: RingSeconds = untouched()
    pause_seconds: Seconds = untouched()
    wrap_up_seconds: Seconds = untouched()
    misses_before_pause: Misses | None = untouched()
    busy_penalty_seconds: Seconds = untouched()
    relax_seconds: Relax | None = untouched()
    familiar_hours: Hours = untouched()
    familiar_seconds: RingSeconds = untouched()
    max_length: Length | None = untouched()
    leave_without_agents: bool = untouched()
    music_id: UUID | None = untouched()
    announce_position: bool = untouched()
    announce_wait: bool = untouched()
    announce_seconds: Often = untouched()
    message_id: UUID | None = untouched()
    message_seconds: Often = untouched()
    call_back_key: Key | None = untouched()
    service_seconds: Service = untouched()
    rating_id: UUID | None = untouched()


class QueueOut(Output):
    """A queue with its short number."""

    id: UUID
    name: str
    number: str | None
    strategy: Strategy
    everybody: bool
    ring_seconds: int
    pause_seconds: int
    wrap_up_seconds: int
    misses_before_pause: int | None
    busy_penalty_seconds: int
    relax_seconds: int | None
    familiar_hours: int
    familiar_seconds: int
    max_length: int | None
    leave_without_agents: bool
    music_id: UUID | None
    announce_position: bool
    announce_wait: bool
    announce_seconds: int
    message_id: UUID | None
    message_seconds: int
    call_back_key: str | None
    service_seconds: int
    rating_id: UUID | None
    created_at: datetime
    updated_at: datetime


class AgentNew(Input):
    """An agent: a subscriber, an outside number where `1` accepts a call, or both at once."""

    name: Name
    extension_id: UUID | None = None
    outside_number: Telephone | None = None
    press_to_accept: bool = True
    skills: Skills = {}

    @model_validator(mode="after")
    def _has_a_phone(self) -> Self:
        if self.extension_id is None and self.outside_number is None:
            raise ValueError("an agent needs an extension or an outside number")
        return self


class AgentChange(Input):
    """What can change of an agent."""

    name: Name = untouched()
    outside_number: Telephone | None = untouched()
    press_to_accept: bool = untouched()
    skills: Skills = untouched()


class AgentOut(Output):
    """An agent; a subscriber's agent has the id of his extension."""

    id: UUID
    name: str
    extension_id: UUID | None
    outside_number: str | None
    press_to_accept: bool
    skills: dict[str, int]
    created_at: datetime
    updated_at: datetime


class MemberPlace(Input):
    """An agent's place in a queue: level 0 rings first, lower positions first within a level."""

    level: Level = 0
    position: Annotated[int, Field(ge=0, le=1000)] = 0


class Pause(Input):
    """Why an agent takes no calls for a while: lunch, training…"""

    reason: Name


class AgentLive(Output):
    """An agent at this moment, with his figures since the call process began."""

    id: UUID
    name: str
    level: int
    state: State
    reason: str
    since: datetime | None
    calls: int
    talk_seconds: float
    missed: int


class CallerLive(Output):
    """One who waits; `call` is null for somebody who is to be called back."""

    call: UUID | None
    caller: str
    position: int
    priority: int
    waited_seconds: float
    ringing: list[UUID]


class QueueLive(Output):
    """A queue at this moment, and since the call process began.

    `estimate_error_seconds` is the mean error of the waits foretold so far; the counts are those of a report.
    """

    callers: list[CallerLive]
    waiting: int
    longest_wait_seconds: float
    agents_free: int
    agents_talking: int
    agents_present: int
    joined: int
    answered: int
    abandoned: int
    full: int
    called_back: int
    estimate_seconds: float | None
    estimate_error_seconds: float | None


class Report(Output):
    """What happened in a queue in a period, summed from the log alone.

    Waits are in seconds; the service level is the share of all who left the line, in whatever way, that was
    answered within `service_seconds`. `full` counts callers who were not let into the line, `called_back` the
    calls of agents to somebody who was to be called back; neither are among those who `joined`.
    """

    queue: UUID
    since: datetime
    until: datetime
    service_seconds: int
    joined: int
    answered: int
    abandoned: int
    full: int
    called_back: int
    left: dict[str, int]
    offered: int
    missed: int
    withdrawn: int
    service_level: float | None
    mean_wait: float | None
    longest_wait: float | None
    mean_talk: float | None
    estimate_error: float | None
    agents: dict[UUID, int]


class QueueBrief(Output):
    """A queue at this moment, as a line of a list."""

    id: UUID
    waiting: int
    longest_wait_seconds: float
    agents_free: int
    agents_busy: int
    agents_paused: int
    agents_present: int


class QueueToday(Output):
    """What has happened in a queue since midnight (`since`): how many left the line, and in what way.

    `in_time`: answered within the queue's `service_seconds`; `service_level` is their share.
    """

    queue_id: UUID
    since: datetime
    left_line: int
    answered: int
    in_time: int
    abandoned: int
    service_level: float


class ReportPart(Output):
    """One hour or day of a queue's report; hours and days in which nothing happened are left out.

    `otherwise`: left the line neither answered nor by hanging up; waits in seconds.
    """

    since: datetime
    joined: int
    answered: int
    abandoned: int
    otherwise: int
    service_level: float | None
    mean_wait: float | None


class MemberOut(Output):
    """An agent's place in a queue."""

    agent_id: UUID
    level: int
    position: int
