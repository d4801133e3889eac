"""No way through a scenario, nor through those it goes on in, leaves a caller without a sound."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import pytest

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.kit.errors import LANGUAGES
from palabre.routing.checks import check, warn
from palabre.routing.flow import Document, Placed, parse
from palabre.routing.silence import silences
from palabre.routing.step import Step
from tests.company import Company, ident

BYE = {"type": "hang_up"}


def goto(scenario: str, **more: Any) -> dict[str, Any]:
    return {"type": "goto", "fields": {"scenario": str(ident(scenario))}, **more}


def say(then: str, **more: str) -> dict[str, Any]:
    return {"type": "greeting", "fields": {"prompt": {"text": "Bonjour."}}, "exits": {"done": then, **more}}


def ring(digits: str, **exits: str) -> dict[str, Any]:
    return {"type": "dial_extension", "fields": {"extension": str(ident(digits))}, "exits": exits}


def drawn(**steps: Any) -> Document:
    return Document.model_validate({"start": next(iter(steps)), "steps": steps})


ACCOUNT = Company(
    {
        "extensions": {"101": {}, "102": {}},
        "scenarios": {
            "tried": {"document": {"start": "old", "steps": {"old": BYE}}},
            "back": {"document": {"start": "again", "steps": {"again": goto("tried")}}},
            "loud_back": {
                "document": {"start": "say", "steps": {"say": say("again"), "again": goto("tried")}}
            },
            "through": {"document": {"start": "on", "steps": {"on": goto("back")}}},
            "unpublished": {},
        },
    }
).account()


def found(document: Document, account: Account = ACCOUNT) -> list[tuple[str | None, str]]:
    problems = check(document, account, ident("tried"))
    assert all(each.error.text(language) for each in problems for language in LANGUAGES)
    return [(each.step, each.error.code) for each in problems]


def test_two_scenarios_that_hand_a_caller_to_each_other() -> None:
    assert found(drawn(it=goto("back"))) == [("it", "loop_without_wait")]


def test_three_scenarios_in_a_circle() -> None:
    assert found(drawn(it=goto("through"))) == [("it", "loop_without_wait")]


def test_the_words_name_the_other_scenario() -> None:
    (problem,) = check(drawn(it=goto("back")), ACCOUNT, ident("tried"))
    assert problem.error.values["steps"] == "it, again (back)"


def test_a_circle_in_which_something_is_said() -> None:
    assert found(drawn(it=goto("loud_back"))) == []


def test_what_was_published_before_is_not_taken_for_the_draft() -> None:
    assert found(drawn(hello=say("it"), it=goto("back"))) == []


def test_a_scenario_that_goes_to_itself() -> None:
    assert found(drawn(it=goto("tried"))) == [("it", "loop_without_wait")]


def test_phones_that_are_busy_send_a_caller_round() -> None:
    one = ring("101", busy="two", no_answer="bye", unavailable="bye")
    two = ring("102", busy="bye", no_answer="bye", unavailable="one")
    assert [code for _, code in found(drawn(one=one, two=two, bye=BYE))] == ["loop_without_wait"]


def test_phones_that_nobody_picks_up_may_send_a_caller_round() -> None:
    one = ring("101", busy="bye", no_answer="two", unavailable="bye")
    two = ring("102", busy="bye", no_answer="one", unavailable="bye")
    assert found(drawn(one=one, two=two, bye=BYE)) == []


def test_trouble_that_leads_back_to_its_step() -> None:
    assert found(drawn(it=say("bye", failed="it"), bye=BYE)) == [("it", "loop_without_wait")]


def test_every_circle_is_told() -> None:
    document = drawn(
        hello=say("one", failed="two"), one=say("two", failed="one"), two=say("one", failed="two")
    )
    assert sorted(found(document)) == [("one", "loop_without_wait"), ("two", "loop_without_wait")]


def test_a_scenario_that_is_not_published_yet_is_a_warning() -> None:
    document = drawn(hello=say("it"), it=goto("unpublished"))
    assert found(document) == []
    assert [(each.step, each.error.code) for each in warn(document, ACCOUNT)] == [("it", "nothing_published")]


def test_a_key_that_changes_nothing_is_a_warning() -> None:
    fields = {"prompt": {"text": "Tapez 1."}, "keys": ["1", "2"]}
    exits = {"1": "hello", "2": "bye", "no_key": "bye", "wrong_key": "hello"}
    document = drawn(menu={"type": "menu", "fields": fields, "exits": exits}, hello=say("bye"), bye=BYE)
    assert found(document) == []
    assert [each.error.field for each in warn(document, ACCOUNT)] == ["exits.2"]


def test_a_wait_whose_end_leads_nowhere() -> None:
    waiting = ring("101", busy="bye", unavailable="bye")
    assert found(drawn(it=waiting, bye=BYE)) == [("it", "wait_without_exit")]


class Thinking(Step):
    """Lets a caller wait without a sound."""

    type: ClassVar[str] = "thinking"
    seconds: float

    async def run(self, call: Call) -> Literal["done"]:
        """Never run here."""
        return "done"

    def silence(self) -> float:
        """As long as it is told to."""
        return self.seconds


def row(*seconds: float) -> Iterator[tuple[str, Placed]]:
    """Steps that think, one after the other, and then a greeting."""
    for place, each in enumerate(seconds):
        following = f"think {place + 1}" if place + 1 < len(seconds) else "hello"
        yield f"think {place}", Placed(Thinking(seconds=each), {"done": following})


@pytest.mark.parametrize(
    ("seconds", "told"),
    [((5, 5, 10), []), ((5, 5, 11), [("think 0", 21)]), ((21,), [("think 0", 21)])],
)
def test_silences_add_up(seconds: tuple[float, ...], told: list[tuple[str, int]]) -> None:
    hello = parse(drawn(hello=say("bye"), bye=BYE), "scenario:x:0")
    flow = type(hello)(hello.key, "think 0", {**dict(row(*seconds)), **hello.steps})
    assert [(each.step, each.error.values["seconds"]) for each in silences(flow, ACCOUNT)] == told


def test_a_silence_that_comes_back_to_itself() -> None:
    steps = {"think": Placed(Thinking(seconds=1), {"done": "think"})}
    flow = type(parse(drawn(bye=BYE), "x"))("scenario:x:0", "think", steps)
    assert [each.error.code for each in silences(flow, ACCOUNT)] == ["loop_without_wait"]
