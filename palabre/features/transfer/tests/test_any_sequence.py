"""Whatever people do with their calls, and whenever: the log is complete, nothing is left, sums agree."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from palabre.calls.facts import Fact, Kind
from palabre.calls.summary import Summary, fold
from palabre.features.transfer.facts import TURNED
from tests.any_office import (
    COMPANY,
    STORY,
    Asks,
    Calls,
    Dies,
    Happening,
    Holds,
    Joins,
    Leaves,
    Presses,
    everybody_answers,
    tell,
)
from tests.stage import on_stage


@dataclass(frozen=True)
class Span:
    """Two have talked for a while."""

    call: UUID
    parties: frozenset[str]
    begun: datetime
    ended: datetime

    @property
    def ms(self) -> float:
        """How long."""
        return (self.ended - self.begun) / timedelta(milliseconds=1)


def test_whatever_happens_the_facts_are_complete_and_the_talk_times_add_up(
    request: pytest.FixtureRequest,
) -> None:
    stories = request.config.getoption("--stories")

    @settings(
        max_examples=stories or 60,
        deadline=None,
        database=None,
        derandomize=not stories,
        phases=(Phase.generate, Phase.shrink) if stories else (Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(STORY)
    def happens(story: list[tuple[Happening, float]]) -> None:
        agrees(on_stage(COMPANY, tell(story), everybody_answers()).facts.all)

    happens()


THREE_WAY: list[tuple[Happening, float]] = [
    (Calls("trunk-mtn", "+2252720001003"), 3.0),
    (Presses(0, "*102"), 6.0),
    (Presses(1, "*3"), 1.0),
]
FOUND: dict[str, list[tuple[Happening, float]]] = {
    "who talks hangs up while the process dies": [
        (Calls("trunk-mtn", "+2252720001003"), 3.0),
        (Leaves(1), 0.0),
        (Dies(), 0.0),
    ],
    "a call is transferred into the code that takes it back": [
        (Calls("carol@acme.test", "103"), 1.0),
        (Calls("carol@acme.test", "*1"), 0.01),
        (Joins(0, 1), 12.0),
        (Dies(), 3.0),
    ],
    "a client is transferred to where his colleague listens to others": [
        (Calls("trunk-mtn", "+2252720001003"), 3.0),
        (Calls("bob@acme.test", "104"), 3.0),
        (Calls("dan@acme.test", "078103"), 3.0),
        (Joins(2, 1), 1.0),
    ],
    "the process dies when a call is passed on": [
        (Calls("anna@acme.test", "104"), 3.0),
        (Asks(0, "transfer", {"by": "101", "attended": False, "to": "300"}), 0.0),
        (Dies(), 12.0),
    ],
    "the process dies when a client has gone to another call": [
        (Calls("trunk-mtn", "+2252720001003"), 1.0),
        (Calls("trunk-mtn", "+2252720001003"), 1.5),
        (Asks(3, "park_call", {"by": "103", "slot": "702"}), 0.01),
        (Calls("mobile@acme.test", "*9"), 1.0),
        (Joins(3, 3), 0.0),
        (Calls("bob@acme.test", "700"), 0.0),
        (Dies(), 40.0),
    ],
    "a supervisor takes over a call that is going into another one": [
        (Calls("trunk-orange", "+2252720001003"), 12.0),
        (Calls("carol@acme.test", "104"), 3.0),
        (Joins(1, 0), 0.0),
        (Calls("dan@acme.test", "081103"), 0.3),
    ],
    "who talks with two at once is reminded of a hold": [*THREE_WAY, (Holds(1, held=True), 45.0)],
    "who talks with two at once is replaced by his supervisor": [
        *THREE_WAY,
        (Calls("dan@acme.test", "081103"), 3.0),
    ],
}


@pytest.mark.parametrize("story", FOUND.values(), ids=FOUND)
def test_what_once_went_wrong(story: list[tuple[Happening, float]]) -> None:
    agrees(on_stage(COMPANY, tell(story), everybody_answers()).facts.all)


def agrees(facts: list[Fact]) -> None:
    """All that the log of an office must be."""
    calls: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in facts:
        calls[fact.call].append(fact)
    assert [each.data for each in facts if each.kind == Kind.FAILED and each.data["code"] == "fault"] == []
    for own in calls.values():
        complete(own)
    into = {each.data["into"] for each in facts if each.kind == Kind.ENDED and "into" in each.data}
    assert into <= {str(each) for each in calls}
    spans = [span for own in calls.values() for span in talks(own)]
    nobody_talks_twice(spans, three_way(facts))
    adds_up(calls, spans)


def complete(facts: list[Fact]) -> None:
    """Numbered without a gap, and ended once, at the end."""
    assert [each.seq for each in facts] == list(range(1, len(facts) + 1))
    assert facts[0].kind == Kind.STARTED
    assert [each.seq for each in facts if each.kind == Kind.ENDED] == [len(facts)]


def talks(facts: list[Fact]) -> list[Span]:
    """The conversations of a call: each that has begun has ended before the next one."""
    marks = [each for each in facts if each.kind in (Kind.TALK_STARTED, Kind.TALK_ENDED)]
    begun, ended = marks[::2], marks[1::2]
    assert {each.kind for each in begun} <= {Kind.TALK_STARTED}
    assert {each.kind for each in ended} <= {Kind.TALK_ENDED}
    return [
        Span(one.call, frozenset((one.data["party"], one.data["caller"])), one.at, two.at)
        for one, two in zip(begun, ended, strict=True)
    ]


def three_way(facts: list[Fact]) -> set[UUID]:
    """Calls in which who transfers has brought all together: he talks with both sides at once."""
    return {each.call for each in facts if each.kind == TURNED and each.data["to"] == "all"}


def nobody_talks_twice(spans: list[Span], together: set[UUID]) -> None:
    """A party is in one conversation at a time, and with somebody else than itself."""
    assert all(len(each.parties) == 2 for each in spans)
    for one, two in combinations((each for each in spans if each.call not in together), 2):
        meet = max(one.begun, two.begun) < min(one.ended, two.ended)
        assert not (meet and one.parties & two.parties), (one, two)


def adds_up(calls: dict[UUID, list[Fact]], spans: list[Span]) -> None:
    """What all parties have talked is twice what the rows of the calls say."""
    by_party: dict[str, float] = defaultdict(float)
    for span in spans:
        for party in span.parties:
            by_party[party] += span.ms
    rows: list[Summary] = []
    for own in calls.values():
        row = None
        for fact in own:
            row = fold(row, fact)
        assert row is not None
        rows.append(row)
    assert abs(sum(by_party.values()) - 2 * sum(each.talk_ms for each in rows)) <= 2 * len(spans)
