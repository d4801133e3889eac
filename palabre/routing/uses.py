"""Who needs a thing, scenarios before all: it cannot be deleted as long as somebody does."""

from typing import Protocol
from typing import cast as cast_to
from uuid import UUID

from sqlalchemy import Text, and_, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit import discover
from palabre.kit.errors import PalabreError
from palabre.routing.models import Scenario, ScenarioVersion

IN_FORCE = and_(
    ScenarioVersion.scenario_id == Scenario.id, ScenarioVersion.version == Scenario.published_version
)


class UsedByScenario(PalabreError):
    """A scenario's draft or published version names the thing."""

    code, status = "used_by_scenario", 409
    fr = "« {name} » est utilisé par le scénario « {user} »."
    en = "“{name}” is used by the scenario “{user}”."


class Uses(Protocol):
    """A feature's `uses.py`: what of it needs things of other features that do not know it."""

    async def refuse_if_used(self, session: AsyncSession, thing: UUID, name: str) -> None:
        """Raises a coded error that says who needs the thing called `name`."""
        ...


async def refuse_if_in_scenario(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises UsedByScenario, or what features' `uses.py` raise.

    Documents name things by their id, wherever it stands in them.
    """
    query = (
        select(Scenario.name)
        .outerjoin(ScenarioVersion, IN_FORCE)
        .where(
            Scenario.id != thing,
            or_(
                cast(Scenario.draft, Text).contains(str(thing)),
                cast(ScenarioVersion.document, Text).contains(str(thing)),
            ),
        )
        .limit(1)
    )
    user = await session.scalar(query)
    if user is not None:
        raise UsedByScenario(name=name, user=user)
    for feature in cast_to(tuple[Uses, ...], discover.modules("palabre.features", "uses")):
        await feature.refuse_if_used(session, thing, name)


async def refuse_if_named_in_scenario(session: AsyncSession, variable: str) -> None:
    """Raises UsedByScenario; documents name variables by their name, as a value or as `{{name}}`."""
    named = rf'"{variable}"|\{{\{{\s*{variable}\s*\}}\}}'
    drawn, published = cast(Scenario.draft, Text), cast(ScenarioVersion.document, Text)
    query = (
        select(Scenario.name)
        .outerjoin(ScenarioVersion, IN_FORCE)
        .where(or_(drawn.regexp_match(named), published.regexp_match(named)))
        .limit(1)
    )
    user = await session.scalar(query)
    if user is not None:
        raise UsedByScenario(name=variable, user=user)
