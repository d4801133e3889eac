"""The figures of queues, summed from the log alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened


@dataclass
class Sums:
    """What happened to the callers of one queue; `waits` of those who were answered, in seconds.

    `agents` counts the calls that each has taken, `taken` those of all; to call somebody back counts too.
    """

    joined: int = 0
    offered: int = 0
    missed: int = 0
    withdrawn: int = 0
    taken: int = 0
    waits: list[float] = field(default_factory=list)
    talks: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    agents: Counter[str] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """Callers whom an agent took."""
        return len(self.waits)

    @property
    def abandoned(self) -> int:
        """Callers who hung up in line."""
        return self.left["abandoned"]

    def service_level(self, seconds: float) -> float | None:
        """The share of all who have left the line that was answered within so many seconds."""
        left = self.left.total()
        return sum(each <= seconds for each in self.waits) / left if left else None


def sum_up(facts: Iterable[Fact], queue: str) -> Sums:
    """The figures of one queue; facts of other queues and of other things are passed over."""
    sums = Sums()
    for fact in facts:
        if fact.data.get("queue") == queue:
            _add(sums, fact)
    return sums


def _add(sums: Sums, fact: Fact) -> None:
    data = fact.data
    match fact.kind:
        case happened.JOINED:
            sums.joined += 1
        case happened.OFFERED:
            sums.offered += 1
        case happened.MISSED:
            sums.missed += 1
        case happened.WITHDRAWN:
            sums.withdrawn += 1
        case happened.ANSWERED:
            sums.taken += 1
            sums.agents[data["agent"]] += 1
            if data["estimate"] is not None:
                sums.errors.append(abs(data["estimate"] - data["waited"] / 1000))
        case happened.SERVED:
            sums.talks.append(data["talked"] / 1000)
        case happened.LEFT:
            sums.left[data["why"]] += 1
            if data["why"] == "answered":
                sums.waits.append(data["waited"] / 1000)


def mean(values: list[float]) -> float | None:
    """The average; None of nothing."""
    return sum(values) / len(values) if values else None
