"""The shapes of versions, their differences and the history of drafts in the API."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Input, Output, Prose
from palabre.routing.schemas import Version

Note = Annotated[Prose, StringConstraints(max_length=500)]
DraftOrVersion = Annotated[Literal["draft"] | Version, Field(description="the draft, or a version's number")]


def number_of(version: DraftOrVersion) -> int | None:
    """A version's number; None of the draft."""
    return None if version == "draft" else version


class PublishIn(Input):
    """What is new in a version, for those who read the list of versions."""

    note: Note | None = None


class RollBackIn(Input):
    """Whether calls follow it at once, as a new version, or only the draft is what was published once."""

    publish: bool = False
    note: Note | None = None


class ChangeOut(Output):
    """A field or an exit with another value now; null is nothing, names of nested fields have dots."""

    name: str
    before: Any
    after: Any


class NamedStep(Output):
    """A step and its type."""

    step: str
    type: str


class StepChangeOut(Output):
    """What changed of a step; `exits` are its arrows, `moved` tells of its place on the canvas."""

    step: str
    type: ChangeOut | None
    fields: list[ChangeOut]
    exits: list[ChangeOut]
    moved: bool
    comment: ChangeOut | None


class DifferencesOut(Output):
    """What changed from one drawing to another; `settings` are what a drawing holds beside its steps."""

    added: list[NamedStep]
    removed: list[NamedStep]
    changed: list[StepChangeOut]
    settings: list[ChangeOut]


class SavedDraftOut(Output):
    """A draft that was saved once; undo and redo move `current`."""

    entry: int
    saved_at: datetime
    saved_by: UUID | None
    current: bool
