"""What changed between two drawings of a scenario."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from palabre.routing.flow import Document, Node

_ABSENT = object()


@dataclass(frozen=True)
class Change:
    """Something that has another value now; None is nothing."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Named:
    """A step that is in one of the drawings only."""

    step: str
    type: str


@dataclass(frozen=True)
class StepChange:
    """A step that is in both: its fields, its arrows, its type and comment if those are others, its place."""

    step: str
    type: Change | None
    fields: tuple[Change, ...]
    exits: tuple[Change, ...]
    moved: bool
    comment: Change | None


@dataclass(frozen=True)
class Differences:
    """What leads from one drawing to the other; `settings` are what a drawing holds beside its steps."""

    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    changed: tuple[StepChange, ...]
    settings: tuple[Change, ...]


def differences(before: Document, after: Document) -> Differences:
    """Compare two drawings step by step, in the order of the steps' names."""
    old, new = before.steps, after.steps
    both = [(name, _step(name, old[name], new[name])) for name in sorted(old.keys() & new.keys())]
    return Differences(
        added=tuple(Named(name, new[name].type) for name in sorted(new.keys() - old.keys())),
        removed=tuple(Named(name, old[name].type) for name in sorted(old.keys() - new.keys())),
        changed=tuple(change for _, change in both if change is not None),
        settings=tuple(_changes(_settings(before), _settings(after))),
    )


def _step(name: str, before: Node, after: Node) -> StepChange | None:
    if before == after:
        return None
    return StepChange(
        step=name,
        type=_other("type", before.type, after.type),
        fields=tuple(_changes(before.fields, after.fields)),
        exits=tuple(_changes(before.exits, after.exits)),
        moved=before.place != after.place,
        comment=_other("comment", before.comment, after.comment),
    )


def _other(name: str, before: Any, after: Any) -> Change | None:
    return Change(name, before, after) if before != after else None


def _settings(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json", exclude={"steps"})


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], within: str = "") -> Iterator[Change]:
    """The values that differ, by their dotted names; what is inside lists counts as one value."""
    for key in sorted(before.keys() | after.keys()):
        name = within + key
        old, new = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _changes(old, new, f"{name}.")
        elif old != new or type(old) is not type(new):
            yield Change(name, None if old is _ABSENT else old, None if new is _ABSENT else new)
