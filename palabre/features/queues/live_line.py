"""One queue's callers, and the task that decides whose phone rings for whom."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from palabre.calls.call import Told
from palabre.calls.directory import Account
from palabre.features.queues.decide import decide, next_change
from palabre.features.queues.desk import Desk, Staff
from palabre.features.queues.estimate import Estimate
from palabre.features.queues.line import Agent, Tried, Waiting
from palabre.features.queues.snapshot import Queue, Queues, members_of
from palabre.kit.clock import Clock

Tell = Callable[[Told], None]
NOBODY = (1, 0.0)
REMEMBERED = 10_000
LONGEST_REST = 5.0
"""So late at most a line sees what nobody tells it: an agent more, or other rules."""


@dataclass(frozen=True)
class Ring(Told):
    """Let an agent's phones ring, for at most some seconds."""

    agent: UUID = UUID(int=0)
    seconds: float = 0


@dataclass(frozen=True)
class Nobody(Told):
    """No agent is there any more who could answer."""


@dataclass
class Caller:
    """One who waits: how he is told, and the wait foretold to him; `call` is None for a call-back."""

    waiting: Waiting
    tell: Tell
    number: str
    call: UUID | None
    foretold: float | None = None


class Line:
    """The callers of one queue. Its task lives as long as somebody waits; whatever changes wakes it."""

    def __init__(
        self, clock: Clock, queue: UUID, staff: Staff, account: Callable[[], Account | None]
    ) -> None:
        self._clock = clock
        self._account = account
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.queue = queue
        self.staff = staff
        self.callers: dict[UUID, Caller] = {}
        self.estimate = Estimate()
        self.held_until = 0.0
        self.served_by: dict[str, tuple[UUID, datetime]] = {}
        self.joined = self.answered = self.abandoned = self.full = self.called_back = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock.now().timestamp()

    @property
    def rules(self) -> Queue | None:
        """The queue as it is configured now; None when it has been deleted."""
        account = self._account()
        return account.part(Queues).by_id.get(self.queue) if account else None

    @property
    def first(self) -> tuple[int, float]:
        """The place of the caller who is next."""
        return min((each.waiting.place for each in self.callers.values()), default=NOBODY)

    def agents(self) -> list[Agent]:
        """The members as the decision sees them."""
        account, rules = self._account(), self.rules
        if account is None or rules is None:
            return []
        penalty = rules.busy_penalty_seconds
        seen = (self.staff.agent(account, each, penalty) for each in members_of(account, self.queue))
        return [each for each in seen if each is not None]

    def desks(self) -> list[Desk]:
        """Where the members sit."""
        account = self._account()
        members = members_of(account, self.queue) if account else ()
        return [self.staff.desk(account, each.agent) for each in members] if account else []

    def desk(self, agent: UUID) -> Desk:
        """One agent's; nobody's where the company has been removed while calls of it live."""
        account = self._account()
        return self.staff.desk(account, agent) if account else Desk(agent)

    def join(self, name: UUID, caller: Caller) -> None:
        """Somebody stands in line from now on, at the place of his arrival."""
        self.callers[name] = caller
        self.joined += caller.call is not None
        for desk in self.desks():
            if desk.unreachable and desk.doing == "idle":
                desk.ready_at = self.now()
        caller.foretold = self.foretell(self.position(name))
        self.look()

    def leave(self, name: UUID) -> Caller | None:
        """He stands there no more; the phones that rang for him are free."""
        caller = self.callers.pop(name, None)
        if caller is not None:
            for agent in list(caller.waiting.ringing):
                assert isinstance(agent, UUID)
                self.staff.free(self.desk(agent), self.now())
            self.look()
        return caller

    def position(self, name: UUID) -> int:
        """How many will be served before him, and he; from 1."""
        own = self.callers[name].waiting.place
        return 1 + sum(each.waiting.place < own for each in self.callers.values())

    def foretell(self, position: int) -> float | None:
        """The wait to expect at a position, in seconds."""
        present, now = {each.agent: each for each in self.desks() if each.present}, self.now()
        free = sum(each.ready_at <= now for each in self.agents() if each.id in present)
        ringing = sum(each.doing == "ringing" for each in present.values())
        return self.estimate.wait(position, len(present), free + ringing)

    def states(self) -> list[str]:
        """What each member does at the moment, in one word."""
        account, now = self._account(), self.now()
        if account is None:
            return []
        return [each.shown(now, self.staff.engaged(account, each)) for each in self.desks()]

    def rings(self, name: UUID, agent: UUID) -> bool:
        """Whether an agent's phone rings for somebody in line."""
        return name in self.callers and agent in self.callers[name].waiting.ringing

    def tried(self, name: UUID, agent: UUID, why: str) -> None:
        """An agent did not take the call that rang for a caller."""
        if not self.rings(name, agent):
            return
        waiting, rules, now = self.callers[name].waiting, self.rules, self.now()
        waiting.ringing.discard(agent)
        before = waiting.tried.get(agent, Tried(0, 0))
        waiting.tried[agent] = Tried(before.times + 1, now)
        self.staff.let_ring(self.desk(agent), now, why, rules.busy_penalty_seconds if rules else 0)
        self.look()

    def took(self, name: UUID, agent: UUID) -> Caller:
        """An agent has picked up: the caller leaves the line with him."""
        caller = self.callers[name]
        caller.waiting.ringing.discard(agent)
        self.staff.talks(self.desk(agent))
        if caller.call is None:
            self.called_back += 1
        else:
            self.answered += 1
            self.estimate.check(caller.foretold, self.now() - caller.waiting.joined)
        self.leave(name)
        return caller

    def remember(self, caller: str, agent: UUID) -> None:
        """An agent has served a caller; the table that outlives this process follows a moment later."""
        if len(self.served_by) >= REMEMBERED:
            self.served_by.clear()
        self.served_by[caller] = agent, self._clock.now()

    def familiar(self, caller: str, hours: int) -> UUID | None:
        """The agent who served a caller last, if that was not too long ago."""
        account = self._account()
        stored = account.part(Queues).familiar if account else {}
        known = self.served_by.get(caller) or stored.get((self.queue, caller))
        if known is None or self._clock.now() - known[1] >= timedelta(hours=hours):
            return None
        return known[0]

    def take_up(self, agent: UUID) -> None:
        """An agent talks already, since before this process was restarted."""
        self.staff.talks(self.desk(agent))

    def look(self) -> None:
        """Decide again, soon."""
        self._changed.set()
        if self.callers and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self.callers:
            self._changed.clear()
            self._decide()
            try:
                async with asyncio.timeout(self._rest()):
                    await self._changed.wait()
            except TimeoutError:
                continue

    def _decide(self) -> None:
        rules, now = self.rules, self.now()
        if now < self.held_until:
            return
        agents = self.agents()
        line = [each.waiting for each in self.callers.values()]
        for offer in decide(line, agents, now, rules.rules) if rules else ():
            assert isinstance(offer.agent, UUID) and isinstance(offer.caller, UUID)
            caller = self.callers[offer.caller]
            caller.waiting.ringing.add(offer.agent)
            self.staff.rings(self.desk(offer.agent), now)
            caller.tell(Ring(agent=offer.agent, seconds=offer.seconds))
        if rules is None or (rules.leave_without_agents and not self._hope()):
            for each in list(self.callers.values()):
                each.tell(Nobody())

    def _hope(self) -> bool:
        """Whether anybody may still answer."""
        account = self._account()
        return account is not None and any(self.staff.may_come(account, each) for each in self.desks())

    def _rest(self) -> float:
        rules, now = self.rules, self.now()
        line = [each.waiting for each in self.callers.values()]
        moment = next_change(line, self.agents(), now, rules.rules) if rules else None
        if now < self.held_until:
            moment = self.held_until
        return min(max(moment - now, 0.001), LONGEST_REST) if moment is not None else LONGEST_REST
