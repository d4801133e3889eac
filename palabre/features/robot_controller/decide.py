"""What is to be done with each lost caller at this moment: values in, values out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

State = Literal["waiting", "calling", "tried", "removed"]
NOT_COUNTED = frozenset({"operator_left", "talking"})
"""Where the client's phone has not rung no attempt is used up."""
FINAL = frozenset({"forbidden", "own_number"})
SHORT_PAUSE = timedelta(seconds=60)
ASK_AGAIN = timedelta(seconds=5)


@dataclass(frozen=True)
class Rules:
    """How the robot of one queue works; pauses by cause."""

    queue: UUID
    calling_queue: UUID
    attempts: int
    pauses: Mapping[str, timedelta]
    enabled: bool = True


@dataclass(frozen=True)
class Entry:
    """One lost caller; `why` is the result of his last attempt, `at_once` is by order of a person."""

    id: UUID
    queue: UUID
    number: str
    state: State
    due: datetime
    attempts: int = 0
    why: str = ""
    at_once: bool = False
    claim: UUID | None = None
    claimed: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """What can be seen of the calls: free agents by queue, numbers that talk, queues in their hours."""

    free: Mapping[UUID, int]
    talking: frozenset[str]
    open: frozenset[UUID]


@dataclass(frozen=True)
class Call:
    """Begin an attempt."""

    entry: Entry


@dataclass(frozen=True)
class Remind:
    """The calls shall know that an attempt is due: they may have died meanwhile."""

    entry: Entry


@dataclass(frozen=True)
class Again:
    """Wait until `due`."""

    entry: Entry
    due: datetime
    attempts: int


@dataclass(frozen=True)
class GiveUp:
    """Not any more."""

    entry: Entry
    why: str
    attempts: int


@dataclass(frozen=True)
class Drop:
    """No phone shall ring for the attempt that stands in line."""

    entry: Entry


Action = Call | Remind | Again | GiveUp | Drop


def decide(
    entries: Iterable[Entry], rules: Mapping[UUID, Rules], seen: Seen, now: datetime
) -> Iterator[Action]:
    """Who was ordered comes first, then who has been due for longest; no more calls than free agents."""
    free, engaged = dict(seen.free), set(seen.talking)
    for entry in sorted(entries, key=lambda each: (not each.at_once, each.due, each.id)):
        known = rules.get(entry.queue)
        allowed = entry.at_once or entry.queue in seen.open
        if entry.state == "removed":
            yield Drop(entry)
        elif entry.state == "calling":
            yield from _calling(entry, known, allowed, now)
        elif known is None or not known.enabled:
            yield GiveUp(entry, "switched_off", entry.attempts)
        elif entry.state == "tried":
            yield _tried(entry, known, now)
        elif (
            entry.due <= now
            and allowed
            and entry.number not in engaged
            and free.get(known.calling_queue, 0) > 0
        ):
            free[known.calling_queue] -= 1
            engaged.add(entry.number)
            yield Call(entry)


def _calling(entry: Entry, rules: Rules | None, allowed: bool, now: datetime) -> Iterator[Action]:
    if rules is None or not rules.enabled or not allowed:
        yield Drop(entry)
    elif entry.claimed is None or now - entry.claimed >= ASK_AGAIN:
        yield Remind(entry)


def _tried(entry: Entry, rules: Rules, now: datetime) -> Action:
    attempts = entry.attempts + (entry.why not in NOT_COUNTED)
    if entry.why in FINAL or attempts >= rules.attempts:
        return GiveUp(entry, entry.why, attempts)
    pause = SHORT_PAUSE if entry.why in NOT_COUNTED else rules.pauses.get(entry.why, rules.pauses["failed"])
    return Again(entry, now + pause, attempts)
