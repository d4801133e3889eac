"""How long a caller will wait, foretold from the queue's own last conversations, and how wrong that was."""

from collections import deque

REMEMBERED = 50
ENOUGH = 3


class Estimate:
    """Learns from what the agents are occupied with; its error is the mean of its last misjudgements."""

    def __init__(self) -> None:
        self._occupied: deque[float] = deque(maxlen=REMEMBERED)
        self._errors: deque[float] = deque(maxlen=REMEMBERED)

    def learn(self, occupied: float) -> None:
        """An agent was occupied for so many seconds with one caller: ringing, talking, wrapping up."""
        self._occupied.append(occupied)

    def check(self, foretold: float | None, waited: float) -> None:
        """A caller to whom a wait was foretold has been answered."""
        if foretold is not None:
            self._errors.append(abs(foretold - waited))

    def wait(self, position: int, agents: int, free: int) -> float | None:
        """Seconds for the caller at a position (from 1); None as long as too little is known.

        `free` of the `agents` who are there take calls at once. Of those who are busy one becomes free every
        `occupied / agents` seconds on average.
        """
        if position <= free:
            return 0.0
        if len(self._occupied) < ENOUGH or agents == 0:
            return None
        occupied = sum(self._occupied) / len(self._occupied)
        return (position - free) * occupied / agents

    @property
    def error(self) -> float | None:
        """The mean of the differences between foretold and real waits, in seconds."""
        return sum(self._errors) / len(self._errors) if self._errors else None
