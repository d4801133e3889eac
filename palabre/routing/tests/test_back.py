"""The way back through menus is read from the facts, so that a restart does not lose it."""

from palabre.calls.facts import Kind
from palabre.routing.back import Place, visited
from tests.log import BEGUN, Told, told


def entered(step: str, kind: str = "menu", flow: str = "scenario:1:1") -> Told:
    return Kind.STEP_ENTERED, {"flow": flow, "step": step, "type": kind}


def steps(*facts: Told) -> list[str]:
    return [each.step for each in visited(told([*BEGUN, *facts]))]


def test_menus_and_nothing_else_are_remembered() -> None:
    assert steps(entered("main"), entered("hello", "greeting"), entered("sub")) == ["main", "sub"]


def test_a_menu_that_is_asked_again_counts_once() -> None:
    assert steps(entered("main"), entered("main"), entered("sub"), entered("sub")) == ["main", "sub"]


def test_coming_back_forgets_what_was_behind() -> None:
    assert steps(entered("main"), entered("sub"), entered("deep"), entered("sub")) == ["main", "sub"]


def test_steps_of_the_same_name_in_other_scenarios_are_others() -> None:
    places = visited(told([*BEGUN, entered("menu"), entered("menu", flow="scenario:2:1")]))
    assert places == [Place("scenario:1:1", "menu"), Place("scenario:2:1", "menu")]


def test_a_kind_of_step_that_is_known_no_more_is_none() -> None:
    assert steps(entered("main"), entered("old", "teleport")) == ["main"]
