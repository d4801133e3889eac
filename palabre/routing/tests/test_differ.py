"""What changed between two drawings, told step by step."""

from typing import Any

import pytest

from palabre.routing.differ import Change, Differences, Named, StepChange, differences
from palabre.routing.flow import Document

SAY = {"type": "greeting", "fields": {"prompt": {"text": "Bonjour."}}, "exits": {"done": "bye"}}
BYE = {"type": "hang_up"}
NOTHING = Differences((), (), (), ())


def drawing(start: str = "say", **steps: Any) -> Document:
    return Document.model_validate({"start": start, "steps": steps})


def changed(step: str = "say", **what: Any) -> Differences:
    usual: dict[str, Any] = {"type": None, "fields": (), "exits": (), "moved": False, "comment": None}
    return Differences((), (), (StepChange(step, **usual | what),), ())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SAY, SAY, NOTHING),
        (
            SAY,
            SAY | {"fields": {"prompt": {"text": "Bonsoir."}}},
            changed(fields=(Change("prompt.text", "Bonjour.", "Bonsoir."),)),
        ),
        (
            SAY,
            SAY | {"fields": {"prompt": {"greeting": "x"}}},
            changed(fields=(Change("prompt.greeting", None, "x"), Change("prompt.text", "Bonjour.", None))),
        ),
        (
            SAY,
            SAY | {"fields": {"prompt": None}},
            changed(fields=(Change("prompt", {"text": "Bonjour."}, None),)),
        ),
        (SAY, SAY | {"exits": {"done": "say"}}, changed(exits=(Change("done", "bye", "say"),))),
        (SAY, SAY | {"exits": {}}, changed(exits=(Change("done", "bye", None),))),
        (SAY, SAY | {"place": (1, 2)}, changed(moved=True)),
        (SAY, SAY | {"comment": "Ask Awa."}, changed(comment=Change("comment", None, "Ask Awa."))),
        (BYE, {"type": "tell"}, changed(type=Change("type", "hang_up", "tell"))),
        (
            {"type": "menu", "fields": {"keys": ["1"], "repeats": 1}},
            {"type": "menu", "fields": {"keys": ["1", "2"], "repeats": True}},
            changed(fields=(Change("keys", ["1"], ["1", "2"]), Change("repeats", 1, True))),
        ),
    ],
)
def test_a_step_that_was_changed(before: Any, after: Any, expected: Differences) -> None:
    assert differences(drawing(say=before, bye=BYE), drawing(say=after, bye=BYE)) == expected


def test_steps_that_came_and_went_and_another_beginning() -> None:
    before, after = drawing(say=SAY, bye=BYE), drawing("bye", bye=BYE, note=SAY)
    assert differences(before, after) == Differences(
        added=(Named("note", "greeting"),),
        removed=(Named("say", "greeting"),),
        changed=(),
        settings=(Change("start", "say", "bye"),),
    )


def test_there_and_back_are_the_same_changes_turned_round() -> None:
    before, after = drawing(say=SAY, bye=BYE), drawing("bye", bye=BYE | {"place": (0, 0)})
    there, back = differences(before, after), differences(after, before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert [(each.before, each.after) for each in there.settings] == [
        (each.after, each.before) for each in back.settings
    ]
