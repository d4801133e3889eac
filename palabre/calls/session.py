"""One call, one task, one inbox."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.phone.events import HungUp
from palabre.phone.port import Gone, SwitchLost

log = logging.getLogger(__name__)
Target = Any
Follow = Callable[[Call, Target], Awaitable[None]]


@dataclass(frozen=True)
class Redirect:
    """Leave what the call does and go elsewhere."""

    target: Target


@dataclass(frozen=True)
class EndCall:
    """Somebody with the right to it ends the call."""


class _Done:
    """What the call did has come to its end, or was cancelled."""


class Session:
    """Leads a call from its arrival to its last fact."""

    def __init__(self, call: Call, follow: Follow) -> None:
        self.call = call
        self._follow = follow

    async def run(self, target: Target) -> None:
        """Act, while everything that happens comes through one inbox.

        Cancelled from outside (the process stops), it leaves the call to the switch, to be adopted again.
        """
        acting = self._begin(target)
        elsewhere: Redirect | None = None
        try:
            while True:
                match await self.call.inbox.get():
                    case _Done() if elsewhere is not None and self.call.gone is None:
                        acting, elsewhere = self._begin(elsewhere.target), None
                    case _Done():
                        break
                    case Redirect() as elsewhere:
                        acting.cancel()
                    case EndCall():
                        elsewhere = None
                        acting.cancel()
                    case event:
                        self.call.receive(event)
                        if isinstance(event, HungUp) and event.party == self.call.party:
                            acting.cancel()
        except asyncio.CancelledError:
            self.call.log.close()
            acting.cancel()
            raise
        await self._leave()

    def _begin(self, target: Target) -> asyncio.Task[None]:
        acting = asyncio.create_task(self._act(target))
        acting.add_done_callback(lambda _: self.call.inbox.put_nowait(_Done()))
        return acting

    async def _act(self, target: Target) -> None:
        try:
            await self._follow(self.call, target)
        except asyncio.CancelledError:
            return
        except (Gone, SwitchLost) as left:
            log.debug("call %s: %s", self.call.id, left)
        except PalabreError as trouble:
            self.call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
        except Exception as fault:
            log.exception("call %s broke", self.call.id)
            self.call.note(Kind.FAILED, code="fault", text=repr(fault))
            self.call.cause = Cause.TEMPORARY_FAILURE

    async def _leave(self) -> None:
        """Nobody stays behind: every party and bridge of the call goes, and the last fact is written."""
        call = self.call
        for bridge in call.bridges:
            await self._try(call.world.phone.disconnect(bridge))
        for party in list(call.parties):
            cause = call.cause if party == call.party else Cause.NORMAL
            await self._try(call.world.phone.hang_up(party, cause))
            call.disown(party)
        if call.gone is not None and not call.hung_up:
            call.note(Kind.ENDED, cause=call.gone.cause, by="caller")
        else:
            call.note(Kind.ENDED, cause=int(call.cause), by="us")

    async def _try(self, request: Awaitable[None]) -> None:
        try:
            await request
        except PalabreError as trouble:
            log.debug("call %s, leaving: %s", self.call.id, trouble)
