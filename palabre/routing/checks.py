"""Says why a scenario cannot be published, before any caller finds out."""

from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from palabre.kit.errors import PalabreError
from palabre.routing.flow import Document, Placed, Problem, read_steps
from palabre.routing.step import FAILED, references

Exists = Callable[[str, UUID], bool]
"""Whether the account has a thing of some kind."""


class ScenarioEmpty(PalabreError):
    """A scenario without a first step."""

    code, status = "scenario_empty", 422
    fr = "Le scénario n'a pas de première étape."
    en = "The scenario has no first step."


class DeadEnd(PalabreError):
    """An exit from which the caller gets nowhere."""

    code, status = "dead_end", 422
    fr = "Étape « {step} » : la sortie « {exit} » ne mène nulle part."
    en = "Step “{step}”: the exit “{exit}” leads nowhere."


class ArrowToNothing(PalabreError):
    """An arrow to a step that does not exist."""

    code, status = "arrow_to_nothing", 422
    fr = "Étape « {step} » : la sortie « {exit} » mène à « {target} », qui n'existe pas."
    en = "Step “{step}”: the exit “{exit}” leads to “{target}”, which does not exist."


class UnknownExit(PalabreError):
    """An arrow from an exit that the step does not have."""

    code, status = "unknown_exit", 422
    fr = "L'étape « {step} » n'a pas de sortie « {exit} »."
    en = "Step “{step}” has no exit “{exit}”."


class StepUnreachable(PalabreError):
    """A step that no arrow leads to."""

    code, status = "step_unreachable", 422
    fr = "Aucun chemin ne mène à l'étape « {step} »."
    en = "No way leads to step “{step}”."


class LoopWithoutWait(PalabreError):
    """Steps in a circle of which none speaks or waits."""

    code, status = "loop_without_wait", 422
    fr = "Les étapes {steps} tournent en rond sans parler ni attendre."
    en = "The steps {steps} go round without speaking or waiting."


class ReferenceUnknown(PalabreError):
    """A step names something that the account does not have."""

    code, status = "reference_unknown", 422
    fr = "Étape « {step} » : {name} désigne un élément qui n'existe pas."
    en = "Step “{step}”: {name} names something that does not exist."


def check(document: Document, exists: Exists) -> list[Problem]:
    """Everything that forbids publishing, empty when all is well."""
    steps, problems = read_steps(document)
    if document.start not in document.steps:
        problems.append(Problem(None, ScenarioEmpty(field="start")))
    for name, placed in steps.items():
        problems.extend(Problem(name, error) for error in _of_step(name, placed, document, exists))
    if not problems:
        problems.extend(_of_graph(document.start, steps))
    return problems


def _of_step(name: str, placed: Placed, document: Document, exists: Exists) -> Iterator[PalabreError]:
    exits = placed.step.exits()
    for each in exits:
        if each not in placed.exits:
            yield DeadEnd(field=f"exits.{each}", step=name, exit=each)
    for each, target in placed.exits.items():
        if each not in exits and each != FAILED:
            yield UnknownExit(field=f"exits.{each}", step=name, exit=each)
        elif target not in document.steps:
            yield ArrowToNothing(field=f"exits.{each}", step=name, exit=each, target=target)
    for field, kind, ref in references(placed.step):
        if not exists(kind, ref):
            yield ReferenceUnknown(field=field, step=name, name=field)
    yield from placed.step.problems()


def _of_graph(start: str, steps: dict[str, Placed]) -> Iterator[Problem]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(steps[name].exits.values())
    for name in steps.keys() - reached:
        yield Problem(name, StepUnreachable(step=name))
    silent = {name for name, placed in steps.items() if not placed.step.takes_time}
    try:
        TopologicalSorter({each: silent & set(steps[each].exits.values()) for each in silent}).prepare()
    except CycleError as circle:
        yield Problem(circle.args[1][0], LoopWithoutWait(steps=", ".join(circle.args[1])))
