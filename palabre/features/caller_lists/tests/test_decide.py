"""Which list decides, compared with the precedence as people are told it."""

from datetime import UTC, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.features.caller_lists.decide import LEVELS, Asked, decide
from palabre.features.caller_lists.entries import read
from palabre.features.caller_lists.match import NEVER, matcher
from palabre.features.caller_lists.snapshot import Action, CallerList, CallerLists, Direction, Level, Rule

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
CALLER = "+2250700000001"
NUMBER, EXTENSION, ELSEWHERE = (UUID(int=each) for each in (1, 2, 3))
PLACES: dict[Level, list[UUID | None]] = {
    "account": [None],
    "number": [NUMBER, ELSEWHERE],
    "extension": [EXTENSION, ELSEWHERE],
}
ENTRIES = [CALLER, "+22507*", "country:CI", "+33142685300", "anonymous"]


class Described(NamedTuple):
    """A rule and its list."""

    level: Level
    place: UUID | None
    direction: Direction
    kind: Literal["black", "white"]
    only_these: bool
    entries: list[str]


def rules_at(level: Level) -> st.SearchStrategy[Described]:
    return st.builds(
        Described,
        st.just(level),
        st.sampled_from(PLACES[level]),
        st.sampled_from(["inbound", "inbound", "outbound"]),
        st.sampled_from(["black", "white"]),
        st.booleans(),
        st.lists(st.sampled_from(ENTRIES), max_size=2),
    )


def told(rules: list[Described]) -> str | None:
    """Level by level: a white list with the caller, a black one with him, a white one for nobody else."""
    listed = set(ENTRIES[:3])
    for level in LEVELS:
        here = [
            (each.kind, each.only_these, bool(listed & set(each.entries)))
            for each in rules
            if (each.level, each.direction) == (level, "inbound") and each.place != ELSEWHERE
        ]
        if any(kind == "white" and found for kind, _, found in here):
            return "passed"
        if any(kind == "black" and found for kind, _, found in here):
            return "refused"
        if any(kind == "white" and only for kind, only, _ in here):
            return "refused"
    return None


@given(st.lists(st.one_of([rules_at(each) for each in LEVELS]), max_size=8))
@settings(max_examples=300, deadline=None)
def test_the_decision_is_the_one_that_people_are_told(rules: list[Described]) -> None:
    lists, made = {}, []
    for at, each in enumerate(rules, 10):
        name = UUID(int=at)
        entries = matcher((read(value, "CI"), NEVER) for value in each.entries)
        lists[name] = CallerList(name, "", each.kind, 1, entries)
        place = (each.direction, each.level, each.place, each.only_these)
        made.append(Rule(name, name, *place, Action("reject")))
    decided = decide(CallerLists(lists, made), Asked("inbound", CALLER, NUMBER, EXTENSION), NOW)
    assert (decided and decided.says) == told(rules)
