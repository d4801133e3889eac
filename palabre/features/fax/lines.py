"""Adds fax lines to an account, changes and removes them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import numbers
from palabre.features.fax.models import FaxLine
from palabre.features.fax.schemas import FaxLineChange, FaxLineNew, FaxLineOut
from palabre.kit.db import changed
from palabre.kit.rows import change, find, save
from palabre.routing.uses import refuse_if_in_scenario

KIND = "fax"


async def add_line(session: AsyncSession, new: FaxLineNew) -> FaxLine:
    """Add a fax line. Raises what `numbers.allot` raises."""
    line = FaxLine(**new.model_dump(exclude={"number"}))
    session.add(line)
    await save(session)
    await numbers.allot(session, new.number, KIND, line.id)
    changed(session)
    return line


async def change_line(session: AsyncSession, fax_line_id: UUID, wanted: FaxLineChange) -> FaxLine:
    """Change a fax line, also its short number; null takes the number away."""
    line = await find(session, FaxLine, fax_line_id)
    values = wanted.sent()
    if "number" in values:
        await numbers.allot(session, values.pop("number"), KIND, fax_line_id)
    change(line, values)
    await save(session)
    changed(session)
    return line


async def remove_line(session: AsyncSession, fax_line_id: UUID) -> None:
    """Delete a fax line. Raises NotFound, UsedByScenario."""
    line = await find(session, FaxLine, fax_line_id)
    await refuse_if_in_scenario(session, fax_line_id, line.name)
    await numbers.release(session, KIND, fax_line_id)
    await session.delete(line)
    await save(session)
    changed(session)


async def shown(session: AsyncSession, lines: Sequence[FaxLine]) -> list[FaxLineOut]:
    """Fax lines with their short numbers, in one query however many they are."""
    digits = await numbers.digits_of(session, KIND, [each.id for each in lines])
    same = FaxLineOut.model_fields.keys() - {"number"}
    return [
        FaxLineOut(number=digits.get(each.id), **{name: getattr(each, name) for name in same})
        for each in lines
    ]
