"""Stands in line for a caller who has hung up: an agent is rung first, then the caller is called back.

So nobody is called back before an agent has picked up, and there are never more such calls than free agents.
"""

import asyncio
from dataclasses import replace
from functools import partial
from uuid import UUID

from palabre.calls.call import Call, Told, World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher, note_start
from palabre.calls.facts import Kind
from palabre.calls.spoken import CALL_BACK_BEGINS
from palabre.features import outbound
from palabre.features.queues import facts
from palabre.features.queues.line import Waiting
from palabre.features.queues.live import live
from palabre.features.queues.live_line import Caller, Line, Ring
from palabre.features.queues.reserve import first_leg
from palabre.features.queues.snapshot import Agent, CallBack, Queue, agent_of
from palabre.kit.errors import PalabreError
from palabre.phone.events import Answered, HungUp
from palabre.phone.events import Caller as Shown
from palabre.phone.port import Gone, SwitchRefused
from palabre.routing.flow import Flow
from palabre.routing.walk import Do

TRIES = 3
AGAIN_SECONDS = 120.0
CLIENT_SECONDS = 40.0


def stand_for(world: World, account: Account, wanted: CallBack) -> None:
    """Take the caller's place in line, where he is not there already."""
    line = live(world).line(account.id, wanted.queue)
    if line.rules is None or wanted.id in line.callers:
        return
    waiting = Waiting(wanted.id, wanted.joined.timestamp(), wanted.priority)
    line.join(wanted.id, Caller(waiting, partial(_told, world, account.id, wanted), wanted.caller, None))


def _told(world: World, owner: UUID, wanted: CallBack, word: Told) -> None:
    """An agent is chosen: begin a call to him. That nobody is there makes no difference."""
    account = live(world).account(owner)
    if not isinstance(word, Ring) or account is None:
        return
    line = live(world).line(owner, wanted.queue)
    agent = agent_of(account, word.agent)
    queue = line.rules
    dispatcher: Dispatcher = world.shared[Dispatcher]
    call = dispatcher.new_call(account, "")
    call.disown("")
    call.party = call.new_id("leg")
    if agent is None or queue is None:
        asyncio.get_running_loop().call_soon(line.tried, wanted.id, word.agent, "unavailable")
        return
    call.own(call.party)
    call.caller, call.dialled = Shown(wanted.caller), wanted.caller
    note_start(call, "outbound")
    dispatcher.begin(call, Do(_Serving(queue, line, wanted, agent).run))


class _Serving:
    """One attempt to bring an agent and a caller together."""

    def __init__(self, queue: Queue, line: Line, wanted: CallBack, agent: Agent) -> None:
        self._queue = queue
        self._line = line
        self._wanted = wanted
        self._agent = agent

    async def run(self, call: Call) -> None:
        """Ring the agent; when he has picked up, call the caller back."""
        self._note(call, facts.OFFERED, parties=[call.party], to=self._wanted.caller)
        why = "no_answer"
        try:
            async with asyncio.timeout(self._queue.rules.ring_seconds):
                why = await self._picked_up(call)
        except TimeoutError:
            pass
        finally:
            if why != "answered":
                self._note(call, facts.MISSED, why=why)
                self._line.tried(self._wanted.id, self._agent.id, why)
        if why == "answered":
            await self._serve(call)

    async def _picked_up(self, call: Call) -> str:
        leg = await first_leg(call, self._agent, call.party)
        if leg is None:
            return "unavailable"
        call.own(leg.party, leg.endpoint)
        try:
            await call.world.phone.dial(leg)
        except (Gone, SwitchRefused):
            return "unavailable"
        while True:
            match await call.next_event():
                case Answered(party=call.party):
                    call.answered = True
                    call.note(Kind.ANSWERED)
                    return "answered"
                case HungUp(party=call.party, cause=cause):
                    return "busy" if cause == 17 else "rejected"

    async def _serve(self, call: Call) -> None:
        wanted, began = self._wanted, call.now()
        waited = (began - wanted.joined).total_seconds()
        self._line.took(wanted.id, self._agent.id)
        self._note(call, facts.ANSWERED, waited=round(waited * 1000), estimate=None)
        result: str | None = "failed"
        try:
            await call.say(CALL_BACK_BEGINS)
            missed = await outbound.place_call(call, outbound.Wanted(wanted.caller, CLIENT_SECONDS))
            result = "forbidden" if isinstance(missed, Flow) else missed
        except PalabreError as trouble:
            result = trouble.code
            raise
        finally:
            reached = any(each.kind == Kind.TALK_STARTED for each in call.log.facts)
            self._over(call, "reached" if reached else result or "failed")
            seconds = (call.now() - began).total_seconds()
            self._note(call, facts.SERVED, talked=round(seconds * 1000))
            now, wrap_up = call.now().timestamp(), self._queue.rules.wrap_up_seconds
            self._line.staff.served(self._line.desk(self._agent.id), now, seconds, wrap_up)

    def _over(self, call: Call, why: str) -> None:
        """Done, or once more after a while: who was not reached keeps his place while there are tries."""
        wanted = replace(self._wanted, tries=self._wanted.tries + 1)
        again = why != "reached" and wanted.tries < TRIES
        told = {"id": str(wanted.id), "why": why, "tries": wanted.tries, "again": again}
        call.note(facts.CALL_BACK_DONE, queue=str(self._queue.id), **told)
        if again:
            loop = asyncio.get_running_loop()
            loop.call_later(AGAIN_SECONDS, stand_for, call.world, call.account, wanted)

    def _note(self, call: Call, kind: str, **data: object) -> None:
        call.note(kind, queue=str(self._queue.id), agent=str(self._agent.id), **data)
