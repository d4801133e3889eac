"""An account's queues and agents, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from palabre.calls.directory import Account, Part, Rows
from palabre.features.extensions import Extensions
from palabre.features.queues.line import Rules, Strategy

QUEUES = "select * from queues where account_id = any($1)"
AGENTS = "select * from agents where account_id = any($1)"
MEMBERS = "select * from queue_members where account_id = any($1) order by level, position"
STATES = "select * from agent_states where account_id = any($1)"
FAMILIAR = "select * from queue_familiar where account_id = any($1) and at > now() - interval '24 hours'"
CALL_BACKS = "select * from queue_call_backs where account_id = any($1) order by joined"


@dataclass(frozen=True)
class Agent:
    """Who answers: the phones of an extension, an outside number, or both."""

    id: UUID
    name: str
    extension: UUID | None = None
    outside_number: str | None = None
    press_to_accept: bool = True
    skills: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Member:
    """An agent's place in a queue."""

    agent: UUID
    level: int = 0
    position: int = 0


@dataclass(frozen=True)
class Queue:
    """A waiting line and how it is served."""

    id: UUID
    name: str
    rules: Rules
    everybody: bool = False
    misses_before_pause: int | None = None
    busy_penalty_seconds: float = 15
    familiar_hours: int = 0
    max_length: int | None = None
    leave_without_agents: bool = True
    music: UUID | None = None
    announce_position: bool = False
    announce_wait: bool = False
    announce_seconds: float = 60
    message: UUID | None = None
    message_seconds: float = 60
    call_back_key: str | None = None
    service_seconds: float = 20
    rating: UUID | None = None


@dataclass(frozen=True)
class State:
    """What was last known of an agent: `available`, `paused` or `logged_out`."""

    state: str
    reason: str
    since: datetime


@dataclass(frozen=True)
class CallBack:
    """A caller who left his place to his number."""

    id: UUID
    queue: UUID
    caller: str
    joined: datetime
    priority: int
    tries: int


@dataclass(frozen=True)
class Queues(Part):
    """The queues by id, and who answers them."""

    kind: ClassVar[str] = "queue"
    by_id: dict[UUID, Queue] = field(default_factory=dict)
    agents: dict[UUID, Agent] = field(default_factory=dict)
    members: dict[UUID, list[Member]] = field(default_factory=dict)
    states: dict[UUID, State] = field(default_factory=dict)
    familiar: dict[tuple[UUID, str], tuple[UUID, datetime]] = field(default_factory=dict)
    call_backs: list[CallBack] = field(default_factory=list)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Queues"]:
        """Each account's queues."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(QUEUES, accounts):
            loaded[row["account_id"]].by_id[row["id"]] = _queue(row)
        for row in await rows.fetch(AGENTS, accounts):
            loaded[row["account_id"]].agents[row["id"]] = _agent(row)
        for row in await rows.fetch(MEMBERS, accounts):
            member = Member(row["agent_id"], row["level"], row["position"])
            loaded[row["account_id"]].members.setdefault(row["queue_id"], []).append(member)
        for row in await rows.fetch(STATES, accounts):
            state = State(row["state"], row["reason"], row["since"])
            loaded[row["account_id"]].states[row["agent_id"]] = state
        for row in await rows.fetch(FAMILIAR, accounts):
            known = row["agent_id"], row["at"]
            loaded[row["account_id"]].familiar[row["queue_id"], row["caller"]] = known
        for row in await rows.fetch(CALL_BACKS, accounts):
            wanted = (row["id"], row["queue_id"], row["caller"], row["joined"], row["priority"], row["tries"])
            loaded[row["account_id"]].call_backs.append(CallBack(*wanted))
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has the queue."""
        return thing in self.by_id


def agent_of(account: Account, agent: UUID) -> Agent | None:
    """An agent by his id; every subscriber can be one without being made one."""
    known = account.part(Queues).agents.get(agent)
    if known is not None:
        return known
    extension = account.part(Extensions).by_id.get(agent)
    return Agent(agent, extension.name, extension=agent) if extension else None


def members_of(account: Account, queue: UUID) -> list[Member]:
    """Who answers a queue, in the order of their turns."""
    part = account.part(Queues)
    known = part.by_id.get(queue)
    named = part.members.get(queue, [])
    if known is None or not known.everybody:
        return named
    others = account.part(Extensions).by_id.keys() - {each.agent for each in named}
    return [*named, *(Member(each, position=1000) for each in sorted(others))]


def answers_any(account: Account, agent: UUID) -> bool:
    """Whether somebody is an agent of any queue."""
    return any(
        agent == each.agent for queue in account.part(Queues).by_id for each in members_of(account, queue)
    )


def _queue(row: Mapping[str, Any]) -> Queue:
    rules = Rules(
        Strategy(row["strategy"]),
        row["ring_seconds"],
        row["pause_seconds"],
        row["wrap_up_seconds"],
        row["familiar_seconds"],
        row["relax_seconds"],
    )
    same = {name: row[name] for name in _SAME}
    things = {"music": row["music_id"], "message": row["message_id"], "rating": row["rating_id"]}
    return Queue(rules=rules, **same, **things)


_SAME = Queue.__dataclass_fields__.keys() - {"rules", "music", "message", "rating"}


def _agent(row: Mapping[str, Any]) -> Agent:
    skills = row["skills"]
    if isinstance(skills, str):
        skills = msgspec.json.decode(skills)
    return Agent(
        row["id"], row["name"], row["extension_id"], row["outside_number"], row["press_to_accept"], skills
    )
