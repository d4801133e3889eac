"""What the portal and programs ask of the live queues."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from palabre.calls.control import Command
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Log
from palabre.features.queues import facts
from palabre.features.queues.desk import AVAILABLE, LOGGED_OUT, PAUSED, PORTAL
from palabre.features.queues.live import live
from palabre.features.queues.live_line import Line
from palabre.features.queues.snapshot import Queues, agent_of, answers_any, members_of
from palabre.kit.errors import NotFound

ENGAGED = ("busy", "ringing", "talking", "wrap_up")


async def agent_state(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """`{"agent": id, "state": available | paused | logged_out, "reason": text}`."""
    agent = UUID(body["agent"])
    if agent_of(account, agent) is None:
        raise NotFound(what=body["agent"])
    _becomes(dispatcher, account, agent, (body["state"], body["reason"]))
    return {}


async def agent_presence(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """A subscriber has logged in or out of the portal: `{"agent": id, "there": bool}`.

    Who comes back takes calls again, unless he had paused himself before he went.
    """
    agent = UUID(body["agent"])
    if not answers_any(account, agent):
        return {}
    desk = live(dispatcher.world).staff(account.id).desk(account, agent)
    away = desk.state == LOGGED_OUT and desk.reason == PORTAL
    if body["there"] and away:
        _becomes(dispatcher, account, agent, (AVAILABLE, ""))
    elif not body["there"] and desk.state == AVAILABLE:
        _becomes(dispatcher, account, agent, (LOGGED_OUT, PORTAL))
    return {}


def _becomes(dispatcher: Dispatcher, account: Account, agent: UUID, state: tuple[str, str]) -> None:
    """He is in a state from now on, with a reason."""
    now = dispatcher.world.clock.now()
    log = Log(account.id, uuid5(agent, now.isoformat()), dispatcher.wiring.keep)
    log.note(now, facts.AGENT_STATE, {"agent": str(agent), "state": state[0], "reason": state[1]})
    staff = live(dispatcher.world).staff(account.id)
    staff.becomes(staff.desk(account, agent), *state, now)


async def queue_live(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """A queue at this moment: `{"queue": id, "from": place}`; as many callers as one message holds."""
    line = _line(dispatcher, account, body["queue"])
    now = line.now()
    callers = sorted(line.callers.values(), key=lambda each: each.waiting.place)
    desks = line.desks()
    shown = [
        {
            "call": str(each.call) if each.call else None,
            "caller": each.number[:32],
            "position": place,
            "priority": each.waiting.priority,
            "waited_seconds": round(now - each.waiting.joined, 1),
            "ringing": [str(agent) for agent in each.waiting.ringing][:3],
        }
        for place, each in enumerate(callers, 1)
    ]
    return {
        "callers": shown[:20],
        "waiting": len(callers),
        "longest_wait_seconds": max((now - each.waiting.joined for each in callers), default=0.0),
        "agents_free": line.states().count("available"),
        "agents_talking": sum(each.doing == "talking" for each in desks),
        "agents_present": sum(each.present for each in desks),
        "joined": line.joined,
        "answered": line.answered,
        "abandoned": line.abandoned,
        "full": line.full,
        "called_back": line.called_back,
        "estimate_seconds": line.foretell(len(callers) + 1),
        "estimate_error_seconds": line.estimate.error,
    }


async def queue_agents(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """The agents of a queue from a place on, as many as one message holds: `{"queue": id, "from": place}`."""
    line = _line(dispatcher, account, body["queue"])
    staff, now = live(dispatcher.world).staff(account.id), line.now()
    shown = []
    for member in members_of(account, line.queue)[body["from"] : body["from"] + 20]:
        known, desk = agent_of(account, member.agent), staff.desk(account, member.agent)
        shown.append(
            {
                "id": str(member.agent),
                "name": known.name if known else "",
                "level": member.level,
                "state": desk.shown(now, staff.engaged(account, desk)),
                "reason": desk.reason,
                "since": desk.since.isoformat() if desk.since else None,
                "calls": desk.calls,
                "talk_seconds": round(desk.talked, 1),
                "missed": desk.missed,
            }
        )
    return {"agents": shown}


async def queues_live(dispatcher: Dispatcher, account: Account, body: Mapping[str, Any]) -> dict[str, Any]:
    """The queues from a place on, as many as one message holds: `{"from": place}`."""
    known = sorted(account.part(Queues).by_id)[body["from"] : body["from"] + 20]
    return {"queues": [_brief(_line(dispatcher, account, str(each))) for each in known]}


def _brief(line: Line) -> dict[str, Any]:
    now, desks, states = line.now(), line.desks(), line.states()
    return {
        "id": str(line.queue),
        "waiting": len(line.callers),
        "longest_wait_seconds": max(
            (now - each.waiting.joined for each in line.callers.values()), default=0.0
        ),
        "agents_free": states.count("available"),
        "agents_busy": sum(each in ENGAGED for each in states),
        "agents_paused": states.count(PAUSED),
        "agents_present": sum(each.present for each in desks),
    }


def _line(dispatcher: Dispatcher, account: Account, queue: str) -> Line:
    if not account.part(Queues).has(UUID(queue)):
        raise NotFound(what=queue)
    return live(dispatcher.world).line(account.id, UUID(queue))


COMMANDS: dict[str, Command] = {
    "agent_state": agent_state,
    "agent_presence": agent_presence,
    "queue_live": queue_live,
    "queue_agents": queue_agents,
    "queues_live": queues_live,
}
