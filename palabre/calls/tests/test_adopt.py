"""After a restart every call that lived is found with its place, and no other."""

from palabre.calls.adopt import living
from palabre.calls.facts import Kind
from tests.log import BEGUN, OVER, TALKING, told


def test_a_call_that_ended_is_not_taken_up() -> None:
    assert living(told(OVER)) == []


def test_a_conversation_is_found_with_its_bridge_and_party() -> None:
    (left,) = living(told(TALKING))
    assert (left.talking_with, left.bridge, left.step) == ("desk", "b1", "awa")
    assert (left.party, left.caller.number, left.dialled, left.answered) == ("caller", "+225", "300", True)


def test_after_a_conversation_only_the_step_is_left() -> None:
    (left,) = living(told(OVER[:-1]))
    assert (left.talking_with, left.bridge, left.step) == (None, None, "awa")


def test_a_second_conversation_counts() -> None:
    again = (Kind.TALK_STARTED, {"bridge": "b2", "party": "mobile", "with": "102"})
    (left,) = living(told([*OVER[:-1], again]))
    assert (left.talking_with, left.bridge) == ("mobile", "b2")


def test_repeated_and_mixed_facts_are_sorted_out() -> None:
    one, two, over = told(TALKING), told(BEGUN), told(OVER)
    mixed = [*one[:2], *two, *one, *over, *two]
    assert [left.facts for left in living(mixed)] == [one, two]


def test_facts_without_their_beginning_are_no_call() -> None:
    assert living(told(TALKING)[1:]) == []
