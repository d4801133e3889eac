"""What became of a simulation."""

from dataclasses import dataclass, field

from palabre.features.queues.simulation.workload import Workload


@dataclass
class Results:
    """Counts, and seconds of waiting of everybody who was answered or gave up."""

    workload: Workload
    offers: int = 0
    missed: int = 0
    refused: int = 0
    longest_line: int = 0
    lasted: float = 0
    busy: float = 0
    waits: list[float] = field(default_factory=list)
    lost_waits: list[float] = field(default_factory=list)

    def length(self, callers: int) -> None:
        """The line is so long now."""
        self.longest_line = max(self.longest_line, callers)

    def answered(self, waited: float, occupied: float) -> None:
        """A caller got an agent, who is occupied for so long."""
        self.waits.append(waited)
        self.busy += occupied

    def gave_up(self, waited: float) -> None:
        """A caller left."""
        self.lost_waits.append(waited)

    @property
    def calls(self) -> int:
        """All that came."""
        return len(self.waits) + len(self.lost_waits) + self.refused

    @property
    def abandoned(self) -> float:
        """The share of callers who gave up."""
        return len(self.lost_waits) / self.calls

    @property
    def service_level(self) -> float:
        """The share of all callers who were answered in time."""
        in_time = sum(each <= self.workload.service_seconds for each in self.waits)
        return in_time / self.calls

    @property
    def mean_wait(self) -> float:
        """Seconds until an answer, on average."""
        return sum(self.waits) / len(self.waits) if self.waits else 0.0

    def wait(self, share: float) -> float:
        """The wait that this share of the answered callers stayed below."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    @property
    def load(self) -> float:
        """The share of their time in which the agents talk or wrap up."""
        return self.busy / (self.lasted * sum(self.workload.agents)) if self.lasted else 0.0
