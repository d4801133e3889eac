"""Whom the robot calls, and when."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.features.robot_controller.decide import (
    Action,
    Again,
    Call,
    Drop,
    Entry,
    GiveUp,
    Remind,
    Rules,
    Seen,
    decide,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
QUEUE, OTHER, AGENTS = uuid4(), uuid4(), uuid4()
PAUSES = {"busy": timedelta(minutes=2), "no_answer": timedelta(minutes=15), "failed": timedelta(minutes=5)}
RULES = {QUEUE: Rules(QUEUE, AGENTS, 3, PAUSES)}
CLIENT = Entry(uuid4(), QUEUE, "+2250700000001", "waiting", NOW)
FREE = Seen({AGENTS: 2}, frozenset(), frozenset({QUEUE}))
TRIED = replace(CLIENT, state="tried", claim=uuid4())
STANDING = replace(CLIENT, state="calling", claim=uuid4(), claimed=NOW)


def again(entry: Entry, minutes: float, attempts: int) -> list[Action]:
    return [Again(entry, NOW + timedelta(minutes=minutes), attempts)]


BUSY, SILENT = replace(TRIED, why="busy"), replace(TRIED, why="no_answer", attempts=1)
ODD, LAST = replace(TRIED, why="unavailable"), replace(TRIED, why="busy", attempts=2)
LEFT, LISTED = replace(TRIED, why="operator_left", attempts=2), replace(TRIED, why="forbidden")
ORDERED, ORPHAN = replace(CLIENT, at_once=True), replace(CLIENT, queue=OTHER)
OLD = replace(STANDING, claimed=NOW - timedelta(seconds=6))
GONE = replace(STANDING, state="removed")
CASES: list[tuple[str, Entry, Seen, list[Action]]] = [
    ("due, and an agent is free", CLIENT, FREE, [Call(CLIENT)]),
    ("not yet", replace(CLIENT, due=NOW + timedelta(seconds=1)), FREE, []),
    ("no agent is free", CLIENT, replace(FREE, free={AGENTS: 0}), []),
    ("agents of another queue do not call", CLIENT, replace(FREE, free={QUEUE: 5}), []),
    ("quiet hours", CLIENT, replace(FREE, open=frozenset()), []),
    ("an order goes before quiet hours", ORDERED, replace(FREE, open=frozenset()), [Call(ORDERED)]),
    ("he speaks with us", CLIENT, replace(FREE, talking=frozenset({CLIENT.number})), []),
    ("busy", BUSY, FREE, again(BUSY, 2, 1)),
    ("no answer", SILENT, FREE, again(SILENT, 15, 2)),
    ("not reached", ODD, FREE, again(ODD, 5, 1)),
    ("the last attempt", LAST, FREE, [GiveUp(LAST, "busy", 3)]),
    ("the agent hung up early", LEFT, FREE, again(LEFT, 1, 2)),
    ("blacklisted", LISTED, FREE, [GiveUp(LISTED, "forbidden", 1)]),
    ("no robot any more", ORPHAN, FREE, [GiveUp(ORPHAN, "switched_off", 0)]),
    ("ordered just now", STANDING, FREE, []),
    ("ordered a while ago", OLD, FREE, [Remind(OLD)]),
    ("quiet hours begin", STANDING, replace(FREE, open=frozenset()), [Drop(STANDING)]),
    ("removed while he stands in line", GONE, FREE, [Drop(GONE)]),
]


@pytest.mark.parametrize(
    ("entry", "seen", "expected"), [each[1:] for each in CASES], ids=[c[0] for c in CASES]
)
def test_one_client(entry: Entry, seen: Seen, expected: list[Action]) -> None:
    assert list(decide([entry], RULES, seen, NOW)) == expected


def test_a_robot_that_is_switched_off_gives_up() -> None:
    rules = {QUEUE: replace(RULES[QUEUE], enabled=False)}
    assert list(decide([CLIENT], rules, FREE, NOW)) == [GiveUp(CLIENT, "switched_off", 0)]


ENTRIES = st.builds(
    Entry,
    id=st.uuids(),
    queue=st.sampled_from([QUEUE, OTHER]),
    number=st.sampled_from([f"+22507000000{each:02}" for each in range(20)]),
    state=st.sampled_from(["waiting", "calling", "tried", "removed"]),
    due=st.integers(-500, 500).map(lambda seconds: NOW + timedelta(seconds=seconds)),
    attempts=st.integers(0, 4),
    why=st.sampled_from(["", "busy", "no_answer", "forbidden", "operator_left"]),
    at_once=st.booleans(),
    claim=st.uuids(),
    claimed=st.just(NOW),
)
SEEN = st.builds(
    Seen,
    free=st.dictionaries(st.sampled_from([QUEUE, AGENTS]), st.integers(0, 5)),
    talking=st.frozensets(st.sampled_from([f"+22507000000{each:02}" for each in range(20)])),
    open=st.frozensets(st.just(QUEUE)),
)


@given(st.lists(ENTRIES, max_size=20, unique_by=lambda each: each.id), SEEN)
def test_whatever_there_is_to_do_nobody_is_called_who_must_not_be(entries: list[Entry], seen: Seen) -> None:
    actions = list(decide(entries, RULES, seen, NOW))
    calls = [each.entry for each in actions if isinstance(each, Call)]
    assert len(calls) <= seen.free.get(AGENTS, 0)
    assert max(Counter(each.number for each in calls).values(), default=0) <= 1
    for each in calls:
        assert each.state == "waiting"
        assert each.due <= NOW
        assert each.number not in seen.talking
        assert each.at_once or each.queue in seen.open
    doing: Counter[UUID] = Counter(each.entry.id for each in actions)
    assert max(doing.values(), default=0) <= 1
    for action in actions:
        assert not isinstance(action, Again) or (action.due > NOW and action.attempts < 3)
