"""What comes to a queue, and who answers: the assumptions of a simulation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from palabre.features.queues.line import Rules


@dataclass(frozen=True)
class Workload:
    """Callers at random moments, `per_hour` on average; seconds of talk and of patience are averages too.

    `agents` are counted by level: (6, 2) is six of level 0 and two of level 1. An agent picks up after about
    `answer_seconds`, and lets it ring in vain with the chance `missed`.
    """

    calls: int = 100_000
    per_hour: float = 100
    talk_seconds: float = 180
    patience_seconds: float = 120
    agents: Sequence[int] = (6,)
    answer_seconds: float = 4
    missed: float = 0.0
    max_length: int | None = None
    service_seconds: float = 20
    rules: Rules = field(default_factory=Rules)


class Chance:
    """What happens at random, the same for the same seed."""

    def __init__(self, workload: Workload) -> None:
        self._workload = workload
        self._random = Random(workload.rules.seed)

    def until_next_call(self) -> float:
        """Seconds between two callers who know nothing of each other."""
        return self._random.expovariate(self._workload.per_hour / 3600)

    def talk(self) -> float:
        """How long one conversation lasts."""
        return self._random.expovariate(1 / self._workload.talk_seconds)

    def patience(self) -> float:
        """How long a caller waits before he gives up."""
        return self._random.expovariate(1 / self._workload.patience_seconds)

    def answer(self) -> float | None:
        """How long an agent's phone rings; None when he does not pick up."""
        workload = self._workload
        if workload.missed and self._random.random() < workload.missed:
            return None
        return self._random.uniform(0.5, 1.5) * workload.answer_seconds
