"""Who waits, who could answer, and by which rules: what the decision of a queue looks at.

Times are seconds on any one clock.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

NEVER = inf
Skills = Mapping[str, int]


class Strategy(StrEnum):
    """Which of several free agents a caller is offered to.

    The load of `least_loaded` is the time spent talking; `fewest_calls` puts the last to answer at the back.
    """

    IN_TURN = "in_turn"
    ALL = "all"
    RANDOM = "random"
    LEAST_LOADED = "least_loaded"
    LONGEST_IDLE = "longest_idle"
    FEWEST_CALLS = "fewest_calls"
    SKILLS = "skills"


@dataclass(slots=True)
class Agent:
    """One who could answer: at `ready_at` he may be disturbed (NEVER: he rings, talks or is paused).

    `last_offer` counts the queue's offers up to his latest one; `position` is his place among the members.
    """

    id: Hashable
    level: int = 0
    position: int = 0
    skills: Skills = field(default_factory=dict)
    ready_at: float = 0
    idle_since: float = 0
    last_offer: int = 0
    calls: int = 0
    talked: float = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """How often an agent has let a caller ring in vain, and when last."""

    times: int
    at: float


@dataclass(slots=True)
class Waiting:
    """One caller in line since `joined`; the greatest priority is served first.

    `familiar` is the agent who knows him, `ringing` are those whose phones ring for him at the moment. For
    one who is not on the line himself, to be called back, only one agent rings at a time (`alone`).
    """

    id: Hashable
    joined: float
    priority: int = 0
    skills: Skills = field(default_factory=dict)
    familiar: Hashable | None = None
    alone: bool = False
    ringing: set[Hashable] = field(default_factory=set)
    tried: dict[Hashable, Tried] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, float]:
        """What the line is ordered by."""
        return -self.priority, self.joined


@dataclass(frozen=True, slots=True)
class Rules:
    """How a queue works: ring for `ring_seconds`, not the same agent for the same caller before a pause.

    Demands for skills fall by one level every `relax_seconds` (None: never); `seed` makes chance repeatable.
    """

    strategy: Strategy = Strategy.IN_TURN
    ring_seconds: float = 20
    pause_seconds: float = 5
    wrap_up_seconds: float = 0
    familiar_seconds: float = 15
    relax_seconds: float | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """An agent's phone is to ring for a caller, for at most some seconds."""

    caller: Hashable
    agent: Hashable
    seconds: float
