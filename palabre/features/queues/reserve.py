"""Keeps a place in line for somebody who is not on the line: an agent is chosen for him, and rung alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from palabre.calls.call import Call, Told, World
from palabre.calls.directory import Account
from palabre.features.queues import facts
from palabre.features.queues.line import NEVER, Waiting
from palabre.features.queues.live import live
from palabre.features.queues.live_line import Caller, Line, Ring
from palabre.features.queues.missed import missed
from palabre.features.queues.ring import Rung, Why, nobody
from palabre.features.queues.serve import Served
from palabre.features.queues.snapshot import Agent, Queue, agent_of


@dataclass(frozen=True)
class Place:
    """Somebody's place in line: a name, his number, since when (None: now), and how urgent it is."""

    name: UUID
    number: str
    joined: float | None = None
    priority: int = 0


class Reserved:
    """An agent whom a queue has chosen for a place in its line, and keeps for it until he has answered."""

    def __init__(self, line: Line, place: Place, queue: Queue, agent: Agent) -> None:
        self._line = line
        self._name = place.name
        self.queue = queue
        self.agent = agent

    async def picks_up(self, call: Call) -> str | None:
        """Ring all his phones; the party that he has accepted on, or None: then the line chooses the next.

        Who has accepted is busy until the end of `served`.
        """
        rung = Rung(call, self.queue, self.agent, self.queue.rules.ring_seconds)
        why: Why | None = "withdrawn"
        try:
            await rung.begin()
            why = await rung.until_accepted()
            if why is None and not self._line.rings(self._name, self.agent.id):
                why = "withdrawn"
        finally:
            await self._over(rung, why)
        return None if why else rung.accepted

    async def _over(self, rung: Rung, why: Why | None) -> None:
        try:
            await rung.stop()
        finally:
            if why is None:
                self._line.took(self._name, self.agent.id)
                rung.note(facts.ANSWERED, waited=None, estimate=None)
            elif why == "withdrawn":
                rung.note(facts.WITHDRAWN)
                self._line.tried(self._name, self.agent.id, why)
            else:
                missed(rung, self._line, self._name, why)

    def served(self, call: Call) -> Served:
        """`with reserved.served(call): …` once he has picked up: after it he is free again."""
        return Served(call, self.queue, self.agent.id)

    def leave(self) -> None:
        """The place is given up; nothing happens when it has been already."""
        self._line.leave(self._name)


Begin = Callable[[Account, Reserved], None]


def stand(world: World, account: Account, queue: UUID, place: Place, begin: Begin) -> None:
    """Take a place in line, unless it is taken; `begin` is told of each agent who is chosen."""
    line = live(world).line(account.id, queue)
    if line.rules is None or place.name in line.callers:
        return
    joined = line.now() if place.joined is None else place.joined
    waiting = Waiting(place.name, joined, place.priority, alone=True)
    tell = partial(_told, world, line, (account.id, place), begin)
    line.join(place.name, Caller(waiting, tell, place.number, None))


def _told(world: World, line: Line, who: tuple[UUID, Place], begin: Begin, word: Told) -> None:
    """That no agent is there makes no difference to who is not on the line; that the queue is gone does."""
    owner, place = who
    account, queue = live(world).account(owner), line.rules
    if account is None or queue is None:
        line.leave(place.name)
    elif isinstance(word, Ring):
        begin(account, Reserved(line, place, queue, agent_of(account, word.agent) or nobody(word.agent)))


def leave(world: World, account: UUID, queue: UUID, name: UUID) -> bool:
    """Stand in line no more; whether he did."""
    return live(world).line(account, queue).leave(name) is not None


def free_agents(world: World, account: UUID, queue: UUID) -> int:
    """How many could be rung at this moment beyond those whom the line needs."""
    line = live(world).line(account, queue)
    now = line.now()
    ready = sum(each.ready_at <= now < NEVER for each in line.agents())
    return max(0, ready - len(line.callers))
