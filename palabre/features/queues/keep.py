"""Adds queues to an account, changes and removes them; agents of a queue that goes stay."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import greetings, numbers
from palabre.features.queues.models import Queue
from palabre.features.queues.schemas import QueueChange, QueueNew, QueueOut
from palabre.kit.rows import find
from palabre.routing.models import Scenario

QUEUES = numbers.Numbered("queue", Queue, QueueOut)


async def add_queue(session: AsyncSession, new: QueueNew) -> Queue:
    """Add a queue. Raises what `numbers.allot` raises, NotFound for what it names."""
    values = new.model_dump()
    await _check_owned(session, values)
    return await QUEUES.add(session, values)


async def change_queue(session: AsyncSession, queue_id: UUID, wanted: QueueChange) -> Queue:
    """Change a queue, also its short number; null takes the number away."""
    values = wanted.sent()
    await find(session, Queue, queue_id)
    await _check_owned(session, values)
    return await QUEUES.change(session, queue_id, values)


async def _check_owned(session: AsyncSession, values: Mapping[str, Any]) -> None:
    for field in ("music_id", "message_id"):
        await greetings.check_owned(session, values.get(field), field)
    if rating := values.get("rating_id"):
        await find(session, Scenario, rating, "rating_id")


async def check_owned(session: AsyncSession, queue_id: UUID, field: str | None = None) -> None:
    """Raises NotFound unless the queue is the account's."""
    await find(session, Queue, queue_id, field)
