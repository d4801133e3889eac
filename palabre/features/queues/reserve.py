"""Other features reserve an agent: they stand in line, and when one is chosen he rings for them alone."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from palabre.calls.call import Call, Told, World
from palabre.calls.directory import Account
from palabre.features import extensions, outbound
from palabre.features.queues import facts
from palabre.features.queues.line import NEVER, Waiting
from palabre.features.queues.live import live
from palabre.features.queues.live_line import Caller, Line, Ring
from palabre.features.queues.snapshot import Agent, Queue, agent_of
from palabre.phone.port import Leg


class Reserved:
    """An agent whom a queue has chosen for somebody in its line."""

    def __init__(self, line: Line, name: UUID, queue: Queue, agent: Agent) -> None:
        self._line = line
        self._name = name
        self.queue = queue
        self.agent = agent

    async def leg(self, call: Call, party: str) -> Leg | None:
        """His first phone; it shows whom he is going to talk with."""
        return await first_leg(call, self.agent, party)

    def has_phones(self, call: Call) -> bool:
        """Whether he is rung on a phone of his own, where no key need be pressed."""
        return bool(_phones(call, self.agent))

    def offered(self, call: Call, parties: list[str]) -> None:
        """He is wanted, and his phones (`parties`) begin to ring."""
        self._note(call, facts.OFFERED, parties=parties, to=self.agent.name)

    def missed(self, call: Call, why: str) -> None:
        """He has not picked up: the next one is chosen."""
        self._note(call, facts.MISSED, why=why)
        self._line.tried(self._name, self.agent.id, why)

    def took(self) -> bool:
        """He has picked up, and is busy from now on; False when nobody needs him any more."""
        if self._name not in self._line.callers:
            return False
        self._line.took(self._name, self.agent.id)
        return True

    def over(self, call: Call, seconds: float) -> None:
        """He is free again."""
        now, wrap_up = call.now().timestamp(), self.queue.rules.wrap_up_seconds
        self._line.staff.served(self._line.desk(self.agent.id), now, seconds, wrap_up)

    def _note(self, call: Call, kind: str, **data: object) -> None:
        call.note(kind, queue=str(self.queue.id), agent=str(self.agent.id), **data)


async def first_leg(call: Call, agent: Agent, party: str) -> Leg | None:
    """An agent's first phone."""
    if phones := _phones(call, agent):
        return Leg(party, phones[0], call.caller)
    if agent.outside_number is None:
        return None
    legs = await outbound.legs_outside(call, agent.outside_number, None)
    return replace(legs[0], party=party, originator=None, instead=None) if legs else None


def _phones(call: Call, agent: Agent) -> tuple[str, ...]:
    known = call.account.part(extensions.Extensions).by_id.get(agent.extension) if agent.extension else None
    return tuple(known.phones) if known else ()


def stand(
    world: World, account: Account, queue: UUID, who: tuple[UUID, str], begin: Callable[[Reserved], None]
) -> None:
    """Let somebody (a name and his number) stand in line; `begin` is told of each agent who is chosen."""
    line = live(world).line(account.id, queue)
    name, number = who
    if line.rules is not None and name not in line.callers:
        waiting = Waiting(name, line.now(), 0)
        line.join(name, Caller(waiting, partial(_told, world, line, (account.id, name), begin), number, None))


def _told(
    world: World, line: Line, who: tuple[UUID, UUID], begin: Callable[[Reserved], None], word: Told
) -> None:
    owner, name = who
    account, queue = live(world).account(owner), line.rules
    if not isinstance(word, Ring) or account is None or queue is None:
        return
    begin(Reserved(line, name, queue, agent_of(account, word.agent) or Agent(word.agent, "")))


def leave(world: World, account: UUID, queue: UUID, name: UUID) -> bool:
    """Stand in line no more; whether he did."""
    return live(world).line(account, queue).leave(name) is not None


def stands(world: World, account: UUID, queue: UUID, name: UUID) -> bool:
    """Whether he stands in line."""
    return name in live(world).line(account, queue).callers


def free_agents(world: World, account: UUID, queue: UUID) -> int:
    """How many could be rung at this moment beyond those whom the line needs."""
    line = live(world).line(account, queue)
    now = line.now()
    ready = sum(each.ready_at <= now < NEVER for each in line.agents())
    return max(0, ready - len(line.callers))
