"""Which scenarios need a thing: it cannot be deleted as long as one does."""

from uuid import UUID

from sqlalchemy import Text, and_, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.kit.errors import PalabreError
from palabre.routing.models import Scenario, ScenarioVersion


class UsedByScenario(PalabreError):
    """A scenario's draft or published version names the thing."""

    code, status = "used_by_scenario", 409
    fr = "« {name} » est utilisé par le scénario « {user} »."
    en = "“{name}” is used by the scenario “{user}”."


async def refuse_if_in_scenario(session: AsyncSession, thing: UUID, name: str) -> None:
    """Raises UsedByScenario; documents name things by their id, wherever it stands in them."""
    query = (
        select(Scenario.name)
        .outerjoin(
            ScenarioVersion,
            and_(
                ScenarioVersion.scenario_id == Scenario.id,
                ScenarioVersion.version == Scenario.published_version,
            ),
        )
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
