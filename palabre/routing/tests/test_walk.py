"""Every scenario that can be published ends or waits, whatever the caller does: nobody hangs in silence."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.calls.facts import Kind
from palabre.phone.events import Caller
from palabre.phone.script import Absent, Answers, Behaviour, Moment, Press, Refuses, Rings, Script
from palabre.routing.checks import check
from palabre.routing.flow import Document, parse
from palabre.routing.simulate import Story, Trial, play
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident

COMPANY = Company(
    {
        "extensions": {"101": {"phones": ["desk"], "ring_seconds": 10}, "102": {"phones": []}},
        "numbers": {"+2252720001000": None},
        "trunks": ["orange"],
        "schedules": {"office": [{"days": [1], "start": "08:00", "end": "10:30"}]},
        "mailboxes": {"200": {"max_seconds": 20}},
    }
).account()

PROMPT = {"text": "Bonjour et bienvenue chez Acme, à Abidjan."}
FIELDS: dict[str, list[dict[str, Any]]] = {
    "greeting": [{"prompt": PROMPT}, {"prompt": PROMPT, "answer": False}],
    "menu": [
        {"prompt": PROMPT, "keys": ["1", "2"], "repeats": 0},
        {"prompt": PROMPT, "keys": ["1", "2"], "repeats": 1, "direct_dialling": True},
    ],
    "hours": [{"schedule": str(ident("office"))}],
    "voicemail": [{"mailbox": str(ident("200"))}],
    "dial_extension": [{"extension": str(ident("101"))}, {"extension": str(ident("102"))}],
    "dial_number": [{"number": "0707070707", "seconds": 20}, {"number": "not a number"}],
    "hang_up": [{}, {"cause": "busy"}],
}
EXITS = {
    "greeting": ["done"],
    "menu": ["1", "2", "no_key", "wrong_key"],
    "hours": ["open", "closed"],
    "voicemail": ["done"],
    "dial_extension": ["busy", "no_answer", "unavailable"],
    "dial_number": ["busy", "no_answer", "unavailable"],
    "hang_up": [],
}
NAMES = ["a", "b", "c", "d", "e"]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    target = st.sampled_from(names)
    steps = {}
    for name in names:
        kind = draw(st.sampled_from(sorted(FIELDS)))
        exits = {each: draw(target) for each in EXITS[kind]}
        if draw(st.booleans()):
            exits["failed"] = draw(target)
        steps[name] = {"type": kind, "fields": draw(st.sampled_from(FIELDS[kind])), "exits": exits}
    return reachable(Document.model_validate({"start": names[0], "steps": steps}))


def reachable(document: Document) -> Document:
    """Without the steps that nothing leads to: they could not be published."""
    reached: dict[str, Any] = {}
    waiting = [document.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = document.steps[name]
            waiting += document.steps[name].exits.values()
    return Document(start=document.start, steps=reached)


BEHAVIOURS = st.sampled_from([Absent(), Rings(), Refuses(), Answers(2, 5)])
PRESSES = st.lists(
    st.builds(Press, st.text("0129#*", min_size=1, max_size=4), st.builds(Moment, st.floats(0, 300)))
)


@settings(max_examples=150, deadline=None)
@given(documents(), PRESSES, BEHAVIOURS, BEHAVIOURS)
def test_what_can_be_published_never_leaves_a_caller_in_silence(
    document: Document, presses: list[Press], desk: Behaviour, orange: Behaviour
) -> None:
    if check(document, COMPANY):
        return
    phones = {"desk@acme.test": desk, "trunk-orange": orange}
    story = tried(document, Script(tuple(presses), Moment(300), phones))
    assert longest_silence(story) < 25
    assert len(story.facts) < 1500


def tried(document: Document, script: Script) -> Story:
    flow = parse(document, f"scenario:{ident('tried')}:1")
    return play(COMPANY, flow, Trial(MONDAY_MORNING, Caller("+2250700000001"), script))


def longest_silence(story: Story) -> float:
    """Seconds between two things that a caller hears or does."""
    noise = {Kind.PLAYED, Kind.DIALLED, Kind.RANG, Kind.KEY_PRESSED, Kind.DIAL_MISSED, Kind.TALK_STARTED}
    times = [
        each.at for each in story.facts if each.kind in {*noise, Kind.TALK_ENDED, Kind.STARTED, Kind.ENDED}
    ]
    return max((later - sooner).total_seconds() for sooner, later in zip(times, times[1:], strict=False))


def drawn(steps: dict[str, Any], start: str = "a") -> Document:
    return Document.model_validate({"start": start, "steps": steps})


def test_a_step_that_fails_at_once_for_ever_ends_with_an_apology() -> None:
    nobody = {"extension": str(ident("102"))}
    arrows = dict.fromkeys(["busy", "no_answer", "unavailable"], "a")
    story = tried(drawn({"a": {"type": "dial_extension", "fields": nobody, "exits": arrows}}), Script())
    assert [each.says for each in story.heard] == [("Une erreur est survenue. Veuillez rappeler plus tard.",)]
    assert [each.data["code"] for each in story.facts if each.kind == Kind.FAILED] == ["silent_loop"]
    assert story.ended_by == "us"


def test_trouble_without_an_arrow_ends_with_an_apology() -> None:
    gone = {"type": "voicemail", "fields": {"mailbox": str(ident("gone"))}, "exits": {"done": "a"}}
    story = tried(drawn({"a": gone}), Script())
    assert [each.exit for each in story.path] == ["failed"]
    assert len(story.heard) == 1


def test_trouble_with_an_arrow_goes_on() -> None:
    gone = {
        "type": "voicemail",
        "fields": {"mailbox": str(ident("gone"))},
        "exits": {"done": "b", "failed": "b"},
    }
    story = tried(drawn({"a": gone, "b": {"type": "hang_up"}}), Script())
    assert [each.step for each in story.path] == ["a", "b"]
    assert story.heard == ()


def test_a_call_is_in_one_place_at_a_time() -> None:
    hello = {"type": "greeting", "fields": {"prompt": PROMPT}, "exits": {"done": "b"}}
    story = tried(drawn({"a": hello, "b": {"type": "hang_up"}}), Script())
    kinds = [each.kind for each in story.facts if each.kind in (Kind.STEP_ENTERED, Kind.STEP_LEFT)]
    assert kinds == [Kind.STEP_ENTERED, Kind.STEP_LEFT] * 2
