"""The tables of queues and agents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.features.numbers import has_short_number
from palabre.kit.tables import Named, Owned


@has_short_number("queue")
class Queue(Named):
    """A waiting line and how it is served."""

    __tablename__ = "queues"

    strategy: Mapped[str]
    everybody: Mapped[bool]
    ring_seconds: Mapped[int]
    pause_seconds: Mapped[int]
    wrap_up_seconds: Mapped[int]
    misses_before_pause: Mapped[int | None]
    busy_penalty_seconds: Mapped[int]
    relax_seconds: Mapped[int | None]
    familiar_hours: Mapped[int]
    familiar_seconds: Mapped[int]
    max_length: Mapped[int | None]
    leave_without_agents: Mapped[bool]
    music_id: Mapped[UUID | None]
    announce_position: Mapped[bool]
    announce_wait: Mapped[bool]
    announce_seconds: Mapped[int]
    message_id: Mapped[UUID | None]
    message_seconds: Mapped[int]
    call_back_key: Mapped[str | None]
    service_seconds: Mapped[int]
    rating_id: Mapped[UUID | None]


class Agent(Named):
    """One who answers queues: a subscriber, an outside number, or both."""

    __tablename__ = "agents"

    extension_id: Mapped[UUID | None]
    outside_number: Mapped[str | None]
    press_to_accept: Mapped[bool]
    skills: Mapped[dict[str, Any]]


class Member(Owned):
    """An agent in a queue: level 0 is tried first, `position` is his turn within the level."""

    __tablename__ = "queue_members"

    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"), primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"), primary_key=True)
    level: Mapped[int]
    position: Mapped[int]


class AgentState(Owned):
    """Whether an agent takes calls; the call process keeps it from the facts."""

    __tablename__ = "agent_states"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    agent_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    reason: Mapped[str]
    since: Mapped[datetime]


class Familiar(Owned):
    """Which agent of a queue answered a caller last."""

    __tablename__ = "queue_familiar"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    queue_id: Mapped[UUID] = mapped_column(primary_key=True)
    caller: Mapped[str] = mapped_column(primary_key=True)
    agent_id: Mapped[UUID]
    at: Mapped[datetime]


class CallBack(Owned):
    """A caller who has left his place in line to his number."""

    __tablename__ = "queue_call_backs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    queue_id: Mapped[UUID]
    caller: Mapped[str]
    joined: Mapped[datetime]
    priority: Mapped[int]
    tries: Mapped[int]
