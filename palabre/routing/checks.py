"""Says why a scenario cannot be published, before any caller finds out."""

from collections.abc import Iterator
from uuid import UUID

from palabre.calls.directory import Account
from palabre.kit.errors import PalabreError
from palabre.routing.check_variables import problems_of_variables
from palabre.routing.flow import Document, Flow, Placed, Problem, read_steps
from palabre.routing.silence import silences
from palabre.routing.step import FAILED, references

TIME_IS_OVER = frozenset({"no_key", "no_answer", "timeout"})
"""Exits that are taken when nothing came for as long as a step waits."""


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


class WaitWithoutExit(PalabreError):
    """A step that waits, and does not say what comes when nobody does anything."""

    code, status = "wait_without_exit", 422
    fr = "Étape « {step} » : rien n'est prévu quand l'attente est finie (sortie « {exit} »)."
    en = "Step “{step}”: nothing is foreseen for when its time is over (exit “{exit}”)."


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


class ChoiceWithoutEffect(PalabreError):
    """A choice of the caller leads where he would get without choosing."""

    code, status = "choice_without_effect", 422
    fr = "Étape « {step} » : « {exit} » mène au même endroit que l'absence de réponse (« {other} »)."
    en = "Step “{step}”: “{exit}” leads to the same place as no answer at all (“{other}”)."


class ReferenceUnknown(PalabreError):
    """A step names something that the account does not have."""

    code, status = "reference_unknown", 422
    fr = "Étape « {step} » : {name} désigne un élément qui n'existe pas."
    en = "Step “{step}”: {name} names something that does not exist."


def check(document: Document, account: Account, scenario: UUID | None = None) -> list[Problem]:
    """Everything that forbids publishing, empty when all is well; `scenario` is the one that is drawn."""
    steps, problems = read_steps(document)
    if document.start not in document.steps:
        problems.append(Problem(None, ScenarioEmpty(field="start")))
    for name, placed in steps.items():
        problems.extend(Problem(name, error) for error in _of_step(name, placed, document, account))
    problems.extend(problems_of_variables(document, steps, account))
    if not problems:
        problems.extend(_unreachable(document.start, steps))
        problems.extend(silences(Flow(f"scenario:{scenario}:0", document.start, steps), account))
    return problems


def warn(document: Document, account: Account) -> list[Problem]:
    """What is probably not meant; a document that cannot be published has other worries."""
    steps, _ = read_steps(document)
    return [
        Problem(name, error)
        for name, placed in steps.items()
        for error in (*_without_effect(name, placed), *placed.step.warnings_in(account))
    ]


def _of_step(name: str, placed: Placed, document: Document, account: Account) -> Iterator[PalabreError]:
    exits = placed.step.exits()
    for each in exits:
        if each not in placed.exits:
            kind = WaitWithoutExit if each in TIME_IS_OVER else DeadEnd
            yield kind(field=f"exits.{each}", step=name, exit=each)
    for each, target in placed.exits.items():
        if each not in exits and each != FAILED:
            yield UnknownExit(field=f"exits.{each}", step=name, exit=each)
        elif target not in document.steps:
            yield ArrowToNothing(field=f"exits.{each}", step=name, exit=each, target=target)
    for field, kind_of_thing, ref in references(placed.step):
        if not account.has(kind_of_thing, ref):
            yield ReferenceUnknown(field=field, step=name, name=field)
    yield from placed.step.problems()
    yield from placed.step.problems_in(account)


def _unreachable(start: str, steps: dict[str, Placed]) -> Iterator[Problem]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(steps[name].exits.values())
    for name in steps.keys() - reached:
        yield Problem(name, StepUnreachable(step=name))


def _without_effect(name: str, placed: Placed) -> Iterator[PalabreError]:
    """Keys of a menu that lead where silence leads."""
    chosen = getattr(placed.step, placed.step.exits_from, ()) if placed.step.exits_from else ()
    for silent in TIME_IS_OVER & placed.exits.keys():
        for each in chosen:
            if placed.exits.get(each) == placed.exits[silent]:
                yield ChoiceWithoutEffect(field=f"exits.{each}", step=name, exit=each, other=silent)
