"""Things with a name and a short number: all kinds of them are added, changed, removed and shown alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features.numbers.allot import allot, digits_of, release
from palabre.kit.db import changed
from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Output
from palabre.kit.rows import change, find, save
from palabre.kit.tables import Named
from palabre.routing.uses import refuse_if_in_scenario

Row = TypeVar("Row", bound=Named)
Out = TypeVar("Out", bound=Output)


@dataclass(frozen=True)
class Numbered(Generic[Row, Out]):
    """One kind of such things: its name in the numbering plan, its table, its shape (with a `number`)."""

    kind: str
    table: type[Row]
    out: type[Out]

    async def add(self, session: AsyncSession, values: Mapping[str, Any], **refusals: PalabreError) -> Row:
        """Add one. Raises what `allot` raises, and `refusals` as `save` does."""
        fields = dict(values)
        number = fields.pop("number")
        thing = self.table(**fields)
        session.add(thing)
        await save(session, **refusals)
        await allot(session, number, self.kind, thing.id)
        changed(session)
        return thing

    async def change(
        self, session: AsyncSession, thing_id: UUID, values: Mapping[str, Any], **refusals: PalabreError
    ) -> Row:
        """Change one, also its short number; null takes the number away. Raises NotFound, `refusals`."""
        thing = await find(session, self.table, thing_id)
        fields = dict(values)
        if "number" in fields:
            await allot(session, fields.pop("number"), self.kind, thing_id)
        change(thing, fields)
        await save(session, **refusals)
        changed(session)
        return thing

    async def remove(self, session: AsyncSession, thing_id: UUID) -> None:
        """Delete one. Raises NotFound, UsedByScenario."""
        thing = await find(session, self.table, thing_id)
        await refuse_if_in_scenario(session, thing_id, thing.name)
        await release(session, self.kind, thing_id)
        await session.delete(thing)
        await save(session)
        changed(session)

    async def shown(
        self, session: AsyncSession, things: Sequence[Row], **more: Mapping[UUID, Any]
    ) -> list[Out]:
        """Several with their short numbers, in one query; `more` are fields of another table, by id."""
        digits = await digits_of(session, self.kind, [each.id for each in things])
        same = self.out.model_fields.keys() - {"number", *more}
        return [
            self.out(
                number=digits.get(each.id),
                **{name: getattr(each, name) for name in same},
                **{name: found[each.id] for name, found in more.items()},
            )
            for each in things
        ]
