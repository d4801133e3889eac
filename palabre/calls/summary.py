"""A call in one row, folded from its facts."""

import re
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from palabre.calls.facts import Fact, Kind

CHOICE = re.compile(r"[0-9*#]{1,32}")
MOST_KEYS = 50
LONGEST_TAG, MOST_TAGS = 60, 10


class Outcome(StrEnum):
    """How a call went, as the history shows it."""

    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNAVAILABLE = "unavailable"
    REJECTED = "rejected"
    ABANDONED = "abandoned"
    MESSAGE = "message"
    REFUSED = "refused"
    FAILED = "failed"


class Summary(msgspec.Struct):
    """One call so far: `step` is its place in the scenario, `talking` since when, `keys` were its choices,
    `rang` all whom it has rung.

    `holding` are the parties that have put the other side on hold, and since when. Times are UTC.
    """

    account: UUID
    call: UUID
    started_at: datetime
    direction: str = "inbound"
    caller: str = ""
    caller_name: str = ""
    called: str = ""
    outcome: Outcome = Outcome.RINGING
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    cause: int = 0
    talking: datetime | None = None
    talk_ms: int = 0
    scenario: str | None = None
    version: int | None = None
    flow: str = ""
    step: str = ""
    with_whom: str = ""
    rang: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    facts: int = 0
    tags: list[str] = msgspec.field(default_factory=list)
    holding: dict[str, datetime] = msgspec.field(default_factory=dict)

    @property
    def held_since(self) -> datetime | None:
        """Since when somebody is on hold."""
        return min(self.holding.values(), default=None)

    @property
    def duration_ms(self) -> int:
        """From the first ring to the end, or 0 while it lasts."""
        return _ms(self.started_at, self.ended_at) if self.ended_at else 0


def fold(summary: Summary | None, fact: Fact) -> Summary:
    """The summary with one more fact; a fact that is in it already changes nothing."""
    if summary is None:
        summary = Summary(fact.account, fact.call, fact.at)
    if fact.seq <= summary.facts:
        return summary
    summary.facts = fact.seq
    change = CHANGES.get(fact.kind)
    if change is not None:
        change(summary, fact.at, fact.data)
    return summary


def _ms(start: datetime, end: datetime) -> int:
    return round((end - start).total_seconds() * 1000)


def _started(summary: Summary, at: datetime, data: dict[str, Any]) -> None:
    summary.started_at = at
    summary.direction = data["direction"]
    summary.caller = data["caller"]
    summary.caller_name = data["caller_name"]
    summary.called = data["dialled"]


def _answered(summary: Summary, at: datetime, _: dict[str, Any]) -> None:
    summary.answered_at = summary.answered_at or at


def _step_entered(summary: Summary, at: datetime, data: dict[str, Any]) -> None:
    summary.flow, summary.step = data["flow"], data["step"]
    kind, _, rest = summary.flow.partition(":")
    if kind == "scenario" and summary.scenario is None:
        scenario, _, version = rest.partition(":")
        summary.scenario, summary.version = scenario, int(version)


def _step_left(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    """Exits of digits are keys of a menu, or answers that have a way of their own."""
    if CHOICE.fullmatch(data.get("exit") or "") and len(summary.keys) < MOST_KEYS:
        summary.keys = (*summary.keys, data["exit"])


def _dialled(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    summary.with_whom = data["to"]
    if data["to"] not in summary.rang:
        summary.rang = (*summary.rang, data["to"])


def _dial_missed(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    if summary.outcome is not Outcome.ANSWERED:
        summary.outcome = Outcome(data["result"])


def _talk_started(summary: Summary, at: datetime, data: dict[str, Any]) -> None:
    summary.outcome = Outcome.ANSWERED
    summary.talking = at
    summary.with_whom = data["with"]


def _talk_ended(summary: Summary, at: datetime, _: dict[str, Any]) -> None:
    if summary.talking is not None:
        summary.talk_ms += _ms(summary.talking, at)
    summary.talking = None


def _held(summary: Summary, at: datetime, data: dict[str, Any]) -> None:
    summary.holding = {**summary.holding, data["party"]: at}


def _resumed(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    if summary.holding and data["party"] in summary.holding:
        summary.holding = {party: at for party, at in summary.holding.items() if party != data["party"]}


def _recorded(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    if summary.outcome is not Outcome.ANSWERED and data.get("message"):
        summary.outcome = Outcome.MESSAGE


def _refused(summary: Summary, _: datetime, __: dict[str, Any]) -> None:
    summary.outcome = Outcome.REFUSED


def _failed(summary: Summary, _: datetime, __: dict[str, Any]) -> None:
    if summary.outcome is Outcome.RINGING:
        summary.outcome = Outcome.FAILED


def _tagged(summary: Summary, _: datetime, data: dict[str, Any]) -> None:
    if data["tag"] not in summary.tags and len(summary.tags) < MOST_TAGS:
        summary.tags = [*summary.tags, data["tag"]]


def _ended(summary: Summary, at: datetime, data: dict[str, Any]) -> None:
    _talk_ended(summary, at, data)
    if summary.outcome is Outcome.RINGING:
        # who dials a feature code talks with nobody, and gets what he wants all the same
        used = summary.flow.startswith("code:")
        summary.outcome = Outcome.ANSWERED if used else Outcome.ABANDONED
    summary.ended_at = at
    summary.cause = data["cause"]


CHANGES: dict[str, Callable[[Summary, datetime, dict[str, Any]], None]] = {
    Kind.STARTED: _started,
    Kind.ANSWERED: _answered,
    Kind.STEP_ENTERED: _step_entered,
    Kind.STEP_LEFT: _step_left,
    Kind.DIALLED: _dialled,
    Kind.DIAL_MISSED: _dial_missed,
    Kind.TALK_STARTED: _talk_started,
    Kind.TALK_ENDED: _talk_ended,
    Kind.HELD: _held,
    Kind.RESUMED: _resumed,
    Kind.PARTY_LEFT: _resumed,
    Kind.RECORDED: _recorded,
    Kind.REFUSED: _refused,
    Kind.FAILED: _failed,
    Kind.TAGGED: _tagged,
    Kind.ENDED: _ended,
}
