"""A trial passes when it became what was expected, and else says in what it did not."""

from typing import Any

import pytest

from palabre.kit.errors import LANGUAGES
from palabre.routing.flow import Document, parse
from palabre.routing.simulate import Story, Trial, play
from palabre.routing.trial import ScriptedCall
from palabre.routing.verdict import Expected, failures
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

ACCOUNT = Company({"extensions": {"101": {}, "102": {}}}).account()
MISSED = {"busy": "other", "no_answer": "other", "unavailable": "other"}
STEPS = {
    "hello": {
        "type": "greeting",
        "fields": {"prompt": {"text": "Bonjour à tous."}},
        "exits": {"done": "first"},
    },
    "first": {"type": "dial_extension", "fields": {"extension": str(ident("101"))}, "exits": MISSED},
    "other": {
        "type": "dial_extension",
        "fields": {"extension": str(ident("102"))},
        "exits": dict.fromkeys(MISSED, "bye"),
    },
    "bye": {"type": "greeting", "fields": {"prompt": {"text": "Au revoir."}}, "exits": {"done": "end"}},
    "end": {"type": "hang_up"},
}


def story(steps: dict[str, Any] = STEPS) -> Story:
    """101 is busy, 102 answers."""
    flow = parse(Document.model_validate({"start": "hello", "steps": steps}), f"scenario:{ident('x')}:0")
    call = ScriptedCall.model_validate({"phones": {"101": "busy", "102": "answers"}})
    return play(ACCOUNT, flow, call.trial(ACCOUNT, MONDAY_MORNING))


def missed(expected: dict[str, Any], told: Story | None = None) -> list[str]:
    found = failures(Expected.model_validate(expected), told or story())
    assert all(each.text(language) for each in found for language in LANGUAGES)
    return [each.code for each in found]


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"path": ["hello", "first", "other"]},
        {"path": ["hello > done", "first > busy", "other"]},
        {"heard": ["BONJOUR  à tous"]},
        {"rang": ["101", "102"]},
        {"rang": ["102"]},
        {"outcome": "answered"},
        {"ends_in": "other"},
    ],
)
def test_what_was_expected_came(expected: dict[str, Any]) -> None:
    assert missed(expected) == []


@pytest.mark.parametrize(
    ("expected", "codes"),
    [
        ({"path": []}, ["went_elsewhere"]),
        ({"path": ["hello", "first"]}, ["went_elsewhere"]),
        ({"path": ["hello", "first > no_answer", "other"]}, ["went_elsewhere"]),
        ({"heard": ["Au revoir"]}, ["not_heard"]),
        ({"heard": ["Bonjour", "Bonjour"]}, ["not_heard"]),
        ({"rang": ["102", "101"]}, ["not_rung"]),
        ({"rang": ["10"]}, ["not_rung"]),
        ({"outcome": "busy", "ends_in": "bye"}, ["came_out_otherwise", "ended_elsewhere"]),
    ],
)
def test_something_else_came(expected: dict[str, Any], codes: list[str]) -> None:
    assert missed(expected) == codes


def test_without_expectations_a_call_must_only_not_fail() -> None:
    lost = STEPS | {"first": {"type": "goto", "fields": {"scenario": str(ident("gone"))}}}
    broken = story({"hello": STEPS["hello"], "first": lost["first"]})
    assert (missed({}, broken), missed({"ends_in": "first"}, broken)) == (["faulty"], [])


def test_a_call_that_goes_on_in_another_scenario_shows_no_version() -> None:
    other = {"start": "end", "steps": {"end": {"type": "hang_up"}}}
    account = Company({"scenarios": {"night": {"document": other}}}).account()
    steps = {"on": {"type": "goto", "fields": {"scenario": str(ident("night"))}}}
    flow = parse(Document.model_validate({"start": "on", "steps": steps}), f"scenario:{ident('x')}:0")
    told = play(account, flow, Trial(MONDAY_MORNING))
    assert missed({"path": ["on > scenario", "end"]}, told) == []
