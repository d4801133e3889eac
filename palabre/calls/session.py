"""One call, one task, one inbox."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.calls.talking import end_talk
from palabre.calls.watch import tell_watches, watches
from palabre.kit import discover
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.phone.events import HungUp, PartyEvent, TransferAsked
from palabre.phone.port import Gone, SwitchLost

log = logging.getLogger(__name__)
Target = Any
T = TypeVar("T")
Follow = Callable[[Call, Target], Awaitable[None]]
SAME_SECONDS = 0.5
"""The switch tells of one REFER for each side of the conversation; nobody asks again so quickly."""

NEWS_SECONDS = 1.0
"""The switch has told by then that somebody has left."""


@dataclass(frozen=True)
class Redirect:
    """Leave what the call does and go elsewhere."""

    target: Target


@dataclass(frozen=True)
class Order:
    """Something that is done with a call between two of its events."""

    act: Callable[[Call], Awaitable[None]]


@dataclass(frozen=True)
class EndCall:
    """Somebody with the right to it ends the call."""


@dataclass(frozen=True)
class _Done:
    """What the call did has come to its end, or was cancelled; `left`: its caller had gone by then."""

    left: bool


class Session:
    """Leads a call from its arrival to its last fact."""

    def __init__(self, call: Call, follow: Follow) -> None:
        self.call = call
        self._follow = follow
        self._asked: TransferAsked | None = None
        self._asked_until = 0.0
        self._ends = False

    async def run(self, target: Target) -> None:
        """Act, while everything that happens comes through one inbox.

        Cancelled from outside (the process stops), it leaves the call to the switch, to be adopted again.
        """
        self._acting = self._begin(target)
        elsewhere: Redirect | None = None
        try:
            while True:
                match await self.call.inbox.get():
                    case _Done(left):
                        end_talk(self.call)
                        elsewhere = elsewhere or self._for_who_came(left)
                        if elsewhere is None or self.call.gone is not None:
                            break
                        self._acting, elsewhere = self._begin(elsewhere.target), None
                    case Redirect() as elsewhere:
                        self._acting.cancel()
                    case EndCall():
                        elsewhere, self._ends = None, True
                        self._acting.cancel()
                    case event:
                        await self._happens(event)
        except asyncio.CancelledError:
            self.call.log.close()
            self._acting.cancel()
            raise
        await self._leave()

    async def _happens(self, event: PartyEvent | Told | Order) -> None:
        """Most of what happens is for what the call does at the moment."""
        call = self.call
        tell_watches(call, event)
        if isinstance(event, Order):
            await self._carry_out(event.act(call))
        elif event.party and event.party not in call.parties and event.party in call.world.inboxes:
            call.world.inboxes[event.party].put_nowait(event)
        elif isinstance(event, TransferAsked):
            await self._transfer(event)
        elif call.seat.lent is None or not await self._carry_out(call.seat.lent.take(event)):
            caller = call.party
            call.receive(event)
            if isinstance(event, HungUp) and event.party == caller:
                self._acting.cancel()

    async def _transfer(self, asked: TransferAsked) -> None:
        """Do what a phone asks for, once."""
        loop = asyncio.get_running_loop()
        if asked != self._asked or loop.time() > self._asked_until:
            await self._carry_out(_transfer(self.call, asked))
        self._asked, self._asked_until = asked, loop.time() + SAME_SECONDS

    async def _carry_out(self, work: Awaitable[T]) -> T | None:
        """What a feature does beside what the call does: its trouble does not end the call."""
        try:
            return await work
        except PalabreError as trouble:
            log.debug("call %s: %s", self.call.id, trouble)
        except Exception as fault:
            log.exception("call %s, an order broke", self.call.id)
            self.call.note(Kind.FAILED, code="fault", text=repr(fault))
        return None

    def _for_who_came(self, left: bool) -> Redirect | None:
        """What ended because the caller had gone begins anew where somebody has taken his place meanwhile."""
        step = self.call.seat.step
        return Redirect(step) if left and not self._ends and self.call.gone is None and step else None

    def _begin(self, target: Target) -> asyncio.Task[None]:
        acting = asyncio.create_task(self._act(target))
        acting.add_done_callback(lambda _: self.call.inbox.put_nowait(_Done(self.call.gone is not None)))
        return acting

    async def _act(self, target: Target) -> None:
        try:
            await self._follow(self.call, target)
        except asyncio.CancelledError:
            return
        except Gone:
            await self._hear_why()
        except SwitchLost as lost:
            log.debug("call %s: %s", self.call.id, lost)
        except PalabreError as trouble:
            self.call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
        except Exception as fault:
            log.exception("call %s broke", self.call.id)
            self.call.note(Kind.FAILED, code="fault", text=repr(fault))
            self.call.cause = Cause.TEMPORARY_FAILURE

    async def _hear_why(self) -> None:
        """The switch refuses what is for somebody who has left before it tells that he has."""
        with suppress(TimeoutError):
            async with asyncio.timeout(NEWS_SECONDS):
                while self.call.gone is None:
                    await self.call.next_event()

    async def _leave(self) -> None:
        """Nobody stays behind: every party and bridge of the call goes, and the last fact is written."""
        call = self.call
        call.seat.over = True
        if call.seat.lent is not None:
            await self._try(call.seat.lent.over())
        for each in watches():
            each.ending(call)
        await asyncio.gather(*self._goodbyes())
        into = {"into": str(call.seat.into)} if call.seat.into else {}
        if call.gone is not None and not call.hung_up:
            call.note(Kind.ENDED, cause=call.gone.cause, by="caller", **into)
        else:
            call.note(Kind.ENDED, cause=int(call.cause), by="us", **into)

        self._pass_on()

    def _goodbyes(self) -> Iterator[Awaitable[None]]:
        """All at once: the switch carries them out in this order, and nobody waits for answers in between."""
        for bridge in self.call.bridges:
            yield self._try(self.call.world.phone.disconnect(bridge))
        for party in self.call.parties:
            yield self._see_off(party)

    async def _see_off(self, party: str) -> None:
        call = self.call
        await self._try(call.world.phone.hang_up(party, call.cause if party == call.party else Cause.NORMAL))
        call.disown(party)

    def _pass_on(self) -> None:
        """What has come too late is told to the calls where the parties are now."""
        inbox, inboxes = self.call.inbox, self.call.world.inboxes
        while not inbox.empty():
            event = inbox.get_nowait()
            if (now := inboxes.get(getattr(event, "party", ""))) is not None:
                now.put_nowait(event)

    async def _try(self, request: Awaitable[None]) -> None:
        try:
            await request
        except PalabreError as trouble:
            log.debug("call %s, leaving: %s", self.call.id, trouble)


async def _transfer(call: Call, asked: TransferAsked) -> None:
    """A feature's `refer.py` does what a phone asks for, in whatever state the call is."""
    for module in discover.modules("palabre.features", "refer"):
        if await module.refer(call, asked):
            return
    await call.world.phone.refuse_transfer(asked.party)
