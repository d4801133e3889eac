"""Adds conferences to an account, changes and removes them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.conferences.models import Conference
from palabre.features.conferences.schemas import ConferenceChange, ConferenceNew, ConferenceOut
from palabre.kit.db import changed
from palabre.kit.rows import change, find, save
from palabre.routing.uses import refuse_if_in_scenario

KIND = "conference"


async def add_conference(session: AsyncSession, new: ConferenceNew) -> Conference:
    """Add a room. Raises what `numbers.allot` raises."""
    conference = Conference(**new.model_dump(exclude={"number"}))
    session.add(conference)
    await save(session)
    await numbers.allot(session, new.number, KIND, conference.id)
    changed(session)
    return conference


async def change_conference(
    session: AsyncSession, conference_id: UUID, wanted: ConferenceChange
) -> Conference:
    """Change a room, also its short number; null takes the number away."""
    conference = await find(session, Conference, conference_id)
    values = wanted.sent()
    if "number" in values:
        await numbers.allot(session, values.pop("number"), KIND, conference_id)
    change(conference, values)
    await save(session)
    changed(session)
    return conference


async def remove_conference(session: AsyncSession, conference_id: UUID) -> None:
    """Delete a room; who is in it talks on. Raises NotFound, UsedByScenario."""
    conference = await find(session, Conference, conference_id)
    await refuse_if_in_scenario(session, conference_id, conference.name)
    await numbers.release(session, KIND, conference_id)
    await session.delete(conference)
    await save(session)
    changed(session)


async def shown(session: AsyncSession, conferences: Sequence[Conference]) -> list[ConferenceOut]:
    """Rooms with their short numbers."""
    digits = await numbers.digits_of(session, KIND, [each.id for each in conferences])
    return [ConferenceOut(number=digits.get(each.id), **_own(each)) for each in conferences]


def _own(conference: Conference) -> dict[str, Any]:
    return {name: getattr(conference, name) for name in ConferenceOut.model_fields.keys() - {"number"}}
