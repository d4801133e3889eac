"""Which scenarios need a thing: it cannot be deleted as long as one does."""

from uuid import UUID

from sqlalchemy import Text, and_, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

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


async def refuse_if_in_scenario(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises UsedByScenario; documents name things by their id, wherever it stands in them."""
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
