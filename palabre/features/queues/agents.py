"""Adds agents to an account, changes and removes them, and puts them into queues."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.features import extensions, numbers
from palabre.features.accounts import country_of
from palabre.features.queues.models import Agent, Member, Queue
from palabre.features.queues.schemas import AgentChange, AgentNew, MemberPlace
from palabre.kit.db import changed
from palabre.kit.errors import NotFound, PalabreError
from palabre.kit.rows import change, find, save
from palabre.kit.tables import new_id


class AgentExists(PalabreError):
    """The subscriber is an agent already."""

    code, status = "agent_exists", 409
    fr = "Ce poste est déjà un agent."
    en = "That extension is an agent already."


class AgentNumberWrong(PalabreError):
    """An agent's outside number that no carrier would take."""

    code, status = "agent_number_wrong", 422
    fr = "« {number} » n'est pas un numéro de téléphone ({country})."
    en = "“{number}” is not a telephone number ({country})."


class AgentWithoutPhone(PalabreError):
    """An agent who could not be rung."""

    code, status = "agent_without_phone", 422
    fr = "Un agent a besoin d'un poste ou d'un numéro extérieur."
    en = "An agent needs an extension or an outside number."


async def add_agent(session: AsyncSession, new: AgentNew) -> Agent:
    """Make somebody an agent. Raises NotFound, AgentExists, AgentNumberWrong."""
    await extensions.check_owned(session, new.extension_id)
    values = new.model_dump()
    values["outside_number"] = await _number(session, new.outside_number)
    agent = Agent(id=new.extension_id or new_id(), **values)
    session.add(agent)
    exists = AgentExists(field="extension_id")
    await save(session, agents_pkey=exists, agents_account_id_extension_id_key=exists)
    changed(session)
    return agent


async def change_agent(session: AsyncSession, agent_id: UUID, wanted: AgentChange) -> Agent:
    """Change an agent. Raises NotFound, AgentNumberWrong, AgentWithoutPhone."""
    agent = await find(session, Agent, agent_id)
    values = wanted.sent()
    if "outside_number" in values:
        values["outside_number"] = await _number(session, values["outside_number"])
    change(agent, values)
    if agent.extension_id is None and agent.outside_number is None:
        raise AgentWithoutPhone(field="outside_number")
    await save(session)
    changed(session)
    return agent


async def remove_agent(session: AsyncSession, agent_id: UUID) -> None:
    """An agent leaves all queues; an extension of his stays. Raises NotFound."""
    await session.delete(await find(session, Agent, agent_id))
    await save(session)
    changed(session)


async def put_into(session: AsyncSession, queue_id: UUID, agent_id: UUID, place: MemberPlace) -> Member:
    """An agent answers a queue from now on, or at another place. Raises NotFound."""
    await find(session, Queue, queue_id)
    await find(session, Agent, agent_id)
    member = await session.get(Member, (queue_id, agent_id))
    if member is None:
        member = Member(queue_id=queue_id, agent_id=agent_id)
        session.add(member)
    change(member, place.model_dump())
    await save(session)
    changed(session)
    return member


async def take_out(session: AsyncSession, queue_id: UUID, agent_id: UUID) -> None:
    """An agent no longer answers a queue. Raises NotFound."""
    await find(session, Queue, queue_id)
    await find(session, Agent, agent_id)
    member = await session.get(Member, (queue_id, agent_id))
    if member is None:
        raise NotFound(what=str(agent_id))
    await session.delete(member)
    await save(session)
    changed(session)


async def members(session: AsyncSession, queue_id: UUID) -> list[Member]:
    """Those who were put into a queue, in the order of their turns. Raises NotFound."""
    await find(session, Queue, queue_id)
    query = select(Member).where(Member.queue_id == queue_id).order_by(Member.level, Member.position)
    return list(await session.scalars(query))


async def _number(session: AsyncSession, written: str | None) -> str | None:
    if written is None:
        return None
    country = await country_of(session)
    found = numbers.e164(written, country)
    if found is None:
        raise AgentNumberWrong(field="outside_number", number=written, country=country)
    return found
