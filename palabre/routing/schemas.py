"""The shapes of scenarios in the API."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from palabre.calls.schemas import FactOut
from palabre.calls.summary import Outcome
from palabre.kit.inputs import Digits, Input, Name, Output, untouched
from palabre.routing.flow import Document
from palabre.routing.trial import ScriptedCall

DEEPEST = 30
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Drawing(Document):
    """A document as clients send it: with values that the database can keep, and people can read."""

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, drawn: Any) -> Any:
        for value, depth in _values(drawn):
            if depth > DEEPEST:
                raise PydanticCustomError("too_deep", "lists in lists in lists")
            if isinstance(value, str) and (
                "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value)
            ):
                raise PydanticCustomError("not_printable", "control characters are not allowed")
            if isinstance(value, float) and not math.isfinite(value):
                raise PydanticCustomError("not_finite", "infinity is no number")
        return drawn


def _values(drawn: Any) -> Iterator[tuple[Any, int]]:
    """Everything inside a JSON value, and how deep it lies."""
    waiting = [(drawn, 0)]
    while waiting:
        value, depth = waiting.pop()
        yield value, depth
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for each in (*value.keys(), *value.values())]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]


class ScenarioNew(Input):
    """A scenario: its name, the short number of a menu, and what is drawn already."""

    name: Name
    number: Digits | None = None
    draft: Drawing = Drawing(start="", steps={})


class ScenarioChange(Input):
    """What can change of a scenario beside its draft; null takes the short number away."""

    name: Name = untouched()
    number: Digits | None = untouched()


class ScenarioCopy(Input):
    """The name and the short number of a copy; `version` unset: the draft is copied."""

    name: Name
    number: Digits | None = None
    version: Version | None = None


class LockOut(Output):
    """Who alone may change a scenario, since when, and until when if he changes nothing more."""

    user_id: UUID
    email: str
    since: datetime
    until: datetime


class ScenarioOut(Output):
    """A scenario; `draft_differs` from what calls follow, which is nothing until it is published."""

    id: UUID
    name: str
    number: str | None
    published_version: int | None
    draft_differs: bool
    archived_at: datetime | None
    lock: LockOut | None
    created_at: datetime
    updated_at: datetime


class HistoryOut(Output):
    """How many times undo and redo are possible."""

    undo: int
    redo: int


class ScenarioDrawn(ScenarioOut):
    """A scenario with its draft."""

    draft: Document
    history: HistoryOut


class ProblemOut(Output):
    """Why a draft cannot be published: `step` and `field` say where (null: the scenario as a whole)."""

    step: str | None
    field: str | None
    code: str
    message: str


class Checked(Output):
    """What was found in a draft; it can be published when there are no problems, whatever the warnings."""

    problems: list[ProblemOut]
    warnings: list[ProblemOut] = []


class VersionOut(Output):
    """A published version."""

    version: int
    published_at: datetime
    published_by: UUID | None
    note: str | None


class VersionDrawn(VersionOut):
    """A published version with its document."""

    document: Document


class TryIn(ScriptedCall):
    """A scripted call into a scenario: into its draft, or into a published version."""

    version: Version | None = Field(None, description="unset: the draft")


class TakenOut(Output):
    """A step that the call went through: the exit taken (null: the call ended in it), and when."""

    step: str
    type: str
    exit: str | None
    seconds: float


class HeardOut(Output):
    """What the caller heard, from second `at` on, for how long, and whether it was cut."""

    says: list[str]
    at: float
    seconds: float
    cut: bool


class RangOut(Output):
    """A phone, or a number over a trunk, that was rung, and the number shown to it."""

    endpoint: str
    number: str | None
    shown: str


class StoryOut(Output):
    """What became of a trial; seconds count from its beginning, `ended_by` is caller or us."""

    path: list[TakenOut]
    heard: list[HeardOut]
    rang: list[RangOut]
    outcome: Outcome
    ended_by: str
    seconds: float
    facts: list[FactOut]


class StepType(Output):
    """A kind of step: its icon and group in the builder, its form as JSON Schema, its exits.

    The values of the field `exits_from` are exits too; every step can also leave by `failed`.
    """

    type: str
    icon: str
    group: str
    exits: list[str]
    exits_from: str | None
    fields: dict[str, Any]
