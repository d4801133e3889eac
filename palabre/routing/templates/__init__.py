"""Scenarios to begin with, drawn beforehand, in French and English: one file each.

What stands in a file as `{fr: …, en: …}` is a text in both languages; a step's `name` is what the step is
called in the drawing. Fields that name a thing of the account are left open, for the subscriber to fill in.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from palabre.kit.errors import LANGUAGES, Language
from palabre.routing.flow import Document
from palabre.routing.step import kinds
from palabre.routing.yaml_text import read


@dataclass(frozen=True)
class Stock:
    """A drawing that every account can begin with, in one language."""

    key: str
    name: str
    description: str
    document: Document


@cache
def stock(language: Language) -> dict[str, Stock]:
    """All of them whose kinds of steps this installation has, by their keys."""
    found = [_read(file, language) for file in sorted(Path(__file__).parent.glob("*.yaml"))]
    return {
        each.key: each for each in found if all(node.type in kinds() for node in each.document.steps.values())
    }


def _read(file: Path, language: Language) -> Stock:
    drawn = _in(language, read(file.read_text(encoding="utf-8")))
    called = {key: step.pop("name") for key, step in drawn["steps"].items()}
    for step in drawn["steps"].values():
        step["exits"] = {exit: called[to] for exit, to in step.get("exits", {}).items()}
    steps = {called[key]: step for key, step in drawn["steps"].items()}
    document = Document.model_validate({"start": called[drawn["start"]], "steps": steps})
    return Stock(file.stem, drawn["name"], drawn["description"], document)


def _in(language: Language, value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == set(LANGUAGES):
        return value[language]
    if isinstance(value, dict):
        return {key: _in(language, each) for key, each in value.items()}
    if isinstance(value, list):
        return [_in(language, each) for each in value]
    return value
