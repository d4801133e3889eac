"""Says which variables a scenario names that do not exist, or that nobody may set."""

import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from palabre.calls.directory import Account
from palabre.routing.flow import Document, Placed, Problem
from palabre.routing.variables import (
    SYSTEM,
    AccountVariables,
    Marked,
    VariableReadOnly,
    VariableUnknown,
    Writes,
)


def problems_of_variables(
    document: Document, steps: Mapping[str, Placed], account: Account
) -> Iterator[Problem]:
    """A name is known when the system, the scenario, one of its steps or the account brings it along."""
    known = {*SYSTEM, *document.variables, *account.part(AccountVariables).by_name}
    for name in document.variables.keys() & SYSTEM.keys():
        yield Problem(None, VariableReadOnly(field=f"variables.{name}", name=name))
    named = [(step, *each) for step, placed in steps.items() for each in variables_of(placed.step)]
    known |= {name for _, _, name, writes in named if writes}
    for step, field, name, writes in named:
        if writes and name in SYSTEM:
            yield Problem(step, VariableReadOnly(field=field, name=name))
        elif name not in known:
            yield Problem(step, VariableUnknown(field=field, name=name))


def variables_of(form: BaseModel) -> Iterator[tuple[str, str, bool]]:
    """The variables that a step's fields name, also in nested forms: field, variable, whether it is set."""
    for name, marks in _marks_of(type(form)).items():
        for text in _texts(value := getattr(form, name)):
            for mark in marks:
                yield from ((name, each, isinstance(mark, Writes)) for each in mark.names(text))
        for each in _forms(value):
            for field, variable, writes in variables_of(each):
                yield f"{name}.{field}", variable, writes


@cache
def _marks_of(form: type[BaseModel]) -> dict[str, tuple[Marked, ...]]:
    return {
        name: tuple(_marks((info.annotation, *info.metadata))) for name, info in form.model_fields.items()
    }


def _marks(annotation: Any) -> Iterator[Marked]:
    """The marks anywhere in `Filled`, `Filled | None`, `dict[str, Filled]`…"""
    if isinstance(annotation, Marked):
        yield annotation
    parts = annotation if isinstance(annotation, tuple) else typing.get_args(annotation)
    for each in parts:
        yield from _marks(each)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple, frozenset)):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))


def _forms(value: Any) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _forms(each)
    elif isinstance(value, dict):
        yield from _forms(list(value.values()))
