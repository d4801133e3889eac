"""Random scenarios out of every kind of step: what the features' cases play, put together anyhow."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from palabre.calls.directory import Account
from palabre.phone.script import (
    Absent,
    Answers,
    Behaviour,
    Moment,
    Press,
    Refuses,
    Rings,
    SaysNothing,
    Script,
)
from palabre.routing.check_variables import variables_of
from palabre.routing.flow import Document
from palabre.routing.step import FAILED, Step, kinds, references
from palabre.routing.variables import SYSTEM
from tests.cases import all_cases
from tests.company import Company

NAMES = ["a", "b", "c", "d", "e", "f", "g"]
END = {"type": "hang_up", "fields": {}, "exits": {}}
Drawn = dict[str, Any]


@dataclass(frozen=True)
class Material:
    """A company that has everything the cases name, and the steps that can be drawn in it, by kind."""

    account: Account
    steps: Mapping[str, list[tuple[Step, Drawn]]]
    phones: list[str] = field(default_factory=list)


@cache
def material() -> Material:
    """What the cases of all features offer."""
    cases = list(all_cases())
    company: dict[str, Any] = {}
    for case in cases:
        _merge(company, case.company)
    company["language"] = "fr"
    account = Company(company).account()
    steps: dict[str, list[tuple[Step, Drawn]]] = defaultdict(list)
    for drawn in (drawn for case in cases for drawn in _steps_of(case.described)):
        found = _fit(drawn, account)
        if found is not None and all(found != known for known, _ in steps[drawn["type"]]):
            steps[drawn["type"]].append((found, drawn))
    phones = [
        f"{each}@acme.test" for _, one in company["extensions"].items() for each in one.get("phones", ())
    ]
    return Material(account, steps, [*phones, *(f"trunk-{each}" for each in company["trunks"])])


def _merge(company: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, described in more.items():
        known = company.get(name)
        if isinstance(known, dict):
            company[name] = known | described
        elif isinstance(known, list):
            company[name] = known + [each for each in described if each not in known]
        else:
            company[name] = described


def _steps_of(described: Mapping[str, Any]) -> list[Drawn]:
    if "scenario" in described:
        return [{"fields": {}, **each} for each in described["scenario"]["steps"].values()]
    if "step" in described:
        fields = {name: value for name, value in described["step"].items() if name != "type"}
        return [{"type": described["step"]["type"], "fields": fields}]
    return []


def _fit(drawn: Drawn, account: Account) -> Step | None:
    """The step, when nothing but its arrows could forbid to publish it."""
    try:
        step = kinds()[drawn["type"]].model_validate(drawn["fields"])
    except (KeyError, ValidationError):
        return None
    lost = any(not account.has(kind, thing) for _, kind, thing in references(step))
    return None if lost or any(step.problems()) or any(step.problems_in(account)) else step


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A scenario whose every arrow leads somewhere; silent ones lead forward, unless it shall go wrong."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    careless = draw(st.integers(0, 9)) == 0
    steps = {}
    for place, name in enumerate(names):
        kind = draw(st.sampled_from(sorted(material().steps)))
        step, drawn = draw(st.sampled_from(material().steps[kind]))
        exits = [*step.exits(), *([FAILED] if draw(st.booleans()) else [])]
        anywhere, ahead = st.sampled_from([*names, "end"]), st.sampled_from([*names[place + 1 :], "end"])
        arrows = {each: draw(anywhere if careless or _heard(step, each) else ahead) for each in exits}
        steps[name] = {"type": kind, "fields": drawn["fields"], "exits": arrows}
    drawing = {"start": names[0], "steps": {**steps, "end": END}, "variables": _named(steps)}
    return reachable(Document.model_validate(drawing))


def _named(steps: Mapping[str, Drawn]) -> dict[str, Any]:
    """The variables that the steps name, declared."""
    read = [kinds()[each["type"]].model_validate(each["fields"]) for each in steps.values()]
    named = {name for step in read for _, name, _ in variables_of(step)}
    return {name: {} for name in named - SYSTEM.keys()}


def _heard(step: Step, exit_: str) -> bool:
    """Whether a caller has heard something when an exit is taken."""
    return step.takes_time and not step.silence() and exit_ != FAILED and exit_ not in step.at_once


def reachable(document: Document) -> Document:
    """Without the steps that nothing leads to: they could not be published."""
    reached: dict[str, Any] = {}
    waiting = [document.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached[name] = document.steps[name]
            waiting += document.steps[name].exits.values()
    return document.model_copy(update={"steps": reached})


BEHAVIOURS: st.SearchStrategy[Behaviour] = st.sampled_from(
    [Absent(), Rings(), Refuses(), SaysNothing(), Answers(2, 5)]
)
PRESSES = st.lists(
    st.builds(
        Press,
        st.text("0123456789#*", min_size=1, max_size=5),
        st.builds(Moment, st.floats(0, 120)) | st.builds(Moment, st.floats(0, 5), st.integers(1, 20)),
    ),
    max_size=12,
)


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """A caller who presses anything at any moment and leaves in the end, and phones with their moods."""
    phones = {each: draw(BEHAVIOURS) for each in material().phones}
    return Script(tuple(draw(PRESSES)), Moment(120), phones, draw(BEHAVIOURS))
