"""A past call goes the same way through the same version, and says where another version leads elsewhere."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.calls.facts import Fact
from palabre.routing.flow import Document, Flow, parse
from palabre.routing.replay import CallNotOver, Replayed, replay
from palabre.routing.simulate import Story, TryTooLong, play
from palabre.routing.trial import ScriptedCall
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

NIGHT = {"start": "a", "steps": {"a": {"type": "hang_up"}}}
COMPANY = Company(
    {
        "extensions": {"101": {"phones": ["desk", "mobile"]}, "102": {}},
        "mailboxes": {"200": {}},
        "schedules": {"office": [{"days": [1, 2, 3, 4, 5], "start": "08:00", "end": "18:00"}]},
        "numbers": {"+2252720001000": None},
        "trunks": ["orange", "mtn"],
        "scenarios": {"night": {"number": "300", "document": NIGHT}},
    }
)
ACCOUNT = COMPANY.account()
KINDS: dict[str, dict[str, Any]] = {
    "greeting": {"prompt": {"text": "Bonjour et bienvenue."}},
    "menu": {"prompt": {"text": "Tapez 1 ou 2."}, "keys": ["1", "2"], "repeats": 1, "direct_dialling": True},
    "hours": {"schedule": str(ident("office"))},
    "dial_extension": {"extension": str(ident("101")), "seconds": 15},
    "dial_number": {"number": "+2250707070707", "seconds": 20},
    "voicemail": {"mailbox": str(ident("200"))},
    "goto": {"scenario": str(ident("night"))},
    "hang_up": {},
}
EXITS = {
    "greeting": ["done"],
    "menu": ["1", "2", "no_key", "wrong_key"],
    "hours": ["open", "closed"],
    "dial_extension": ["busy", "no_answer", "unavailable"],
    "dial_number": ["busy", "no_answer", "unavailable"],
    "voicemail": ["done"],
}
NAMES = ["a", "b", "c", "d", "e"]


def flow(drawn: dict[str, Any], version: int = 1) -> Flow:
    return parse(Document.model_validate(drawn), f"scenario:{ident('main')}:{version}")


def happened(drawn: dict[str, Any], **call: Any) -> Story:
    script = ScriptedCall.model_validate(call)
    return play(ACCOUNT, flow(drawn), script.trial(ACCOUNT, MONDAY_MORNING))


def again(drawn: dict[str, Any], facts: tuple[Fact, ...]) -> Replayed:
    return asyncio.run(replay(ACCOUNT, flow(drawn, 2), facts))


def steps(story: Story) -> list[tuple[str, str | None]]:
    return [(each.step, each.exit) for each in story.path]


def step(kind: str, exits: dict[str, str] | str = "", **fields: Any) -> dict[str, Any]:
    arrows = dict.fromkeys(EXITS.get(kind, ()), exits) if isinstance(exits, str) else exits
    return {"type": kind, "fields": KINDS[kind] | fields, "exits": arrows}


@st.composite
def drawings(draw: st.DrawFn) -> dict[str, Any]:
    kinds = [draw(st.sampled_from(sorted(KINDS))) for _ in NAMES]
    arrows = st.sampled_from(NAMES)
    drawn = {
        name: step(kind, {exit: draw(arrows) for exit in EXITS.get(kind, ())})
        for name, kind in zip(NAMES, kinds, strict=True)
    }
    return {"start": "a", "steps": drawn}


def moments(most: int) -> st.SearchStrategy[dict[str, Any]]:
    seconds = st.integers(0, most * 7).map(lambda count: count / 7 + 0.013)
    prompts = st.none() | st.integers(1, 4)
    return st.builds(lambda after, n: {"after_seconds": after, "after_prompt": n}, seconds, prompts)


PHONES = st.sampled_from(["answers", "busy", "rejects", "rings", "nothing", "absent", "fails"])
CALLS = st.fixed_dictionaries(
    {
        "keys": st.lists(
            st.builds(
                lambda key, at: {"key": key, **at},
                st.sampled_from(["1", "2", "7", "300", "101"]),
                moments(12),
            ),
            max_size=4,
        ),
        "hangs_up": moments(60),
        "phones": st.fixed_dictionaries(
            {each: PHONES for each in ("desk@acme.test", "mobile@acme.test", "trunk-orange", "trunk-mtn")}
        ),
    }
)


@settings(max_examples=150, deadline=None)
@given(drawings(), CALLS)
def test_the_same_version_leads_the_same_way(drawn: dict[str, Any], call: dict[str, Any]) -> None:
    try:
        story = happened(drawn, **call)
    except TryTooLong:
        return
    replayed = again(drawn, story.facts)
    assert replayed.departure is None
    assert (replayed.assumed, replayed.story.outcome) == ((), story.outcome)


MENU: dict[str, Any] = {
    "start": "ask",
    "steps": {
        "ask": step(
            "menu", {"1": "awa", "2": "box", "no_key": "box", "wrong_key": "box"}, direct_dialling=False
        ),
        "awa": step("dial_extension", "box"),
        "box": step("voicemail", "bye"),
        "bye": step("hang_up"),
    },
}
PRESSES_ONE = {"keys": [{"key": "1", "after_prompt": 1, "after_seconds": 2}]}


def but(drawn: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return drawn | {"steps": drawn["steps"] | changed}


def test_another_version_is_left_where_it_differs() -> None:
    story = happened(MENU, **PRESSES_ONE, phones={"101": "busy"}, hangs_up={"after_seconds": 30})
    exits = {"1": "box", "2": "awa", "no_key": "box", "wrong_key": "box"}
    swapped = but(MENU, ask=step("menu", exits, direct_dialling=False))
    replayed = again(swapped, story.facts)
    assert replayed.departure is not None
    was, now = replayed.departure.was, replayed.departure.now
    assert replayed.departure.place == 1
    assert (was and was.step, now and now.step) == ("awa", "box")


def test_a_greeting_put_before_does_not_confuse_the_caller() -> None:
    story = happened(MENU, **PRESSES_ONE, phones={"101": {"does": "answers", "seconds": 4, "talks": 20}})
    greeted = but(MENU, hello=step("greeting", "ask")) | {"start": "hello"}
    replayed = again(greeted, story.facts)
    assert steps(replayed.story) == [("hello", "done"), ("ask", "1"), ("awa", None)]
    assert (replayed.departure and replayed.departure.place, replayed.assumed) == (0, ())


def test_a_step_with_another_name_is_the_same_place_for_the_caller() -> None:
    story = happened(MENU, **PRESSES_ONE)
    others = {name: each for name, each in MENU["steps"].items() if name != "ask"}
    renamed = {"start": "choose", "steps": {"choose": MENU["steps"]["ask"], **others}}
    assert steps(again(renamed, story.facts).story) == [("choose", "1"), ("awa", None)]


def test_of_whom_was_not_rung_it_is_assumed_that_he_answers() -> None:
    story = happened(MENU, **PRESSES_ONE, phones={"101": "rings"}, hangs_up={"after_seconds": 40})
    other = but(MENU, awa=step("dial_extension", "box", extension=str(ident("102"))))
    replayed = again(other, story.facts)
    assert (replayed.assumed, replayed.story.outcome) == (("102",), "answered")


def test_what_somebody_did_the_second_time_he_does_the_second_time() -> None:
    twice = but(MENU, awa=step("dial_extension", "again"), again=step("dial_extension", "box"))
    story = happened(twice, **PRESSES_ONE, phones={"101": "busy"}, hangs_up={"after_seconds": 40})
    refused = [each for each in story.facts if each.kind == "party_left" and each.data["cause"] == 17]
    assert len(refused) == 4
    assert again(twice, story.facts).departure is None


def test_a_real_prompt_lasts_as_long_as_it_did() -> None:
    """A recorded prompt of 40 seconds that the caller lets end before he answers."""
    story = happened(MENU, **PRESSES_ONE, hangs_up={"after_seconds": 12})
    slow = timedelta(seconds=39)
    place = next(each for each, fact in enumerate(story.facts) if fact.kind == "played")
    played = story.facts[place]
    longer = [_later(each, slow) for each in story.facts[place:]]
    longer[0] = Fact(
        played.account, played.call, played.seq, longer[0].at, "played", played.data | {"ms": 40_000}
    )
    replayed = again(MENU, (*story.facts[:place], *longer))
    assert (replayed.departure, replayed.story.heard[0].seconds) == (None, 40)


def _later(fact: Fact, by: timedelta) -> Fact:
    return Fact(fact.account, fact.call, fact.seq, fact.at + by, fact.kind, fact.data)


def test_what_a_web_server_said_is_said_again() -> None:
    ask = {
        "type": "http_request",
        "fields": {
            "url": "https://crm.test/who",
            "takes": [{"path": "number", "variable": "person"}],
        },
        "exits": {"done": "ring", "timeout": "bye"},
    }
    ring = {
        "type": "responsible",
        "fields": {"variable": "person"},
        "exits": dict.fromkeys(["busy", "no_answer", "unavailable", "unknown"], "bye"),
    }
    drawn = {
        "start": "ask",
        "steps": {"ask": ask, "ring": ring, "bye": step("hang_up")},
        "variables": {"person": {"type": "string"}},
    }
    answers = {"https://crm.test/": {"body": {"number": "102"}}}
    story = happened(drawn, answers=answers)
    assert steps(story) == [("ask", "done"), ("ring", None)]
    replayed = again(drawn, story.facts)
    assert (replayed.departure, steps(replayed.story)) == (None, steps(story))


def test_a_call_that_came_through_another_scenario_begins_where_it_came_in() -> None:
    there = {"start": "on", "steps": {"on": step("goto")}}
    story = happened(there)
    night = parse(Document.model_validate(NIGHT), f"scenario:{ident('night')}:2")
    replayed = asyncio.run(replay(ACCOUNT, night, story.facts))
    assert (replayed.departure, steps(replayed.story)) == (None, [("a", None)])


def test_a_call_is_replayed_when_it_is_over() -> None:
    with pytest.raises(CallNotOver):
        again(MENU, happened(MENU).facts[:-1])
