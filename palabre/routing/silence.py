"""Finds the ways through a scenario on which a caller hears nothing: round and round, or for too long."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from palabre.calls.directory import Account
from palabre.kit.errors import PalabreError
from palabre.routing.flow import Flow, Placed, Problem
from palabre.routing.scenarios import Scenarios
from palabre.routing.step import FAILED

LONGEST_SECONDS = 20
"""So long a caller may hear nothing before he believes that the line is dead."""


class LoopWithoutWait(PalabreError):
    """Steps in a circle that a call can go round without a sound."""

    code, status = "loop_without_wait", 422
    fr = "Les étapes {steps} peuvent tourner en rond sans que l'appelant entende rien."
    en = "The steps {steps} can go round without the caller hearing anything."


class SilenceTooLong(PalabreError):
    """Steps in a row in which a caller hears nothing."""

    code, status = "silence_too_long", 422
    fr = "Dans les étapes {steps}, l'appelant peut n'entendre aucun son pendant {seconds} secondes."
    en = "In the steps {steps} the caller may hear nothing for {seconds} seconds."


@dataclass(frozen=True)
class _Spot:
    """A step of a flow; the scenario that is checked has the empty key."""

    flow: str
    step: str


Ways = dict[_Spot, set[_Spot]]


def silences(drawn: Flow, account: Account) -> Iterator[Problem]:
    """What is wrong with the silent ways of a scenario and of those that it goes on in."""
    map_ = _Map(drawn, account)
    ways = map_.silent_ways()
    for circle in _circles(ways):
        yield Problem(map_.own(circle), LoopWithoutWait(steps=map_.words(circle)))
    seconds: dict[_Spot, float] = {}
    for spot in TopologicalSorter(ways).static_order():
        longest = max((seconds[each] for each in ways.get(spot, ())), default=0.0)
        seconds[spot] = longest + map_.placed(spot).step.silence()
    for spot in ways:
        if not spot.flow and seconds[spot] > LONGEST_SECONDS and not _follows_silence(spot, ways, map_):
            row = _longest_row(spot, ways, seconds)
            yield Problem(spot.step, SilenceTooLong(steps=map_.words(row), seconds=round(seconds[spot])))


def _circles(ways: Ways) -> Iterator[list[_Spot]]:
    """Each circle once; what was found is opened, so that the next one can be."""
    while True:
        try:
            TopologicalSorter(ways).prepare()
        except CycleError as found:
            circle: list[_Spot] = found.args[1][1:]
            yield list(reversed(circle))
            for each in circle:
                ways[each] = set()
        else:
            return


def _follows_silence(spot: _Spot, ways: Ways, map_: "_Map") -> bool:
    """Whether the silence began before: it is told where it begins."""
    return any(spot in after and map_.placed(each).step.silence() > 0 for each, after in ways.items())


def _longest_row(spot: _Spot, ways: Ways, seconds: dict[_Spot, float]) -> list[_Spot]:
    row = [spot]
    while after := ways[row[-1]]:
        row.append(max(after, key=lambda each: seconds[each]))
    return row


class _Map:
    """The scenario that is checked, and the published ones around it."""

    def __init__(self, drawn: Flow, account: Account) -> None:
        self._drawn = drawn
        self._account = account
        self._flows: dict[str, Flow] = {"": drawn}

    def placed(self, spot: _Spot) -> Placed:
        """The step of a spot."""
        return self._flows[spot.flow].steps[spot.step]

    def silent_ways(self) -> Ways:
        """From each spot to those that a call can reach from it without a sound."""
        ways: Ways = {}
        waiting = [_Spot("", each) for each in self._drawn.steps]
        while waiting:
            spot = waiting.pop()
            if spot not in ways:
                ways[spot] = set(self._after(spot))
                waiting.extend(ways[spot])
        return ways

    def _after(self, spot: _Spot) -> Iterator[_Spot]:
        placed = self.placed(spot)
        step = placed.step
        silent = not step.takes_time or step.silence() > 0
        for exit_, target in placed.exits.items():
            if silent or exit_ == FAILED or exit_ in step.at_once:
                yield _Spot(spot.flow, target)
        flow = step.goes_on_in(self._account)
        if flow is not None and silent:
            yield self._entered(flow)

    def _entered(self, flow: Flow) -> _Spot:
        if _without_version(flow.key) == _without_version(self._drawn.key):
            return _Spot("", self._drawn.start)
        self._flows[flow.key] = flow
        return _Spot(flow.key, flow.start)

    def own(self, spots: list[_Spot]) -> str | None:
        """The first of some spots that stands in the scenario that is checked."""
        return next((each.step for each in spots if not each.flow), None)

    def words(self, spots: list[_Spot]) -> str:
        """Their names, those of other scenarios with the scenario's."""
        return ", ".join(each.step + self._elsewhere(each) for each in spots)

    def _elsewhere(self, spot: _Spot) -> str:
        kind, _, rest = spot.flow.partition(":")
        if kind != "scenario":
            return ""
        name = self._account.part(Scenarios).names.get(UUID(rest.partition(":")[0]), rest)
        return f" ({name})"


def _without_version(key: str) -> str:
    return key.rpartition(":")[0]
