"""Routes of queues and agents."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select

from palabre.calls.control import ask
from palabre.features.queues.agents import (
    add_agent,
    change_agent,
    members,
    put_into,
    remove_agent,
    take_out,
)
from palabre.features.queues.figures import parts, today
from palabre.features.queues.keep import QUEUES, add_queue, change_queue
from palabre.features.queues.models import Agent, Queue
from palabre.features.queues.report import report
from palabre.features.queues.schemas import (
    AgentChange,
    AgentLive,
    AgentNew,
    AgentOut,
    MemberOut,
    MemberPlace,
    Pause,
    QueueBrief,
    QueueChange,
    QueueLive,
    QueueNew,
    QueueOut,
    QueueToday,
    Report,
    ReportPart,
)
from palabre.kit.access import Access, Edit, Look, Read
from palabre.kit.errors import NotFound
from palabre.kit.periods import Period
from palabre.kit.rows import Page, Pages, find, turn

router = APIRouter(tags=["queues"])
ROWS_A_MESSAGE = 20


@router.get("/queues")
async def list_queues(access: Read, paging: Pages) -> Page[QueueOut]:
    """The account's queues."""
    rows, following = await turn(access.session, select(Queue), Queue, paging)
    return Page(items=await QUEUES.shown(access.session, rows), next=following)


@router.post("/queues", status_code=201)
async def create_queue(access: Edit, new: QueueNew) -> QueueOut:
    """Add a queue."""
    return (await QUEUES.shown(access.session, [await add_queue(access.session, new)]))[0]


@router.get("/queues/live")
async def list_live_queues(access: Read) -> list[QueueBrief]:
    """Who waits and who could answer at this moment, in all queues."""
    seen = await _in_parts(access, "queues_live", "queues")
    return [QueueBrief.model_validate(each) for each in seen]


@router.get("/queues/today")
async def list_queues_today(access: Read) -> list[QueueToday]:
    """The service levels since midnight, of all queues that somebody has left."""
    return await today(access.session)


@router.get("/queues/{queue_id}")
async def get_queue(access: Read, queue_id: UUID) -> QueueOut:
    """One queue."""
    return (await QUEUES.shown(access.session, [await find(access.session, Queue, queue_id)]))[0]


@router.patch("/queues/{queue_id}")
async def change_a_queue(access: Edit, queue_id: UUID, wanted: QueueChange) -> QueueOut:
    """Change a queue; who is in line is served by the new rules at once."""
    return (await QUEUES.shown(access.session, [await change_queue(access.session, queue_id, wanted)]))[0]


@router.delete("/queues/{queue_id}", status_code=204)
async def delete_queue(access: Edit, queue_id: UUID) -> None:
    """Delete a queue; refused while a scenario names it."""
    await QUEUES.remove(access.session, queue_id)


@router.get("/queues/{queue_id}/members")
async def list_members(access: Read, queue_id: UUID) -> list[MemberOut]:
    """The agents that were put into a queue, in the order of their turns."""
    return [MemberOut.model_validate(each) for each in await members(access.session, queue_id)]


@router.put("/queues/{queue_id}/members/{agent_id}")
async def put_member(access: Edit, queue_id: UUID, agent_id: UUID, place: MemberPlace) -> MemberOut:
    """Put an agent into a queue, or at another place of it."""
    return MemberOut.model_validate(await put_into(access.session, queue_id, agent_id, place))


@router.delete("/queues/{queue_id}/members/{agent_id}", status_code=204)
async def delete_member(access: Edit, queue_id: UUID, agent_id: UUID) -> None:
    """Take an agent out of a queue."""
    await take_out(access.session, queue_id, agent_id)


@router.get("/queues/{queue_id}/live")
async def get_live_queue(access: Read, queue_id: UUID) -> QueueLive:
    """Who waits at this moment (the first twenty), and who could answer."""
    await find(access.session, Queue, queue_id)
    seen = await ask(access.bus, access.who.account, "queue_live", queue=str(queue_id))
    return QueueLive.model_validate(seen)


