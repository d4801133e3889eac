"""Hands every event of the switch to the call that it belongs to, and begins a session for each new call."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from palabre.calls.call import Call, World
from palabre.calls.directory import Account, Directory
from palabre.calls.facts import Keep, Kind, Log
from palabre.calls.session import Follow, Session, Target
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.phone.events import (
    CallArrived,
    Caller,
    HungUp,
    PhoneLost,
    PhoneSeen,
    SwitchDown,
    SwitchEvent,
    SwitchUp,
)

log = logging.getLogger(__name__)
REAP_SECONDS = 5.0
CALLER_DIGITS = 64


@dataclass(frozen=True)
class Wiring:
    """What the dispatcher is put together with."""

    world: World
    directory: Directory
    follow: Follow
    keep: Keep
    seen: Callable[[PhoneSeen | PhoneLost], None]
    switched: Callable[[SwitchUp], None]


class Dispatcher:
    """All live calls of this process, by id."""

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self.world = wiring.world
        self.world.shared[Dispatcher] = self
        self.sessions: dict[UUID, Session] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Work until cancelled; then every call that lives stays with the switch."""
        try:
            async for event in self.world.phone.events():
                self.take(event)
        finally:
            for task in self._tasks:
                task.cancel()

    def take(self, event: SwitchEvent) -> None:
        """Deal with one event."""
        match event:
            case CallArrived():
                self._arrive(event)
            case PhoneSeen() | PhoneLost():
                self.wiring.seen(event)
            case SwitchUp():
                self._reconcile(event)
                self.wiring.switched(event)
            case SwitchDown():
                log.warning("the switch is gone; %d calls wait for it", len(self.sessions))
            case _:
                inbox = self.world.inboxes.get(event.party)
                if inbox is not None:
                    inbox.put_nowait(event)

    def _arrive(self, arrived: CallArrived) -> None:
        if arrived.party in self.world.inboxes:
            return
        known = self.wiring.directory.who(arrived.endpoint)
        if known is None:
            log.warning("a call from %s, which belongs to nobody, is refused", arrived.endpoint)
            self._spawn(self.world.phone.hang_up(arrived.party, Cause.REJECTED))
            return
        call = self.new_call(known.account, arrived.party, arrived.endpoint)
        way = known.entry.enter(known.account, arrived)
        call.caller = way.caller
        call.language = way.language or call.language
        call.dialled = arrived.dialled if way.dialled is None else way.dialled
        note_start(call, way.direction, arrived.hops)
        self.begin(call, way.target)

    def new_call(self, account: Account, party: str, endpoint: str = "") -> Call:
        """A call that nothing has happened in yet."""
        return Call(self.world, account, party, Log(account.id, uuid4(), self.wiring.keep), endpoint)

    def call_out(self, account: Account, caller: Caller, dialled: str, direction: str = "outbound") -> Call:
        """A call that we make: its own party has a name, but nobody has been rung yet."""
        call = self.new_call(account, "")
        call.party = call.new_id("leg")
        call.caller, call.dialled = caller, dialled
        note_start(call, direction)
        return call

    def begin(self, call: Call, target: Target) -> None:
        """Let a call live."""
        session = Session(call, self.wiring.follow)
        self.sessions[call.id] = session
        task = asyncio.create_task(session.run(target))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(call.id, done))

    def _ended(self, call: UUID, task: asyncio.Task[None]) -> None:
        del self.sessions[call]
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("session %s broke", call, exc_info=fault)

    def _reconcile(self, up: SwitchUp) -> None:
        """After a gap: parties that the switch no longer holds have hung up, unknown ones are reaped."""
        alive = {each.party for each in up.parties}
        for party, inbox in list(self.world.inboxes.items()):
            if party not in alive:
                inbox.put_nowait(HungUp(party, Cause.OUT_OF_ORDER))
        if up.parties or up.bridges:
            self._spawn(self._reap(up))

    async def _reap(self, up: SwitchUp) -> None:
        """Nothing half-dead stays: what no call has claimed after some seconds is ended."""
        await asyncio.sleep(REAP_SECONDS)
        ours = {bridge for session in self.sessions.values() for bridge in session.call.bridges}
        for party in up.parties:
            if party.party not in self.world.inboxes:
                await self._quietly(self.world.phone.hang_up(party.party))
        for bridge in up.bridges:
            if bridge.bridge not in ours | self.world.bridges:
                await self._quietly(self.world.phone.disconnect(bridge.bridge))

    async def _quietly(self, request: Coroutine[Any, Any, None]) -> None:
        try:
            await request
        except PalabreError as trouble:
            log.debug("reaping: %s", trouble)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def note_start(call: Call, direction: str, hops: int = 0) -> None:
    """The first fact of a call; a number longer than any number is shortened.

    `hops` is how often others have sent it on.
    """
    sent_on = {"hops": hops} if hops else {}
    call.note(
        Kind.STARTED,
        party=call.party,
        direction=direction,
        caller=call.caller.number[:CALLER_DIGITS],
        caller_name=call.caller.name[:CALLER_DIGITS],
        dialled=call.dialled[:CALLER_DIGITS],
        language=call.language,
        **sent_on,
    )
