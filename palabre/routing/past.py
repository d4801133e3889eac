"""A call of the past, read from its facts: what everybody did in it, so that it can be lived once more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from palabre.calls.facts import Fact, Kind
from palabre.calls.parties import Missed
from palabre.phone.causes import Cause
from palabre.phone.script import Absent, Answers, Behaviour, Refuses, Rings, SaysNothing

BEATS = frozenset({Kind.PLAYED, Kind.RECORDED, Kind.TALK_STARTED, Kind.TALK_ENDED})
"""What a caller waits for before he acts."""

OUR_DOING = frozenset({Cause.NORMAL, Cause.ANSWERED_ELSEWHERE})
"""Why a phone stops ringing that did not refuse."""


@dataclass(frozen=True)
class Act:
    """So many seconds after a beat the caller pressed a key, or hung up (None)."""

    seconds: float
    key: str | None


@dataclass(frozen=True)
class Visit:
    """One stay in a step: what the caller did after entering it, after the first beat, and so on."""

    flow: str
    step: str
    type: str
    beats: list[list[Act]] = field(default_factory=lambda: [[]])
    variables: dict[str, Any] = field(default_factory=dict)
    exits: list[str | None] = field(default_factory=list)


@dataclass(frozen=True)
class Past:
    """A call from its entry into a scenario on; `dials` are, by who was called, the phones of each time."""

    began: datetime
    seconds: float
    left_by_himself: bool
    visits: list[Visit]
    dials: dict[str, list[list[Behaviour]]]
    sounds: dict[tuple[str, ...], float]


def same_flow(key: str) -> str:
    """A flow's key without the version."""
    return ":".join(key.split(":")[:2])


def since_entry(facts: Sequence[Fact], scenario: str) -> Sequence[Fact]:
    """The facts from the first step in a scenario on; all of them when the call was never in it."""
    for place, fact in enumerate(facts):
        if fact.kind == Kind.STEP_ENTERED and same_flow(fact.data["flow"]) == scenario:
            return facts[place:]
    return facts


def read_past(facts: Sequence[Fact], caller: str) -> Past:
    """Read the facts of an ended call, in order; `caller` is the name of his party."""
    return Past(
        began=facts[0].at,
        seconds=_between(facts[0], facts[-1]),
        left_by_himself=facts[-1].data["by"] == "caller",
        visits=list(_visits(facts, caller)),
        dials=_dials(facts, caller),
        sounds=_sounds(facts),
    )


def _between(before: Fact, after: Fact) -> float:
    return (after.at - before.at).total_seconds()


def _visits(facts: Sequence[Fact], caller: str) -> Iterator[Visit]:
    visit: Visit | None = None
    beat = facts[0]
    for fact in facts:
        if fact.kind == Kind.STEP_ENTERED:
            beat = fact
            visit = Visit(same_flow(fact.data["flow"]), fact.data["step"], fact.data["type"])
            yield visit
        elif visit is not None:
            if fact.kind in BEATS:
                beat = fact
                visit.beats.append([])
            _note(visit, fact, _between(beat, fact), caller)


def _note(visit: Visit, fact: Fact, seconds: float, caller: str) -> None:
    if fact.kind == Kind.KEY_PRESSED:
        visit.beats[-1].append(Act(seconds, fact.data["key"]))
    elif fact.kind == Kind.PARTY_LEFT and fact.data["party"] == caller:
        visit.beats[-1].append(Act(seconds, None))
    elif fact.kind == Kind.VARIABLE_SET and fact.data["scope"] == "call":
        visit.variables[fact.data["name"]] = fact.data["value"]
    elif fact.kind == Kind.STEP_LEFT:
        visit.exits.append(fact.data["exit"])


def _sounds(facts: Sequence[Fact]) -> dict[tuple[str, ...], float]:
    """How long each sound is; one that was always cut is longer than what was heard of it."""
    whole: dict[tuple[str, ...], float] = {}
    cut: dict[tuple[str, ...], float] = {}
    for fact in facts:
        if fact.kind == Kind.PLAYED:
            known = cut if fact.data["cut"] else whole
            said = tuple(fact.data["said"])
            known[said] = max(known.get(said, 0), fact.data["ms"] / 1000)
    return {said: seconds + 1 for said, seconds in cut.items()} | whole


def _dials(facts: Sequence[Fact], caller: str) -> dict[str, list[list[Behaviour]]]:
    dials: dict[str, list[list[Behaviour]]] = {}
    gone = [each for each in facts if each.kind == Kind.PARTY_LEFT and each.data["party"] == caller]
    for place, fact in enumerate(facts):
        if fact.kind == Kind.DIALLED:
            after = facts[place + 1 :]
            own = [
                {each.kind: each for each in reversed(after) if each.data.get("party") == party}
                for party in fact.data["parties"]
            ]
            phones = [_behaviour(fact, after, each, gone[0] if gone else None) for each in own]
            dials.setdefault(fact.data["to"], []).append(phones)
    return dials


def _behaviour(
    dialled: Fact, after: Sequence[Fact], own: dict[str, Fact], caller_left: Fact | None
) -> Behaviour:
    """What one phone did, by its own facts; one that never refused would have gone on ringing."""
    left = own.get(Kind.PARTY_LEFT)
    if answered := own.get(Kind.PARTY_ANSWERED):
        return Answers(_between(dialled, answered), _talked(answered, left, caller_left))
    if left is not None and left.data["cause"] not in OUR_DOING:
        return Refuses(left.data["cause"], left.data["sip"], _between(dialled, left))
    missed = next((each for each in after if each.kind in (Kind.DIAL_MISSED, Kind.DIALLED)), None)
    result = missed.data.get("result") if missed else None
    if left is None:  # whoever was reached and refused has left, and patience has not run out
        return Rings() if result in (None, Missed.NO_ANSWER) else Absent()
    return SaysNothing() if result == Missed.UNAVAILABLE and Kind.RANG not in own else Rings()


def _talked(answered: Fact, left: Fact | None, caller_left: Fact | None) -> float | None:
    """How long a party talked until it hung up itself; None when the caller did, or we."""
    itself = left is not None and (caller_left is None or left.seq < caller_left.seq)
    return _between(answered, left) if left is not None and itself else None
