"""Routes of the robot controller."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select

from palabre.features import queues
from palabre.features.robot_controller.keep import (
    call_now,
    change_entry,
    put_robot,
    remove_entry,
    remove_robot,
    robot_of,
)
from palabre.features.robot_controller.models import Entry
from palabre.features.robot_controller.report import report
from palabre.features.robot_controller.schemas import (
    RobotEntryChange,
    RobotEntryOut,
    RobotOut,
    RobotReport,
    RobotSettings,
    State,
)
from palabre.kit.access import Edit, Read
from palabre.kit.periods import Period
from palabre.kit.rows import Page, Pages, turn

router = APIRouter(tags=["robot controller"])
ROBOT, ENTRY = "/queues/{queue_id}/robot", "/robot-entries/{robot_entry_id}"


@router.get(ROBOT)
async def get_robot(access: Read, queue_id: UUID) -> RobotOut:
    """How a queue's lost callers are called back; not found where they are not."""
    return RobotOut.model_validate(await robot_of(access.session, queue_id))


@router.put(ROBOT)
async def change_robot(access: Edit, queue_id: UUID, wanted: RobotSettings) -> RobotOut:
    """Call the lost callers of a queue back."""
    return RobotOut.model_validate(await put_robot(access.session, queue_id, wanted))


@router.delete(ROBOT, status_code=204)
async def delete_robot(access: Edit, queue_id: UUID) -> None:
    """Call nobody back any more; who is in the list is given up."""
    await remove_robot(access.session, queue_id)


@router.get(f"{ROBOT}/report")
async def get_robot_report(access: Read, queue_id: UUID, period: Period) -> RobotReport:
    """How many were lost and recovered, after how long, with how many attempts."""
    await queues.check_owned(access.session, queue_id)
    return await report(access.session, queue_id, period)


@router.get(f"{ROBOT}/entries")
async def list_robot_entries(
    access: Read, queue_id: UUID, paging: Pages, state: Annotated[State | None, Query()] = None
) -> Page[RobotEntryOut]:
    """The lost callers of a queue, also those who are not to be called any more."""
    await queues.check_owned(access.session, queue_id)
    query = select(Entry).where(Entry.queue_id == queue_id)
    if state is not None:
        query = query.where(Entry.state == state)
    rows, following = await turn(access.session, query, Entry, paging)
    return Page(items=[RobotEntryOut.model_validate(each) for each in rows], next=following)


@router.patch(ENTRY)
async def change_robot_entry(access: Edit, robot_entry_id: UUID, wanted: RobotEntryChange) -> RobotEntryOut:
    """Call a lost caller at another time."""
    return RobotEntryOut.model_validate(await change_entry(access.session, robot_entry_id, wanted.sent()))


@router.post(f"{ENTRY}/call", status_code=202)
async def call_robot_entry(access: Edit, robot_entry_id: UUID) -> RobotEntryOut:
    """Call a lost caller now, as soon as an agent is free."""
    return RobotEntryOut.model_validate(await call_now(access.session, robot_entry_id))


@router.delete(ENTRY, status_code=204)
async def delete_robot_entry(access: Edit, robot_entry_id: UUID) -> None:
    """Do not call a lost caller."""
    await remove_entry(access.session, robot_entry_id)
