"""Calls of a company on the fake switch, in virtual time, with everything at hand that can go wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from palabre.calls.adopt import adopt, living, restore
from palabre.calls.call import World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact, Keep, Kind
from palabre.calls.sounds import SilentSounds
from palabre.kit import discover
from palabre.kit.clock import Clock
from palabre.kit.virtual_time import VirtualClock, run_virtually
from palabre.phone.events import CallArrived, Caller, LiveParty, PhoneLost, PhoneSeen, SwitchUp
from palabre.phone.fake import FakePhone
from palabre.phone.port import Phone, SwitchLost
from palabre.phone.script import Script
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_by_key
from palabre.routing.resume import resume
from palabre.routing.snapshot import directory
from palabre.routing.walk import follow
from tests.company import ACME, Company

MONDAY_MORNING = datetime(2026, 3, 2, 10, tzinfo=UTC)


class Facts(Keep):
    """Every fact, in order; `ended` when a call has ended."""

    def __init__(self) -> None:
        self.all: list[Fact] = []
        self.ended = asyncio.Event()

    def append(self, fact: Fact) -> None:
        """Take one fact."""
        self.all.append(fact)
        if fact.kind == Kind.ENDED:
            self.ended.set()

    def kinds(self) -> list[str]:
        """What happened."""
        return [each.kind for each in self.all]

    def of(self, kind: Kind) -> list[dict[str, Any]]:
        """What all facts of a kind say."""
        return [each.data for each in self.all if each.kind == kind]


class Life:
    """One process, from its start to its death: what it leaves undone then is never done."""

    def __init__(self, phone: FakePhone, facts: Facts) -> None:
        self._phone = phone
        self._facts = facts
        self._dead = False

    def __getattr__(self, verb: str) -> Any:
        """A verb of the switch."""
        return _lost if self._dead else getattr(self._phone, verb)

    def append(self, fact: Fact) -> None:
        """Keep a fact."""
        if not self._dead:
            self._facts.append(fact)

    def settle(self) -> bool:
        """The disk works."""
        return True

    def ends(self) -> None:
        """A kill -9."""
        self._dead = True


async def _lost(*_: object) -> None:
    raise SwitchLost()


class Stage:
    """The call process without its switch and database."""

    def __init__(self, company: Company, script: Script) -> None:
        self._company = company
        self.phone = FakePhone(script)
        self.facts = Facts()
        self.seen: list[PhoneSeen | PhoneLost] = []
        self.ups: list[SwitchUp] = []

    async def begin(self) -> None:
        """Connect to the switch."""
        self.directory = await self._company.directory()
        self._live(VirtualClock(MONDAY_MORNING))
        self.running = asyncio.create_task(self.dispatcher.run())
        await asyncio.sleep(0)

    def _live(self, clock: Clock) -> None:
        self._life = Life(self.phone, self.facts)
        world = World(cast(Phone, self._life), SilentSounds(), clock, Path())
        keep = cast(Keep, self._life)
        wiring = Wiring(world, self.directory, follow, keep, self.seen.append, self.ups.append)
        self.dispatcher = Dispatcher(wiring)

    async def dies(self) -> None:
        """The process is killed, and another finds the switch and the journal as they are."""
        self._life.ends()
        Dispatcher(replace(self.dispatcher.wiring, directory=directory()))  # timers of the dead find nobody
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.sleep(0)
        known = list(self.facts.all)
        self._live(self.dispatcher.world.clock)
        held = self.phone.parties.items()
        parties = tuple(LiveParty(name, each.up, each.endpoint) for name, each in held)
        for left in living(known):
            call = restore(self.dispatcher.world, self.account, left, self.dispatcher.wiring.keep)
            flow = flow_by_key(self.account, left.flow or "")
            taken = partial(resume, flows={flow.key: flow} if flow else {})
            self.dispatcher.begin(call, adopt(call, left, SwitchUp(parties), taken))
        for module in discover.modules("palabre.features", "wake"):
            module.wake(self.dispatcher, known)
        self.running = asyncio.create_task(self.dispatcher.run())
        await asyncio.sleep(0)

    @property
    def account(self) -> Account:
        """The company."""
        return self.directory.accounts[ACME]

    def calls(self, endpoint: str, dialled: str, script: Script | None = None) -> None:
        """Somebody calls."""
        number = Caller("+2250700000001")
        self.phone.arrive(
            CallArrived(f"{endpoint}-{len(self.phone.done)}", endpoint, dialled, number), script
        )

    def flow(self, key: str) -> Flow:
        """A published scenario of the company, by the key that facts name."""
        found = flow_by_key(self.account, key)
        assert found is not None
        return found

    @property
    def call(self) -> UUID:
        """The only call in progress."""
        (found,) = self.dispatcher.sessions
        return found

    def leftovers(self) -> list[object]:
        """What should not be there when all calls are over."""
        lasting = (
            self.dispatcher.sessions,
            self.dispatcher.world.inboxes,
            self.dispatcher.world.lines.parties,
            self.phone.parties,
            self.phone.bridges,
        )
        tasks = asyncio.all_tasks() - {asyncio.current_task(), self.running}
        return [each for each in (*lasting, tasks) if each]


def on_stage(
    company: Mapping[str, Any], play: Callable[[Stage], Awaitable[None]], script: Script | None = None
) -> Stage:
    """Play something in virtual time, on a loop of its own."""
    stage = Stage(Company(company), script or Script())

    async def main() -> None:
        await stage.begin()
        try:
            await play(stage)
        finally:
            stage.running.cancel()
            # the sessions go first, as they do when the process stops: what they did has then not ended
            await asyncio.gather(stage.running, return_exceptions=True)
            await asyncio.sleep(0)

    run_virtually(main)
    return stage
