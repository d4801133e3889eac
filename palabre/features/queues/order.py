"""Which of several free agents comes first."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from palabre.features.queues.line import Agent, Rules, Strategy, Waiting

Key = Callable[[Agent, Waiting], Any]


def _skilled(agent: Agent, caller: Waiting) -> tuple[int, float]:
    """The most skilled for who asks for skills; for others the least skilled, to spare the specialists."""
    if caller.skills:
        return -sum(agent.skills.get(each, 0) for each in caller.skills), agent.idle_since
    return sum(agent.skills.values()), agent.idle_since


KEYS: dict[Strategy, Key] = {
    Strategy.IN_TURN: lambda agent, _: (agent.last_offer, agent.position),
    Strategy.ALL: lambda agent, _: (agent.last_offer, agent.position),
    Strategy.LEAST_LOADED: lambda agent, _: (agent.talked, agent.idle_since),
    Strategy.LONGEST_IDLE: lambda agent, _: (agent.idle_since, agent.position),
    Strategy.FEWEST_CALLS: lambda agent, _: (agent.calls, agent.idle_since),
    Strategy.SKILLS: _skilled,
}


def first(agents: Sequence[Agent], caller: Waiting, rules: Rules) -> Agent:
    """The one to ring."""
    if rules.strategy is Strategy.RANDOM:
        attempts = sum(each.times for each in caller.tried.values())
        return Random(f"{rules.seed} {caller.id} {attempts}").choice(agents)
    key = KEYS[rules.strategy]
    return min(agents, key=lambda agent: key(agent, caller))
