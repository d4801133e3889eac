"""Every kind of step proves itself in scripted calls, through each of its exits."""

from collections import defaultdict

import pytest

from palabre.calls.facts import Fact
from palabre.routing.step import declared_exits, kinds
from tests.cases import Case, all_cases, became

CASES = list(all_cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_scripted_call_becomes_what_its_case_says(case: Case) -> None:
    story = case.play()
    wanted = {name: case.described[name] for name in became(story) if name in case.described}
    assert {name: became(story)[name] for name in wanted} == wanted
    assert missing(case.described.get("facts", []), list(story.facts)) == []


def test_every_kind_of_step_has_cases_beside_it_for_all_its_exits() -> None:
    proved: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for case in CASES:
        for taken in case.play().path:
            proved[case.feature, taken.type].add(taken.exit)
    unproved = {
        name: sorted(set(declared_exits(kind)) - proved[kind.__module__.split(".")[-2], name])
        for name, kind in kinds().items()
    }
    assert {name: exits for name, exits in unproved.items() if exits} == {}


def missing(wanted: list[dict[str, object]], facts: list[Fact]) -> list[dict[str, object]]:
    """The wanted facts that do not follow each other in the log."""
    left = iter({"kind": each.kind, **each.data} for each in facts)
    return [each for each in wanted if not any(each.items() <= fact.items() for fact in left)]
