"""Stands in line for a caller who has hung up: an agent is rung first, then the caller is called back.

So nobody is called back before an agent has picked up, and there are never more such calls than free agents.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.calls.parties import becomes_own
from palabre.calls.spoken import CALL_BACK_BEGINS
from palabre.features import outbound
from palabre.features.queues import facts
from palabre.features.queues.reserve import Place, Reserved, stand
from palabre.features.queues.snapshot import CallBack
from palabre.kit.errors import PalabreError
from palabre.phone.events import Caller
from palabre.routing.flow import Flow
from palabre.routing.walk import Do

TRIES = 3
AGAIN_SECONDS = 120.0
CLIENT_SECONDS = 40.0


def stand_for(world: World, account: Account, wanted: CallBack) -> None:
    """Take the caller's place in line, where he is not there already."""
    place = Place(wanted.id, wanted.caller, wanted.joined.timestamp(), wanted.priority)
    stand(world, account, wanted.queue, place, partial(_begin, world, wanted))


def told(wanted: CallBack) -> dict[str, Any]:
    """A place in line as facts tell it."""
    return {
        "queue": str(wanted.queue),
        "id": str(wanted.id),
        "caller": wanted.caller,
        "joined": wanted.joined.isoformat(),
        "priority": wanted.priority,
        "tries": wanted.tries,
    }


def wanted_in(data: dict[str, Any]) -> CallBack:
    """The place in line that a fact tells of."""
    joined = datetime.fromisoformat(data["joined"])
    named = UUID(data["id"]), UUID(data["queue"])
    return CallBack(*named, data["caller"], joined, data["priority"], data["tries"])


def _begin(world: World, wanted: CallBack, account: Account, reserved: Reserved) -> None:
    """An agent is chosen: begin a call to him."""
    dispatcher: Dispatcher = world.shared[Dispatcher]
    if account.suspended:
        reserved.leave()
        asyncio.get_running_loop().call_later(AGAIN_SECONDS, stand_for, world, account, wanted)
        return
    call = dispatcher.call_out(account, Caller(wanted.caller), wanted.caller)
    dispatcher.begin(call, Do(_Serving(wanted, reserved).run))


class _Serving:
    """One attempt to bring an agent and a caller together."""

    def __init__(self, wanted: CallBack, reserved: Reserved) -> None:
        self._wanted = wanted
        self._reserved = reserved
        self._begun = False

    async def run(self, call: Call) -> None:
        """Ring the agent; when he has picked up, call the caller back."""
        party = await self._reserved.picks_up(call)
        if party is None:
            return
        with self._reserved.served(call):
            result = "failed"
            try:
                becomes_own(call, party)
                await call.say(CALL_BACK_BEGINS)
                result = await self._call(call)
            except PalabreError as trouble:
                result = trouble.code
                raise
            finally:
                self._over(call, result)

    async def _call(self, call: Call) -> str:
        """From here on he is in no list any more: whatever is killed now, his phone does not ring twice."""
        dispatcher: Dispatcher = call.world.shared[Dispatcher]
        self._begun = True
        call.note(facts.CALL_BACK_BEGUN, **told(self._wanted))
        if not dispatcher.wiring.keep.settle():
            return "failed"
        missed = await outbound.place_call(call, outbound.Wanted(self._wanted.caller, CLIENT_SECONDS))
        return "forbidden" if isinstance(missed, Flow) else missed or "failed"

    def _over(self, call: Call, result: str) -> None:
        """Done, or once more after a while: who was not reached keeps his place while there are tries."""
        if not self._begun:
            # the agent has hung up before: his phone has not rung, so that he has lost nothing
            return stand_for(call.world, call.account, self._wanted)
        reached = any(each.kind == Kind.TALK_STARTED for each in call.log.facts)
        wanted = replace(self._wanted, tries=self._wanted.tries + 1)
        again = not reached and wanted.tries < TRIES
        call.note(facts.CALL_BACK_DONE, why="reached" if reached else result, again=again, **told(wanted))
        if again:
            loop = asyncio.get_running_loop()
            loop.call_later(AGAIN_SECONDS, stand_for, call.world, call.account, wanted)
        return None


def reached_after_all(call: Call) -> None:
    """A conversation that outlived a restart of ours is over: if it was a call-back, he was reached."""
    last = [each for each in call.log.facts if each.kind in (facts.CALL_BACK_BEGUN, facts.CALL_BACK_DONE)]
    if last and last[-1].kind == facts.CALL_BACK_BEGUN:
        wanted = wanted_in(last[-1].data)
        done = told(replace(wanted, tries=wanted.tries + 1))
        call.note(facts.CALL_BACK_DONE, why="reached", again=False, **done)
