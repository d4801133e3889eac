"""Adds schedules, and changes them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.accounts import country_of
from palabre.features.hours.models import Schedule
from palabre.features.hours.public_holidays import HolidaysUnknown, HolidayUnknown, are_known, keys_of
from palabre.features.hours.schemas import DatesReversed, ScheduleChange, ScheduleNew
from palabre.kit.clock import clock
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.rows import change, find, save

LAST_INDEX = 999


class IndexTaken(PalabreError):
    """Another schedule has the index."""

    code, status = "index_taken", 409
    fr = "L'indice {index} est déjà celui d'un autre horaire."
    en = "The index {index} already belongs to another schedule."


async def add_schedule(session: AsyncSession, new: ScheduleNew) -> Schedule:
    """Add a schedule. Raises DatesReversed, HolidaysUnknown, HolidayUnknown, IndexTaken."""
    values = new.model_dump(mode="json", exclude={"starts_on", "ends_on"})
    schedule = Schedule(**values, starts_on=new.starts_on, ends_on=new.ends_on)
    schedule.index = new.index or await _free_index(session)
    session.add(schedule)
    return await _kept(session, schedule)


async def change_schedule(session: AsyncSession, schedule_id: UUID, wanted: ScheduleChange) -> Schedule:
    """Change a schedule; calls follow it at once. Raises what adding does, and NotFound."""
    schedule = await find(session, Schedule, schedule_id)
    values: dict[str, Any] = wanted.sent()
    if "exceptions" in values:
        values["exceptions"] = [each.model_dump(mode="json") for each in wanted.exceptions]
    change(schedule, values)
    return await _kept(session, schedule)


async def _kept(session: AsyncSession, schedule: Schedule) -> Schedule:
    _check_dates(schedule)
    if schedule.holidays:
        await _check_holidays(session, schedule)
    index = IndexTaken(field="index", index=schedule.index)
    await save(session, schedules_account_id_index_key=index)
    changed(session)
    return schedule


def _check_dates(schedule: Schedule) -> None:
    dates = [(schedule.starts_on, schedule.ends_on, "ends_on")]
    dates += [(each["starts_on"], each["ends_on"], "exceptions") for each in schedule.exceptions]
    for first, last, field in dates:
        if first and last and last < first:
            raise DatesReversed(field=field, starts_on=str(first), ends_on=str(last))


async def _check_holidays(session: AsyncSession, schedule: Schedule) -> None:
    country = schedule.holiday_country or await country_of(session)
    if not are_known(country):
        raise HolidaysUnknown(field="holiday_country", country=country)
    known = keys_of(country, clock.now().year)
    for each in schedule.holidays_off:
        if each not in known:
            raise HolidayUnknown(field="holidays_off", name=each, country=country)


async def _free_index(session: AsyncSession) -> int | None:
    taken = set(await session.scalars(select(Schedule.index)))
    return next((each for each in range(1, LAST_INDEX + 1) if each not in taken), None)


async def check_owned(session: AsyncSession, schedule_id: UUID | None, field: str) -> None:
    """Raises NotFound unless the schedule is the account's, or none was named."""
    if schedule_id is not None:
        await find(session, Schedule, schedule_id, field)
