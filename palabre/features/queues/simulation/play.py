"""The simulation: events in the order of their time, and the live queue's decision after each of them."""

import heapq
import itertools
from collections.abc import Callable
from functools import partial

from palabre.features.queues.decide import decide, next_change
from palabre.features.queues.line import NEVER, Agent, Offer, Strategy, Tried, Waiting
from palabre.features.queues.simulation.results import Results
from palabre.features.queues.simulation.workload import Chance, Workload

Act = Callable[[], None]


def simulate(workload: Workload) -> Results:
    """Let all calls of a workload come, wait, and be answered or leave."""
    return _Play(workload).to_the_end()


class _Play:
    def __init__(self, workload: Workload) -> None:
        self._workload = workload
        self._rules = workload.rules
        self._chance = Chance(workload)
        self._agents = _agents(workload)
        self._by_id = {each.id: each for each in self._agents}
        self._line: dict[int, Waiting] = {}
        self._events: list[tuple[float, int, Act]] = []
        self._numbers = itertools.count()
        self._offers = itertools.count(1)
        self._woken = NEVER
        self._now = 0.0
        self._left_to_come = workload.calls
        self._results = Results(workload)

    def to_the_end(self) -> Results:
        """Until the last caller has left and the last agent is free again."""
        self._at(self._chance.until_next_call(), self._arrive)
        while self._events:
            self._now, _, act = heapq.heappop(self._events)
            act()
            if self._line:
                self._offer()
        return self._results

    def _at(self, moment: float, act: Act) -> None:
        heapq.heappush(self._events, (moment, next(self._numbers), act))

    def _arrive(self) -> None:
        self._left_to_come -= 1
        if self._left_to_come:
            self._at(self._now + self._chance.until_next_call(), self._arrive)
        limit = self._workload.max_length
        if limit is not None and len(self._line) >= limit:
            self._results.refused += 1
            return
        caller = next(self._numbers)
        self._line[caller] = Waiting(caller, self._now)
        self._results.length(len(self._line))
        self._at(self._now + self._chance.patience(), partial(self._give_up, caller))

    def _give_up(self, caller: int) -> None:
        waiting = self._line.pop(caller, None)
        if waiting is None:
            return
        self._results.gave_up(self._now - waiting.joined)
        for agent in waiting.ringing:
            self._free(self._by_id[agent], self._now)

    def _offer(self) -> None:
        for offer in decide(self._line.values(), self._agents, self._now, self._rules):
            self._ring(offer)
        if self._rules.strategy is Strategy.SKILLS or self._workload.missed:
            self._wake()

    def _wake(self) -> None:
        """Time alone may bring an offer: a pause that ends, a demand that falls."""
        moment = next_change(self._line.values(), self._agents, self._now, self._rules)
        if moment is not None and (moment < self._woken or self._woken <= self._now):
            self._woken = moment
            self._at(moment, lambda: None)

    def _ring(self, offer: Offer) -> None:
        agent, caller = self._by_id[offer.agent], offer.caller
        assert isinstance(caller, int)
        agent.ready_at, agent.last_offer = NEVER, next(self._offers)
        self._line[caller].ringing.add(agent.id)
        self._results.offers += 1
        answer = self._chance.answer()
        if answer is None or answer > offer.seconds:
            self._at(self._now + offer.seconds, partial(self._miss, caller, agent))
        else:
            self._at(self._now + answer, partial(self._answer, caller, agent))

    def _miss(self, caller: int, agent: Agent) -> None:
        waiting = self._line.get(caller)
        if waiting is None or agent.id not in waiting.ringing:
            return
        waiting.ringing.discard(agent.id)
        before = waiting.tried.get(agent.id, Tried(0, 0))
        waiting.tried[agent.id] = Tried(before.times + 1, self._now)
        self._results.missed += 1
        self._free(agent, self._now)

    def _answer(self, caller: int, agent: Agent) -> None:
        waiting = self._line.get(caller)
        if waiting is None or agent.id not in waiting.ringing:
            return
        del self._line[caller]
        for other in waiting.ringing - {agent.id}:
            self._free(self._by_id[other], self._now)
        talk = self._chance.talk()
        self._results.answered(self._now - waiting.joined, talk + self._rules.wrap_up_seconds)
        agent.calls += 1
        agent.talked += talk
        self._free(agent, self._now + talk + self._rules.wrap_up_seconds)

    def _free(self, agent: Agent, moment: float) -> None:
        agent.ready_at = agent.idle_since = moment
        self._results.lasted = max(self._results.lasted, moment)
        if moment > self._now:
            self._at(moment, lambda: None)


def _agents(workload: Workload) -> list[Agent]:
    levels = [level for level, count in enumerate(workload.agents) for _ in range(count)]
    return [Agent(("agent", place), level, place) for place, level in enumerate(levels)]
