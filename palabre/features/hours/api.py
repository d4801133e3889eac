"""Routes of schedules."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from sqlalchemy import select

from palabre.features.accounts import country_of
from palabre.features.hours import override
from palabre.features.hours.models import Schedule, ScheduleOverride
from palabre.features.hours.opening import State
from palabre.features.hours.preview import of_days, until
from palabre.features.hours.public_holidays import HolidaysUnknown, are_known, holidays_of
from palabre.features.hours.schedules import add_schedule, change_schedule
from palabre.features.hours.schemas import (
    Country,
    HolidayOut,
    OverrideNew,
    OverrideOut,
    PreviewOut,
    ScheduleChange,
    ScheduleNew,
    ScheduleOut,
    StateOut,
    StretchOut,
)
from palabre.features.hours.snapshot import Schedule as Known
from palabre.features.hours.snapshot import Schedules
from palabre.features.users import name_of
from palabre.kit.access import Access, Edit, Read
from palabre.kit.clock import clock
from palabre.kit.db import changed, raw_of
from palabre.kit.errors import Language
from palabre.kit.http import language_of
from palabre.kit.rows import Page, Pages, find, turn
from palabre.routing.uses import refuse_if_in_scenario

router = APIRouter(tags=["schedules"])

Days = Annotated[int, Query(ge=1, le=92)]
Year = Annotated[int, Query(ge=2000, le=2100)]
Since = Annotated[date | None, Query(alias="from", ge=date(2000, 1, 1), le=date(2100, 1, 1))]


@router.get("/schedules")
async def list_schedules(access: Read, paging: Pages) -> Page[ScheduleOut]:
    """The account's schedules."""
    rows, following = await turn(access.session, select(Schedule), Schedule, paging)
    return Page(items=[ScheduleOut.model_validate(each) for each in rows], next=following)


@router.post("/schedules", status_code=201)
async def create_schedule(access: Edit, new: ScheduleNew) -> ScheduleOut:
    """Add a schedule."""
    return ScheduleOut.model_validate(await add_schedule(access.session, new))


@router.get("/schedules/{schedule_id}")
async def get_schedule(access: Read, schedule_id: UUID) -> ScheduleOut:
    """One schedule."""
    return ScheduleOut.model_validate(await find(access.session, Schedule, schedule_id))


@router.patch("/schedules/{schedule_id}")
async def change_a_schedule(access: Edit, schedule_id: UUID, wanted: ScheduleChange) -> ScheduleOut:
    """Change a schedule; calls follow it at once."""
    return ScheduleOut.model_validate(await change_schedule(access.session, schedule_id, wanted))


@router.delete("/schedules/{schedule_id}", status_code=204)
async def delete_schedule(access: Edit, schedule_id: UUID) -> None:
    """Delete a schedule; refused while a scenario names it."""
    schedule = await find(access.session, Schedule, schedule_id)
    await refuse_if_in_scenario(access.session, schedule_id, schedule.name)
    await access.session.delete(schedule)
    changed(access.session)


@router.get("/schedules/{schedule_id}/state")
async def get_schedule_state(access: Read, schedule_id: UUID, request: Request) -> StateOut:
    """Whether it is open now, until when, and why."""
    return await _state(access, schedule_id, language_of(request))


@router.get("/schedules/{schedule_id}/preview")
async def preview_schedule(
    access: Read, schedule_id: UUID, request: Request, since: Since = None, days: Days = 7
) -> PreviewOut:
    """When it is open and closed, from the local midnight of a day (today) on; orders of now included."""
    known = await _known(access, schedule_id)
    first = since or clock.now().astimezone(known.zone).date()
    language = language_of(request)
    shown = [
        StretchOut(start=each.start, end=each.end, **_in_words(each.state, language))
        for each in of_days(known, first, days)
    ]
    return PreviewOut(time_zone=known.zone.key, stretches=shown)


@router.get("/schedules/{schedule_id}/overrides")
async def list_overrides(access: Read, schedule_id: UUID, paging: Pages) -> Page[OverrideOut]:
    """The orders to open or close out of turn, in the order in which they were given."""
    await find(access.session, Schedule, schedule_id)
    query = select(ScheduleOverride).where(ScheduleOverride.schedule_id == schedule_id)
    rows, following = await turn(access.session, query, ScheduleOverride, paging)
    return Page(items=[OverrideOut.model_validate(each) for each in rows], next=following)


@router.post("/schedules/{schedule_id}/override", status_code=201)
async def override_schedule(
    access: Edit, schedule_id: UUID, wanted: OverrideNew, request: Request
) -> StateOut:
    """Close or open now, whatever the schedule says; it follows its periods again when that ends."""
    await find(access.session, Schedule, schedule_id)
    at, zone = clock.now(), (await _known(access, schedule_id)).zone
    order = override.Order(wanted.state, at, _end(wanted, at, zone))
    await override.give(access.session, schedule_id, order, await _author(access))
    return await _state(access, schedule_id, language_of(request))


@router.delete("/schedules/{schedule_id}/override")
async def lift_override(access: Edit, schedule_id: UUID, request: Request) -> StateOut:
    """Follow the schedule again at once."""
    await find(access.session, Schedule, schedule_id)
    order = override.Order("scheduled", clock.now())
    await override.give(access.session, schedule_id, order, await _author(access))
    return await _state(access, schedule_id, language_of(request))


@router.get("/public-holidays")
async def list_public_holidays(
    access: Read, year: Year | None = None, country: Annotated[Country | None, Query()] = None
) -> list[HolidayOut]:
    """The public holidays of a year (this one) in a country (the account's)."""
    where = country or await country_of(access.session)
    if not are_known(where):
        raise HolidaysUnknown(field="country", country=where)
    found = holidays_of(where, year or clock.now().year)
    return [
        HolidayOut(day=day, key=each.key, fr=each.fr, en=each.en)
        for day, holidays in found.items()
        for each in holidays
    ]


async def _known(access: Access, schedule_id: UUID) -> Known:
    """A schedule as calls know it. Raises NotFound."""
    of = access.who.account
    return (await Schedules.load(await raw_of(access.session), [of]))[of].get(schedule_id)


def _end(wanted: OverrideNew, at: datetime, zone: ZoneInfo) -> datetime | None:
    if wanted.hours is not None:
        return at + timedelta(hours=wanted.hours)
    if wanted.until == "tomorrow":
        return override.tomorrow(at, zone)
    return None if wanted.until == "further_notice" else wanted.until


async def _author(access: Access) -> override.Author:
    who = access.who
    return override.Author(await name_of(access.session, who.user), who.user, who.extension)


async def _state(access: Access, schedule_id: UUID, language: Language) -> StateOut:
    known, at = await _known(access, schedule_id), clock.now()
    order = await override.in_force(access.session, schedule_id, at)
    return StateOut(
        until=until(known, at),
        override=OverrideOut.model_validate(order) if order else None,
        **_in_words(known.state(at), language),
    )


def _in_words(state: State, language: Language) -> dict[str, Any]:
    holiday = state.holiday
    name = state.name if holiday is None else holiday.fr if language == "fr" else holiday.en
    return {"open": state.open, "why": state.why, "name": name, "part": state.part}
