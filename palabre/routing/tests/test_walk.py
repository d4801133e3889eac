"""A call walks its scenario step by step, and trouble on the way is told to the caller."""

from typing import Any

from palabre.calls.facts import Kind
from palabre.phone.events import Caller
from palabre.phone.script import Script
from palabre.routing.flow import Document, parse
from palabre.routing.simulate import Story, Trial, play
from palabre.routing.walk import MOST_STEPS
from tests.cases import MONDAY_MORNING
from tests.company import Company, ident
from tests.stage import Stage, on_stage

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


def tried(document: Document, script: Script) -> Story:
    flow = parse(document, f"scenario:{ident('tried')}:1")
    return play(COMPANY, flow, Trial(MONDAY_MORNING, Caller("+2250700000001"), script))


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


def test_announcements_that_never_end_end_with_an_apology() -> None:
    hello = {"type": "greeting", "fields": {"prompt": PROMPT}, "exits": {"done": "a"}}

    async def play(stage: Stage) -> None:
        stage.calls("trunk-orange", "+2252720001000")
        await stage.facts.ended.wait()

    company = {
        "scenarios": {"chatter": {"document": {"start": "a", "steps": {"a": hello}}}},
        "numbers": {"+2252720001000": "chatter"},
        "trunks": ["orange"],
    }
    stage = on_stage(company, play)
    assert [each["code"] for each in stage.facts.of(Kind.FAILED)] == ["too_many_steps"]
    assert len(stage.facts.of(Kind.STEP_ENTERED)) == MOST_STEPS
