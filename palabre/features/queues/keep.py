"""Adds queues to an account, changes and removes them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import greetings, numbers
from palabre.features.queues.models import Queue
from palabre.features.queues.schemas import QueueChange, QueueNew, QueueOut
from palabre.kit.db import changed
from palabre.kit.rows import change, find, save
from palabre.routing.models import Scenario
from palabre.routing.uses import refuse_if_in_scenario

KIND = "queue"


async def add_queue(session: AsyncSession, new: QueueNew) -> Queue:
    """Add a queue. Raises what `numbers.allot` raises, NotFound for what it names."""
    await _check_owned(session, new.model_dump())
    queue = Queue(**new.model_dump(exclude={"number"}))
    session.add(queue)
    await save(session)
    await numbers.allot(session, new.number, KIND, queue.id)
    changed(session)
    return queue


async def change_queue(session: AsyncSession, queue_id: UUID, wanted: QueueChange) -> Queue:
    """Change a queue, also its short number; null takes the number away."""
    queue = await find(session, Queue, queue_id)
    values = wanted.sent()
    await _check_owned(session, values)
    if "number" in values:
        await numbers.allot(session, values.pop("number"), KIND, queue_id)
    change(queue, values)
    await save(session)
    changed(session)
    return queue


async def remove_queue(session: AsyncSession, queue_id: UUID) -> None:
    """Delete a queue; its agents stay. Raises NotFound, UsedByScenario."""
    queue = await find(session, Queue, queue_id)
    await refuse_if_in_scenario(session, queue_id, queue.name)
    await numbers.release(session, KIND, queue_id)
    await session.delete(queue)
    await save(session)
    changed(session)


async def shown(session: AsyncSession, queues: Sequence[Queue]) -> list[QueueOut]:
    """Queues with their short numbers."""
    digits = await numbers.digits_of(session, KIND, [each.id for each in queues])
    return [QueueOut(number=digits.get(each.id), **_own(each)) for each in queues]


async def _check_owned(session: AsyncSession, values: Mapping[str, Any]) -> None:
    for field in ("music_id", "message_id"):
        await greetings.check_owned(session, values.get(field), field)
    if rating := values.get("rating_id"):
        await find(session, Scenario, rating, "rating_id")


def _own(queue: Queue) -> dict[str, Any]:
    return {name: getattr(queue, name) for name in QueueOut.model_fields.keys() - {"number"}}
