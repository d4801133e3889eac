"""Calls of a company on the fake switch, in virtual time, with everything at hand that can go wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from palabre.calls.call import World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact, Keep, Kind
from palabre.calls.sounds import SilentSounds
from palabre.kit.virtual_time import VirtualClock, run_virtually
from palabre.phone.events import CallArrived, Caller, PhoneLost, PhoneSeen, SwitchUp
from palabre.phone.fake import FakePhone
from palabre.phone.script import Script
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_by_key
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
        world = World(self.phone, SilentSounds(), VirtualClock(MONDAY_MORNING), Path())
        wiring = Wiring(world, self.directory, follow, self.facts, self.seen.append, self.ups.append)
        self.dispatcher = Dispatcher(wiring)
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
