"""Plays a scripted call with the code of real calls, on a fake switch and in virtual time."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

from async_solipsism import SleepForeverError

from palabre.calls.call import World
from palabre.calls.directory import Account, Directory, Way
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact, Keep, Kind
from palabre.calls.sounds import SilentSounds
from palabre.calls.summary import Outcome, Summary, fold
from palabre.calls.variables import Written
from palabre.kit.errors import PalabreError
from palabre.kit.virtual_time import VirtualClock, run_virtually
from palabre.phone.events import CallArrived, Caller
from palabre.phone.fake import FakePhone
from palabre.phone.happened import Heard
from palabre.phone.port import Leg
from palabre.phone.script import Script
from palabre.routing.answers import Says, ScriptedOutside
from palabre.routing.flow import Flow
from palabre.routing.snapshot import directory
from palabre.routing.walk import Begin, follow

LONGEST_SECONDS = 3600
MOST_FACTS = 2000
CALLER = "caller"


class TryTooLong(PalabreError):
    """A scripted call that does not come to an end."""

    code, status = "try_too_long", 422
    fr = "L'essai ne se termine pas : plus de {seconds} secondes ou de {facts} événements."
    en = "The trial does not end: more than {seconds} seconds or {facts} events."


@dataclass(frozen=True)
class Trial:
    """A scripted call: who calls whom, when, and what everybody does. Times are UTC.

    `acts` is a caller who acts on what happens instead of by the script: he sees every fact. `written` are
    account-wide variables that hold something else than the account knows.
    """

    start: datetime
    caller: Caller = Caller("+2250700000001")
    script: Script = field(default_factory=Script)
    dialled: str = ""
    endpoint: str = CALLER
    answers: Mapping[str, Says] = field(default_factory=dict)
    acts: Callable[[FakePhone, Fact], None] | None = None
    written: Written = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """A step that the call went through; `exit` is None when the call ended in it."""

    step: str
    type: str
    exit: str | None
    seconds: float


@dataclass(frozen=True)
class Story:
    """What became of a trial; seconds count from its beginning."""

    path: tuple[Taken, ...]
    heard: tuple[Heard, ...]
    rang: tuple[Leg, ...]
    facts: tuple[Fact, ...]
    outcome: Outcome
    ended_by: str
    seconds: float


async def simulate(account: Account, flow: Flow | None, trial: Trial) -> Story:
    """Play a call beside everything else that this process does. Raises TryTooLong.

    Without a flow the call goes where `trial.endpoint` (a phone's or trunk's identity) leads it.
    """
    return await asyncio.to_thread(play, account, flow, trial)


def play(account: Account, flow: Flow | None, trial: Trial) -> Story:
    """The same in this thread."""
    try:
        return run_virtually(lambda: _Stage(account, flow, trial).play())
    except SleepForeverError as silence:
        raise TryTooLong(seconds=LONGEST_SECONDS, facts=MOST_FACTS) from silence


class _Only:
    """Every call goes into one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def endpoints(self, account: Account) -> Iterable[str]:
        return (CALLER,)

    def enter(self, account: Account, arrived: CallArrived) -> Way:
        return Way("inbound", Begin(self._flow), arrived.caller)


class _Kept(Keep):
    """Holds the facts of the call, and tells when it is over or goes on for too long."""

    def __init__(self, watch: Callable[[Fact], None]) -> None:
        self.facts: list[Fact] = []
        self._watch = watch
        self.over = asyncio.Event()

    def append(self, fact: Fact) -> None:
        """A call that follows from this one (a queue calls back) is another story."""
        if self.facts and fact.call != self.facts[0].call:
            return
        self.facts.append(fact)
        self._watch(fact)
        if fact.kind == Kind.ENDED or len(self.facts) >= MOST_FACTS:
            self.over.set()


class _Stage:
    def __init__(self, account: Account, flow: Flow | None, trial: Trial) -> None:
        self._trial = trial
        self._phone = FakePhone(trial.script)
        self._kept = _Kept(partial(trial.acts, self._phone) if trial.acts else _ignore)
        outside = ScriptedOutside(trial.answers)
        clock, written = VirtualClock(trial.start), dict(trial.written)
        world = World(self._phone, SilentSounds(), clock, Path(), written=written, outside=outside)
        known = directory() if flow is None else Directory([], [_Only(flow)])
        known.put(account)
        self._dispatcher = Dispatcher(Wiring(world, known, follow, self._kept, _ignore, _ignore))

    async def play(self) -> Story:
        trial = self._trial
        self._phone.arrive(CallArrived(CALLER, trial.endpoint, trial.dialled, trial.caller))
        running = asyncio.create_task(self._dispatcher.run())
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await self._kept.over.wait()
        except TimeoutError:
            pass
        finally:
            running.cancel()
        facts = self._kept.facts
        if not facts or facts[-1].kind != Kind.ENDED:
            raise TryTooLong(seconds=LONGEST_SECONDS, facts=MOST_FACTS)
        return _story(facts, self._phone)


def _ignore(_: object) -> None:
    """Registrations and reconnections do not happen in a trial, and most callers act by their script."""


def _story(facts: list[Fact], phone: FakePhone) -> Story:
    summary: Summary | None = None
    for fact in facts:
        summary = fold(summary, fact)
    assert summary is not None
    return Story(
        path=tuple(path_of(facts)),
        heard=tuple(each for each in phone.heard if each.party == CALLER),
        rang=tuple(phone.legs),
        facts=tuple(facts),
        outcome=summary.outcome,
        ended_by=facts[-1].data["by"],
        seconds=summary.duration_ms / 1000,
    )


def path_of(facts: Sequence[Fact]) -> Iterator[Taken]:
    """The steps that the facts of an ended call tell of."""
    began = facts[0].at
    steps = [each for each in facts if each.kind in (Kind.STEP_ENTERED, Kind.STEP_LEFT)]
    for entered, left in pairwise([*steps, facts[-1]]):
        if entered.kind == Kind.STEP_ENTERED:
            taken = left.data["exit"] if left.kind == Kind.STEP_LEFT else None
            at = (entered.at - began).total_seconds()
            yield Taken(entered.data["step"], entered.data["type"], taken, at)