@router.get("/queues/{queue_id}/agents")
async def list_live_agents(access: Read, queue_id: UUID) -> list[AgentLive]:
    """What the agents of a queue are doing at this moment."""
    await find(access.session, Queue, queue_id)
    seen = await _in_parts(access, "queue_agents", "agents", queue=str(queue_id))
    return [AgentLive.model_validate(each) for each in seen]


@router.get("/queues/{queue_id}/report")
async def get_queue_report(access: Read, queue_id: UUID, period: Period) -> Report:
    """Waits, service level and abandonment of a period, summed from the log alone."""
    return await report(access.session, queue_id, period)


@router.get("/queues/{queue_id}/report/parts")
async def list_queue_report_parts(access: Read, queue_id: UUID, period: Period) -> list[ReportPart]:
    """The same period hour by hour, or day by day where it is longer than two days."""
    return await parts(access.session, queue_id, period)


@router.get("/agents")
async def list_agents(access: Read, paging: Pages) -> Page[AgentOut]:
    """The account's agents; subscribers who answer a queue of everybody need not be among them."""
    rows, following = await turn(access.session, select(Agent), Agent, paging)
    return Page(items=[AgentOut.model_validate(each) for each in rows], next=following)


@router.post("/agents", status_code=201)
async def create_agent(access: Edit, new: AgentNew) -> AgentOut:
    """Make somebody an agent."""
    return AgentOut.model_validate(await add_agent(access.session, new))


@router.get("/agents/{agent_id}")
async def get_agent(access: Read, agent_id: UUID) -> AgentOut:
    """One agent."""
    return AgentOut.model_validate(await find(access.session, Agent, agent_id))


@router.patch("/agents/{agent_id}")
async def change_an_agent(access: Edit, agent_id: UUID, wanted: AgentChange) -> AgentOut:
    """Change an agent."""
    return AgentOut.model_validate(await change_agent(access.session, agent_id, wanted))


@router.delete("/agents/{agent_id}", status_code=204)
async def delete_agent(access: Edit, agent_id: UUID) -> None:
    """An agent leaves all queues."""
    await remove_agent(access.session, agent_id)


@router.post("/agents/{agent_id}/pause", status_code=204)
async def pause_agent(access: Look, agent_id: UUID, why: Pause) -> None:
    """No more calls from queues, until he resumes."""
    await _becomes(access, agent_id, "paused", why.reason)


@router.post("/agents/{agent_id}/resume", status_code=204)
async def resume_agent(access: Look, agent_id: UUID) -> None:
    """Calls from queues again, also before a wrap-up is over."""
    await _becomes(access, agent_id, "available", "")


@router.post("/agents/{agent_id}/login", status_code=204)
async def log_agent_in(access: Look, agent_id: UUID) -> None:
    """He is at work."""
    await _becomes(access, agent_id, "available", "")


@router.post("/agents/{agent_id}/logout", status_code=204)
async def log_agent_out(access: Look, agent_id: UUID) -> None:
    """He has gone home."""
    await _becomes(access, agent_id, "logged_out", "")


async def _in_parts(access: Access, what: str, rows: str, **body: str) -> list[dict[str, Any]]:
    """All rows of an answer that comes in as many messages as it needs."""
    found: list[dict[str, Any]] = []
    while len(found) % ROWS_A_MESSAGE == 0:
        answer = await ask(access.bus, access.who.account, what, **body, **{"from": len(found)})
        if not answer.get(rows):
            break
        found += answer[rows]
    return found


async def _becomes(access: Access, agent_id: UUID, state: str, reason: str) -> None:
    """An employee says so of himself alone."""
    if not access.who.may("edit") and agent_id != access.who.extension:
        raise NotFound(what=str(agent_id))
    body = {"agent": str(agent_id), "state": state, "reason": reason}
    await ask(access.bus, access.who.account, "agent_state", **body)
