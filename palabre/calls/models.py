"""The tables of the log of calls: written in batches by the call process, only read elsewhere."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from palabre.kit.tables import Owned


class FactRow(Owned):
    """One fact of one call."""

    __tablename__ = "facts"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]


class CallRow(Owned):
    """One ended call, folded from its facts."""

    __tablename__ = "calls"

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(primary_key=True)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime]
    direction: Mapped[str]
    caller: Mapped[str]
    caller_name: Mapped[str | None]
    called: Mapped[str]
    outcome: Mapped[str]
    cause: Mapped[int | None]
    duration_ms: Mapped[int]
    talk_ms: Mapped[int]
    scenario_id: Mapped[UUID | None]
    scenario_version: Mapped[int | None]
    facts: Mapped[int]
    keys: Mapped[list[str]] = mapped_column(ARRAY(Text))
    rang: Mapped[list[str]] = mapped_column(ARRAY(Text))
    tags: Mapped[list[str] | None]


class LiveCall(Owned):
    """A call in progress as the call process last told it."""

    __tablename__ = "live_calls"

    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    state: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class Registration(Owned):
    """A device that is registered at the moment."""

    __tablename__ = "registrations"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    address: Mapped[str]
    user_agent: Mapped[str | None]
    since: Mapped[datetime]
