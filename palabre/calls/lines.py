"""Which live parties each phone and each trunk has at the moment, and in which call each of them is."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One live party: the SIP identity that it speaks over, and its call."""

    endpoint: str
    call: UUID


class Lines:
    """Kept by the calls themselves: whoever owns a party is on the line, from the first ring on.

    A party that goes from one call to another keeps its identity when the new call owns it before the old
    one disowns it.
    """

    def __init__(self) -> None:
        self.parties: dict[str, Line] = {}
        self._of: dict[str, set[str]] = {}
        self._watchers: list[Callable[[str, Line], None]] = []

    def watch(self, told: Callable[[str, Line], None]) -> None:
        """Tell of every party that leaves, and of the line that it was on."""
        self._watchers.append(told)

    def of(self, endpoint: str) -> frozenset[str]:
        """The parties of a SIP identity that ring or are in a call."""
        found = self._of.get(endpoint)
        return frozenset(found) if found else NONE

    def count(self, endpoint: str) -> int:
        """How many they are."""
        return len(self._of.get(endpoint, NONE))

    def take(self, party: str, call: UUID, endpoint: str = "") -> None:
        """A call owns a party from now on; without an identity it keeps the one it had."""
        known = self.parties.get(party)
        endpoint = endpoint or (known.endpoint if known else "")
        if not endpoint:
            return
        if known is not None and known.endpoint != endpoint:
            self.leave(party)
        self.parties[party] = Line(endpoint, call)
        self._of.setdefault(endpoint, set()).add(party)

    def leave(self, party: str) -> None:
        """The party is on no line any more."""
        known = self.parties.pop(party, None)
        if known is None:
            return
        there = self._of[known.endpoint]
        there.discard(party)
        if not there:
            del self._of[known.endpoint]
        for told in self._watchers:
            told(party, known)
