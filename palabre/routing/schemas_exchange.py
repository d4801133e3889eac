"""The shapes of texts that scenarios are brought in from."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Input, Name, Output
from palabre.routing.schemas import ProblemOut, ScenarioDrawn

Yaml = Annotated[str, StringConstraints(min_length=1, max_length=500_000)]


class ImportIn(Input):
    """A text as exported; with `dry_run` nothing is kept, and only told what would become of it."""

    text: Yaml
    dry_run: bool = False


class ImportNew(ImportIn):
    """The same, for a new scenario: its name, unless it keeps that of the text."""

    name: Name | None = None


class MatchOut(Output):
    """A thing that the text names; `found_id` is the account's thing that it means here (null: none).

    `found_by`: it is the same thing (`id`), or one of the same name, or only of the same short number.
    """

    kind: str
    key: str
    name: str | None
    id: UUID | None
    found_id: UUID | None
    found_name: str | None
    found_by: Literal["id", "name", "number"] | None


class ImportedOut(Output):
    """What became of a text: the scenario (null in a dry run), what its names mean, and what is missing."""

    scenario: ScenarioDrawn | None
    things: list[MatchOut]
    unknown: int = Field(description="how many of the things are not in this account")
    problems: list[ProblemOut]
