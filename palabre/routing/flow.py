"""A scenario as data: the document that the subscriber draws, and the flow that a call walks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from palabre.kit.errors import PalabreError
from palabre.routing.step import Step, kinds
from palabre.routing.variables import Declared, VariableName

STEP_LIMIT = 500
VARIABLE_LIMIT = 100
StepName = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Node(BaseModel):
    """One step in a document: its type, its fields, where its exits lead, and a comment."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(max_length=40)
    fields: dict[str, Any] = {}
    exits: dict[str, str] = {}
    place: tuple[float, float] | None = Field(None, description="where it stands on the canvas")
    comment: str | None = Field(None, max_length=500, description="what colleagues should know of it")


class Document(BaseModel):
    """A scenario as it is drawn, stored and exported."""

    model_config = ConfigDict(extra="forbid")

    start: str = Field(max_length=40)
    steps: dict[StepName, Node] = Field(max_length=STEP_LIMIT)
    variables: dict[VariableName, Declared] = Field({}, max_length=VARIABLE_LIMIT)


@dataclass(frozen=True)
class Placed:
    """A step in a flow, with the arrows that leave it."""

    step: Step
    exits: dict[str, str]


@dataclass(frozen=True)
class Flow:
    """A document ready to be walked; `key` finds it again after a restart: `scenario:<id>:<version>`…"""

    key: str
    start: str
    steps: dict[str, Placed]
    variables: Mapping[str, Declared] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Why a document cannot be published, and where."""

    step: str | None
    error: PalabreError


class UnknownStepType(PalabreError):
    """A document names a kind of step that does not exist."""

    code, status = "unknown_step_type", 422
    fr = "L'étape « {step} » est d'un type inconnu : {type}."
    en = "Step “{step}” is of an unknown type: {type}."


class StepFieldWrong(PalabreError):
    """A field of a step is missing or outside its limits."""

    code, status = "step_field_wrong", 422
    fr = "L'étape « {step} » : le champ {name} n'est pas valable ({reason})."
    en = "Step “{step}”: the field {name} is not valid ({reason})."


class ScenarioInvalid(PalabreError):
    """A scenario that cannot be walked."""

    code, status = "scenario_invalid", 422
    fr = "Le scénario n'est pas complet : {count} problème(s)."
    en = "The scenario is not complete: {count} problem(s)."

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems


def parse(document: Document, key: str) -> Flow:
    """The flow of a document; ScenarioInvalid tells all wrong fields at once."""
    steps, problems = read_steps(document)
    if problems:
        raise ScenarioInvalid(problems)
    return Flow(key, document.start, steps, document.variables)


def read_steps(document: Document) -> tuple[dict[str, Placed], list[Problem]]:
    """The steps that can be read, and what is wrong with the others."""
    steps: dict[str, Placed] = {}
    problems: list[Problem] = []
    for name, node in document.steps.items():
        kind = kinds().get(node.type)
        if kind is None:
            problems.append(Problem(name, UnknownStepType(step=name, type=node.type)))
            continue
        try:
            steps[name] = Placed(kind.model_validate(node.fields), node.exits)
        except ValidationError as invalid:
            problems.extend(_wrong_fields(name, invalid))
    return steps, problems


def _wrong_fields(step: str, invalid: ValidationError) -> list[Problem]:
    problems = []
    for each in invalid.errors(include_url=False, include_input=False):
        name = ".".join(str(part) for part in each["loc"]) or "fields"
        error = StepFieldWrong(field=name, step=step, name=name, reason=each["msg"])
        problems.append(Problem(step, error))
    return problems


def single(key: str, step: Step, exits: dict[str, Step] | None = None) -> Flow:
    """A flow of one step, with a step behind some of its exits: what a short number leads to."""
    after = {f"after_{name}": Placed(each, {}) for name, each in (exits or {}).items()}
    first = Placed(step, {name: f"after_{name}" for name in exits or {}})
    return Flow(key, "start", {"start": first, **after})
