"""The history's row is the same however often and in whatever portions the facts arrive."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.calls.facts import Fact, Kind
from palabre.calls.summary import Outcome, Summary, fold
from tests.log import BEGUN, OVER, SCENARIO, STARTED, TALKING, Told, told

DATA: dict[str, dict[str, Any]] = {
    Kind.HELD: {"party": "desk"},
    Kind.RESUMED: {"party": "desk", "ms": 1000},
    Kind.PARTY_LEFT: {"party": "desk", "cause": 16, "sip": 0},
    Kind.STARTED: STARTED,
    Kind.STEP_ENTERED: {"flow": f"scenario:{uuid4()}:3", "step": "menu", "type": "menu"},
    Kind.DIALLED: {"to": "101", "parties": []},
    Kind.DIAL_MISSED: {"to": "101", "result": "busy"},
    Kind.TALK_STARTED: {"with": "101", "party": "p", "bridge": "b"},
    Kind.RECORDED: {"message": "m", "seconds": 3},
    Kind.TAGGED: {"tag": "Réclamation"},
    Kind.ENDED: {"cause": 16, "by": "caller"},
}
KINDS = st.sampled_from([*Kind, "a_kind_of_a_feature"])


def folded(facts: list[Fact]) -> Summary:
    summary: Summary | None = None
    for fact in facts:
        summary = fold(summary, fact)
    assert summary is not None
    return summary


@given(st.lists(KINDS, max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=10))
def test_facts_that_come_again_change_nothing(kinds: list[str], again: list[tuple[int, int]]) -> None:
    facts = told([(Kind.STARTED, STARTED), *((kind, DATA.get(kind, {})) for kind in kinds)])
    once = folded(facts)
    delivered = list(facts)
    for end, count in sorted(again, reverse=True):
        delivered[end:end] = facts[max(0, end - count) : end]
    assert folded(delivered) == once


@given(st.lists(KINDS, max_size=30))
def test_it_survives_a_restart_of_the_process(kinds: list[str]) -> None:
    facts = told([(Kind.STARTED, STARTED), *((kind, DATA.get(kind, {})) for kind in kinds)])
    half = folded(facts[: len(facts) // 2 + 1])
    read = msgspec.json.decode(msgspec.json.encode(half), type=Summary)
    for fact in facts[len(facts) // 2 + 1 :]:
        read = fold(read, fact)
    assert read == folded(facts)


def test_a_conversation_gives_its_times() -> None:
    call = folded(told(OVER))
    assert (call.outcome, call.talk_ms, call.duration_ms) == (Outcome.ANSWERED, 1000, 6000)
    assert (call.scenario, call.version, call.with_whom, call.facts) == (str(SCENARIO), 2, "101", 7)


def test_everybody_whom_it_has_rung_is_named_once() -> None:
    rung: list[Told] = [(Kind.DIALLED, {"to": to, "parties": []}) for to in ("101", "102", "101")]
    assert folded(told([(Kind.STARTED, STARTED), *rung])).rang == ("101", "102")


def test_two_conversations_are_added_up() -> None:
    talk: list[Told] = [(Kind.TALK_STARTED, DATA[Kind.TALK_STARTED]), (Kind.TALK_ENDED, {})]
    assert folded(told([*BEGUN, *talk, *talk])).talk_ms == 2000


def test_a_conversation_that_the_end_of_the_call_ends() -> None:
    assert folded(told([*TALKING, OVER[-1]])).talk_ms == 1000


@pytest.mark.parametrize(
    ("happened", "outcome"),
    [
        ([], Outcome.ABANDONED),
        ([Kind.DIAL_MISSED], Outcome.BUSY),
        ([Kind.DIAL_MISSED, Kind.RECORDED], Outcome.MESSAGE),
        ([Kind.TALK_STARTED, Kind.DIAL_MISSED, Kind.RECORDED, Kind.FAILED], Outcome.ANSWERED),
        ([Kind.REFUSED], Outcome.REFUSED),
        ([Kind.FAILED], Outcome.FAILED),
        ([Kind.DIAL_MISSED, Kind.FAILED], Outcome.BUSY),
    ],
)
def test_how_a_call_went(happened: list[str], outcome: Outcome) -> None:
    facts = [*BEGUN, *((kind, DATA.get(kind, {})) for kind in happened), OVER[-1]]
    assert folded(told(facts)).outcome is outcome


def test_the_first_scenario_of_a_call_is_the_one_that_counts() -> None:
    second = (Kind.STEP_ENTERED, {"flow": "scenario:9:9", "step": "x", "type": "goto"})
    call = folded(told([*TALKING, second]))
    assert (call.scenario, call.flow) == (str(SCENARIO), "scenario:9:9")


def test_times_are_utc() -> None:
    assert folded(told(OVER)).started_at == datetime(2026, 3, 2, 10, 0, 1, tzinfo=UTC)


def test_a_tag_counts_once_and_their_number_is_limited() -> None:
    tags = [f"tag {count % 20}" for count in range(40)]
    summary = folded(told([*BEGUN, *((Kind.TAGGED, {"tag": tag}) for tag in tags)]))
    assert summary.tags == tags[:10]


def test_somebody_is_on_hold_until_he_is_taken_back_or_the_holder_leaves() -> None:
    held = [*TALKING, (Kind.HELD, {"party": "desk"})]
    assert folded(told(held)).held_since == told(held)[-1].at
    for after in ((Kind.RESUMED, {"party": "desk", "ms": 1000}), (Kind.PARTY_LEFT, {"party": "desk"})):
        assert folded(told([*held, after])).held_since is None
    assert folded(told([*held, (Kind.PARTY_LEFT, {"party": "mobile"})])).held_since is not None
