"""Routes of schedules."""

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.features.hours.models import Schedule
from palabre.features.hours.schemas import DatesReversed, ScheduleChange, ScheduleNew, ScheduleOut
from palabre.kit.access import Access, Edit, Read
from palabre.kit.db import changed
from palabre.kit.rows import Page, Pages, change, find, save, turn
from palabre.routing.uses import refuse_if_in_scenario

router = APIRouter(tags=["schedules"], prefix="/schedules")


@router.get("")
async def list_schedules(access: Read, paging: Pages) -> Page[ScheduleOut]:
    """The account's schedules."""
    rows, following = await turn(access.session, select(Schedule), Schedule, paging)
    return Page(items=[ScheduleOut.model_validate(each) for each in rows], next=following)


@router.post("", status_code=201)
async def create_schedule(access: Edit, new: ScheduleNew) -> ScheduleOut:
    """Add a schedule."""
    schedule = Schedule(**new.model_dump())
    access.session.add(schedule)
    return await _kept(access, schedule)


@router.get("/{schedule_id}")
async def get_schedule(access: Read, schedule_id: UUID) -> ScheduleOut:
    """One schedule."""
    return ScheduleOut.model_validate(await find(access.session, Schedule, schedule_id))


@router.patch("/{schedule_id}")
async def change_schedule(access: Edit, schedule_id: UUID, wanted: ScheduleChange) -> ScheduleOut:
    """Change a schedule; calls follow it at once."""
    schedule = await find(access.session, Schedule, schedule_id)
    change(schedule, wanted.sent())
    return await _kept(access, schedule)


@router.delete("/{schedule_id}", status_code=204)
async def delete_schedule(access: Edit, schedule_id: UUID) -> None:
    """Delete a schedule; refused while a scenario names it."""
    schedule = await find(access.session, Schedule, schedule_id)
    await refuse_if_in_scenario(access.session, schedule_id, schedule.name)
    await access.session.delete(schedule)
    changed(access.session)


async def _kept(access: Access, schedule: Schedule) -> ScheduleOut:
    if schedule.starts_on and schedule.ends_on and schedule.ends_on < schedule.starts_on:
        raise DatesReversed(field="ends_on", starts_on=str(schedule.starts_on), ends_on=str(schedule.ends_on))
    await save(access.session)
    changed(access.session)
    return ScheduleOut.model_validate(schedule)
