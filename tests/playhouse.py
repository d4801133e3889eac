"""The calls of a company on the fake switch, and all else real: database, journal, bus, API and jobs.

Time passes as it does, so rings and talks in scripts last hundredths of a second; hours pass by the clock.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from palabre.calls.call import World
from palabre.calls.control import Command, Control
from palabre.calls.copier import Copier
from palabre.calls.directory import Directory
from palabre.calls.dispatcher import Dispatcher, Wiring
from palabre.calls.facts import Fact, Keep
from palabre.calls.journal import Journal, Reader
from palabre.calls.sounds import SilentSounds
from palabre.kit import discover
from palabre.kit.bus import PostgresBus
from palabre.kit.clock import clock
from palabre.kit.db import Database
from palabre.kit.jobs import Desk
from palabre.kit.outside import Nowhere
from palabre.phone.events import CallArrived, Caller
from palabre.phone.fake import FakePhone
from palabre.phone.script import Script
from palabre.routing.snapshot import directory as known_accounts
from palabre.routing.walk import follow
from tests.portal import Company

T = TypeVar("T")
PATIENCE = 15.0


class Counted(Keep):
    """A journal that knows how many facts each call has."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.all: list[Fact] = []

    def append(self, fact: Fact) -> None:
        """Take one fact."""
        self.all.append(fact)
        self._journal.append(fact)

    def settle(self) -> bool:
        """On the disk at once."""
        return self._journal.settle()

    def count(self) -> dict[UUID, int]:
        """By call."""
        return {each.call: each.seq for each in self.all}


@dataclass
class Playhouse:
    """A company whose calls are played."""

    company: Company
    db: Database
    desk: Desk
    phone: FakePhone
    directory: Directory
    dispatcher: Dispatcher
    facts: Counted
    _parties: Iterator[int] = field(default_factory=itertools.count)

    async def configured(self) -> None:
        """What was changed over the API is known to the calls."""
        await self.directory.load(self.db.pool)

    def calls(self, endpoint: str, caller: str, dialled: str, script: Script | None = None) -> str:
        """Somebody calls; his party."""
        party = f"{endpoint}-{next(self._parties)}"
        self.phone.arrive(CallArrived(party, endpoint, dialled, Caller(caller)), script or Script())
        return party

    async def fact(self, kind: str) -> Fact:
        """A fact of a kind, once it has happened since the last one of that kind was asked for."""
        return await self.until(lambda: _soon(self._taken(kind)), kind)

    def _taken(self, kind: str) -> Fact | None:
        found = next((each for each in self.facts.all if each.kind == kind and each not in self._seen), None)
        if found is not None:
            self._seen.append(found)
        return found

    _seen: list[Fact] = field(default_factory=list)

    async def over(self) -> None:
        """No call is in progress any more, and all that happened is in the database."""
        await self.until(self._is_over, "end of all calls")

    async def _is_over(self) -> bool:
        count = self.facts.count()
        kept = await self.db.pool.fetchval("select count(*) from facts where call_id = any($1)", list(count))
        return not self.dispatcher.sessions and kept == sum(count.values())

    async def until(self, look: Callable[[], Awaitable[T | None]], wanted: str) -> T:
        """What a look finds, as soon as it finds something."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not (found := await look()):
            assert asyncio.get_running_loop().time() < end, f"no {wanted}"
            await asyncio.sleep(0.02)
        return found


async def _soon(found: T) -> T:
    return found


@asynccontextmanager
async def playhouse(acme: Company, db: Database, bus: PostgresBus, home: Path) -> AsyncIterator[Playhouse]:
    """The processes of the calls in this one; jobs are done by hand, with `desk`."""
    directory = known_accounts()
    await directory.load(db.pool)
    journal = Journal(home / "journal")
    copier = Copier(Reader(home / "journal"), db.pool, list(_found("listen", "hear")), bus.publish)
    facts, phone = Counted(journal), FakePhone()
    world = World(phone, SilentSounds(), clock, home)
    dispatcher = Dispatcher(Wiring(world, directory, follow, facts, lambda _: None, lambda _: None))
    for wake in _found("wake", "wake"):
        wake(dispatcher, ())
    commands: dict[str, Command] = {}
    for each in _found("commands", "COMMANDS"):
        commands |= each
    works = (copier.run(), Control(bus, dispatcher, commands).run(), dispatcher.run())
    tasks = [asyncio.create_task(work) for work in works]
    desk = Desk(db.pool, bus, Nowhere(), clock, home)
    try:
        yield Playhouse(acme, db, desk, phone, directory, dispatcher, facts)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        journal.close()


def _found(file: str, name: str) -> Iterable[Any]:
    return (getattr(module, name) for module in discover.modules("palabre.features", file))


def later(seconds: float) -> None:
    """So much time passes."""
    clock.move(clock.now() + timedelta(seconds=seconds))


def at(moment: str) -> None:
    """It is that time, UTC."""
    clock.move(datetime.fromisoformat(f"{moment}+00:00"))
