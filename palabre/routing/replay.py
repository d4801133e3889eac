"""Lets a call of the past happen once more, in any version of a scenario."""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.facts import Fact, Kind
from palabre.calls.models import FactRow
from palabre.kit.errors import NotFound, PalabreError
from palabre.phone.events import Caller
from palabre.phone.fake import FakePhone
from palabre.phone.script import Answers, Behaviour, Script
from palabre.routing.flow import Flow, Placed
from palabre.routing.past import BEATS, Act, Past, Visit, read_past, same_flow, since_entry
from palabre.routing.simulate import CALLER, Story, Taken, Trial, path_of, simulate
from palabre.routing.step import Step
from palabre.routing.trial import identities

MOST_FACTS = 5000
PATIENCE = 120
"""Where a replay goes another way, the caller waits so many seconds longer than he really did."""
STRAYED = 2
"""The same for a caller who hung up himself."""
STRANGER = Answers(3, 10)
"""What somebody does whom the real call did not reach."""


class CallNotOver(PalabreError):
    """A call that still goes on cannot be replayed."""

    code, status = "call_not_over", 409
    fr = "L'appel n'est pas terminé."
    en = "The call is not over yet."


@dataclass(frozen=True)
class Departure:
    """Where the replay goes another way: the step of that place then and now; None: the call had ended."""

    place: int
    was: Taken | None
    now: Taken | None


@dataclass(frozen=True)
class Replayed:
    """What a version does with a call; `assumed` names those of whom the real call tells nothing."""

    story: Story
    departure: Departure | None
    assumed: tuple[str, ...]


async def facts_of(session: AsyncSession, call_id: UUID) -> list[Fact]:
    """What is kept of a call, in order. Raises NotFound."""
    query = select(FactRow).where(FactRow.call_id == call_id).order_by(FactRow.seq).limit(MOST_FACTS)
    rows = (await session.scalars(query)).all()
    if not rows:
        raise NotFound(field="call_id", what=str(call_id))
    return [Fact(each.account_id, each.call_id, each.seq, each.at, each.kind, each.data) for each in rows]


async def replay(account: Account, flow: Flow, facts: Sequence[Fact]) -> Replayed:
    """Walk the call of these facts, all of them in order, through a flow, at the time when it was.

    Schedules, lists and other scenarios are those of today. Raises CallNotOver, TryTooLong.
    """
    if facts[-1].kind != Kind.ENDED:
        raise CallNotOver()
    started = facts[0].data
    lived = since_entry(facts, same_flow(flow.key))
    past = read_past(lived, started["party"])
    trial = Trial(
        start=past.began,
        caller=Caller(started["caller"], started["caller_name"]),
        script=_Known(others=STRANGER, sounds=past.sounds, turns=_turns(account, past)),
        dialled=started["dialled"],
        acts=_Actor(past, flow).sees,
    )
    story = await simulate(account, _recalling(flow, past), trial)
    reached = dict.fromkeys(each.data["to"] for each in story.facts if each.kind == Kind.DIALLED)
    assumed = tuple(each for each in reached if each not in past.dials)
    return Replayed(story, departure(tuple(path_of(lived)), story.path), assumed)


def departure(was: Sequence[Taken], now: Sequence[Taken]) -> Departure | None:
    """The first step that differs; another version of a scenario gone to is no difference."""
    for place in range(max(len(was), len(now))):
        then = was[place] if place < len(was) else None
        here = now[place] if place < len(now) else None
        if then is None or here is None or _key(then) != _key(here):
            return Departure(place, then, here)
    return None


def _key(taken: Taken) -> tuple[str, str, str | None]:
    return taken.step, taken.type, taken.exit and same_flow(taken.exit)


@dataclass(frozen=True)
class _Known(Script):
    """Everybody does each time what he did that time in reality; after the last time the same again."""

    turns: Mapping[str, deque[Behaviour]] = field(default_factory=dict)

    def behaviour(self, endpoint: str, number: str) -> Behaviour:
        turns = self.turns.get(endpoint) or self.turns.get(number)
        if not turns:
            return self.others
        return turns.popleft() if len(turns) > 1 else turns[0]


def _turns(account: Account, past: Past) -> dict[str, deque[Behaviour]]:
    """What the phones of each short number, and what each outside number did, time after time."""
    turns: dict[str, deque[Behaviour]] = {}
    for called, times in past.dials.items():
        for place, identity in enumerate(identities(account, called)):
            did = [phones[min(place, len(phones) - 1)] for phones in times if phones]
            if did:
                turns[identity] = deque(did)
    return turns


class _Actor:
    """The caller: in each step he does what he did when he really was in it."""

    def __init__(self, past: Past, flow: Flow) -> None:
        self._past = past
        self._waiting = list(past.visits)
        self._own = {(same_flow(flow.key), name) for name in flow.steps}
        self._been = {(each.flow, each.step) for each in past.visits}
        self._visit: Visit | None = None
        self._beat = 0

    def sees(self, phone: FakePhone, fact: Fact) -> None:
        """Something has happened in the call."""
        if fact.kind == Kind.STARTED:
            waits = STRAYED if self._past.left_by_himself else PATIENCE
            _later(phone, Act(self._past.seconds + waits, None))
        elif fact.kind == Kind.STEP_ENTERED:
            self._visit, self._beat = self._again(fact.data), 0
            self._act(phone)
        elif fact.kind in BEATS:
            self._beat += 1
            self._act(phone)

    def _act(self, phone: FakePhone) -> None:
        if self._visit is not None and self._beat < len(self._visit.beats):
            for act in self._visit.beats[self._beat]:
                _later(phone, act)

    def _again(self, entered: dict[str, Any]) -> Visit | None:
        """The visit in the past that this one is: of the same step, else of one that has been renamed."""
        here = same_flow(entered["flow"]), entered["step"]
        for visit in self._waiting:
            there = visit.flow, visit.step
            renamed = here not in self._been and there not in self._own and visit.type == entered["type"]
            if there == here or renamed:
                self._waiting.remove(visit)
                return visit
        return None


def _later(phone: FakePhone, act: Act) -> None:
    loop = asyncio.get_running_loop()
    if act.key is None:
        loop.call_later(act.seconds, phone.leave, CALLER)
    else:
        loop.call_later(act.seconds, phone.press, CALLER, act.key)


class _Recalled(Step):
    """Stands for a step that asks the world outside: it brings what the world said that time."""

    icon: ClassVar[str] = ""
    group: ClassVar[str] = ""

    visits: deque[Any]

    async def run(self, call: Call) -> str | None:
        visit: Visit = self.visits.popleft() if len(self.visits) > 1 else self.visits[0]
        for name, value in visit.variables.items():
            call.set_variable(name, value)
        return visit.exits[0] if visit.exits else None


def _recalling(flow: Flow, past: Past) -> Flow:
    """The flow with the answers that were really given in place of its questions to the world outside."""
    steps = dict(flow.steps)
    for name, placed in flow.steps.items():
        here = (same_flow(flow.key), name, placed.step.type)
        visits = [each for each in past.visits if (each.flow, each.step, each.type) == here]
        if placed.step.asks_outside and visits:
            kind = type("Recalled", (_Recalled,), {"type": placed.step.type, "__module__": __name__})
            steps[name] = Placed(kind(visits=deque(visits)), placed.exits)
    return replace(flow, steps=steps)
