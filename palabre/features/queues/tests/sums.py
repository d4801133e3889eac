"""The figures of queues, summed fact by fact: what the process counts, and the database, must agree."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened


@dataclass
class Sums:
    """What happened in one queue; `waits` of the callers who were answered, in seconds.

    `agents` counts the calls that each has taken, `taken` those of all; of these `called_back` were to call
    somebody back.
    """

    joined: int = 0
    offered: int = 0
    missed: int = 0
    withdrawn: int = 0
    full: int = 0
    taken: int = 0
    called_back: int = 0
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


COUNTED = {
    happened.FULL: "full",
    happened.JOINED: "joined",
    happened.OFFERED: "offered",
    happened.MISSED: "missed",
    happened.WITHDRAWN: "withdrawn",
}


def _add(sums: Sums, fact: Fact) -> None:
    data = fact.data
    if (name := COUNTED.get(fact.kind)) is not None:
        setattr(sums, name, getattr(sums, name) + 1)
    elif fact.kind == happened.ANSWERED:
        _answered(sums, data)
    elif fact.kind == happened.SERVED and data["talked"]:
        sums.talks.append(data["talked"] / 1000)
    elif fact.kind == happened.LEFT:
        sums.left[data["why"]] += 1
        if data["why"] == "answered":
            sums.waits.append(data["waited"] / 1000)


def _answered(sums: Sums, data: Mapping[str, Any]) -> None:
    sums.taken += 1
    sums.agents[data["agent"]] += 1
    sums.called_back += data["waited"] is None
    if data["estimate"] is not None:
        sums.errors.append(abs(data["estimate"] - data["waited"] / 1000))


def mean(values: list[float]) -> float | None:
    """The average; None of nothing."""
    return sum(values) / len(values) if values else None
