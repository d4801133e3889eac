"""Sets robots up, and changes what is in their lists."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import greetings, hours, queues
from palabre.features.robot_controller.models import Entry, Robot
from palabre.features.robot_controller.schemas import RobotSettings
from palabre.kit.clock import clock
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import change, save

OPEN = ("waiting", "tried", "calling")


class RobotEntryOver(PalabreError):
    """Nobody is to be called any more, or the call is going on."""

    code, status = "robot_entry_over", 409
    fr = "Ce rappel est terminé ou en cours : il ne peut plus être modifié."
    en = "This call-back is over or going on: it cannot be changed any more."


async def robot_of(session: AsyncSession, queue_id: UUID) -> Robot:
    """The robot of a queue. Raises NotFound."""
    await queues.check_owned(session, queue_id)
    found = await session.scalar(select(Robot).where(Robot.queue_id == queue_id))
    if found is None:
        raise NotFound(what=str(queue_id))
    return found


async def put_robot(session: AsyncSession, queue_id: UUID, wanted: RobotSettings) -> Robot:
    """Set up the robot of a queue, or set it otherwise. Raises NotFound."""
    await queues.check_owned(session, queue_id)
    values = wanted.model_dump()
    values["calling_queue_id"] = wanted.calling_queue_id or queue_id
    await queues.check_owned(session, values["calling_queue_id"], "calling_queue_id")
    await hours.check_owned(session, wanted.schedule_id, "schedule_id")
    await greetings.check_owned(session, wanted.notice_id, "notice_id")
    robot = await session.scalar(select(Robot).where(Robot.queue_id == queue_id))
    if robot is None:
        robot = Robot(queue_id=queue_id, **values)
        session.add(robot)
    else:
        change(robot, values)
    await save(session)
    return robot


async def remove_robot(session: AsyncSession, queue_id: UUID) -> None:
    """No more call-backs for a queue; those in the list are given up."""
    await session.delete(await robot_of(session, queue_id))
    await save(session)


async def change_entry(session: AsyncSession, entry_id: UUID, values: dict[str, object]) -> Entry:
    """Move an entry, or call it now. Raises NotFound, RobotEntryOver."""
    entry = await _locked(session, entry_id)
    if entry.state != "waiting":
        raise RobotEntryOver()
    if values:
        change(entry, {"asked": "changed", **values})
    await save(session)
    return entry


async def call_now(session: AsyncSession, entry_id: UUID) -> Entry:
    """As soon as an agent is free, whatever the hours and the interval. Raises NotFound, RobotEntryOver."""
    return await change_entry(
        session, entry_id, {"due_at": clock.now(), "at_once": True, "asked": "call_now"}
    )


async def remove_entry(session: AsyncSession, entry_id: UUID) -> None:
    """Not to be called; he enters again when he is lost again. Raises NotFound, RobotEntryOver."""
    entry = await _locked(session, entry_id)
    if entry.state not in OPEN:
        raise RobotEntryOver()
    change(entry, {"state": "removed", "closed_at": clock.now(), "asked": "removed"})
    await save(session)


async def _locked(session: AsyncSession, entry_id: UUID) -> Entry:
    entry = await session.scalar(select(Entry).where(Entry.id == entry_id).with_for_update())
    if entry is None:
        raise NotFound(what=str(entry_id))
    return entry
