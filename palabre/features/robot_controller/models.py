"""The tables of the robot controller."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Thing


class Robot(Thing):
    """How the lost callers of one queue are called back."""

    __tablename__ = "robots"

    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    calling_queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    enabled: Mapped[bool]
    ignore_seconds: Mapped[int]
    interval_seconds: Mapped[int]
    attempts: Mapped[int]
    busy_seconds: Mapped[int]
    no_answer_seconds: Mapped[int]
    failed_seconds: Mapped[int]
    schedule_id: Mapped[UUID | None]
    client_first: Mapped[bool]
    notice_text: Mapped[str | None]
    notice_id: Mapped[UUID | None]


class Entry(Thing):
    """A lost caller in the list."""

    __tablename__ = "robot_entries"

    queue_id: Mapped[UUID] = mapped_column(ForeignKey("queues.id"))
    number: Mapped[str]
    called: Mapped[str]
    state: Mapped[str]
    why: Mapped[str]
    missed_at: Mapped[datetime]
    misses: Mapped[int]
    due_at: Mapped[datetime]
    at_once: Mapped[bool]
    attempts: Mapped[int]
    claim: Mapped[UUID | None]
    claimed_at: Mapped[datetime | None]
    client_call: Mapped[UUID | None]
    closed_at: Mapped[datetime | None]
    asked: Mapped[str | None]
