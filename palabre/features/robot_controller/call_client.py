"""One attempt: an agent and a lost caller are brought together."""

import asyncio
from dataclasses import dataclass, replace
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher, note_start
from palabre.calls.facts import Kind
from palabre.calls.parties import Missed, ring_together, talk, why_missed
from palabre.features import greetings, numbers, outbound, queues
from palabre.features.robot_controller import facts
from palabre.features.robot_controller.attempts import attempts
from palabre.kit.errors import PalabreError
from palabre.phone.events import Answered, Caller, DigitPressed, HungUp
from palabre.phone.port import Gone, Leg, SwitchRefused
from palabre.routing.flow import Flow
from palabre.routing.walk import Do

CLIENT_SECONDS = 40.0
ACCEPT_SECONDS = 15.0
BUSY = 17
ACCEPT_KEY = "1"
RESULT_OF = {Missed.BUSY: "busy", Missed.REJECTED: "busy", Missed.UNAVAILABLE: "unavailable"}


@dataclass(frozen=True)
class Order:
    """What the list orders: whom to call, over which right (`claim`), showing the number he `called`."""

    entry: UUID
    claim: UUID
    queue: UUID
    number: str
    called: str
    client_first: bool
    notice: greetings.Prompt | None


def begin(dispatcher: Dispatcher, account: UUID, order: Order, reserved: queues.Reserved) -> None:
    """An agent is reserved: begin the call."""
    company = dispatcher.wiring.directory.accounts.get(account)
    if company is None:
        return
    call = dispatcher.new_call(company, "")
    call.disown("")
    call.party = call.new_id("leg")
    call.own(call.party)
    call.caller, call.dialled = Caller(order.number), order.number
    attempts(dispatcher.world).calls[order.claim] = call.id
    note_start(call, "outbound")
    call.note(facts.DIALLING, entry=str(order.entry), claim=str(order.claim), number=order.number)
    dispatcher.begin(call, Do(_Attempt(order, reserved).run))


def speaks(dispatcher: Dispatcher, account: UUID, number: str, but: UUID | None = None) -> bool:
    """Whether the number is in a call with the company at this moment, or on its way into one."""
    calls = (each.call for each in dispatcher.sessions.values())
    return any(
        call.account.id == account and call.id != but and number in _outside(call)
        for call in calls
        if call.gone is None
    )


def _outside(call: Call) -> set[str]:
    country = call.account.country
    return {call.caller.number, numbers.e164(call.dialled, country) or ""}


class _Attempt:
    def __init__(self, order: Order, reserved: queues.Reserved) -> None:
        self._order = order
        self._reserved = reserved
        self._why: str | None = None
        self._taken = False

    async def run(self, call: Call) -> None:
        """The agent first, or the client first while the agent is kept free for him."""
        client_first = self._order.client_first and self._reserved.agent.extension is not None
        self._reserved.offered(call, [] if client_first else [call.party])
        began = call.now()
        try:
            if client_first:
                await self._client_first(call)
            elif await self._agent_picks_up(call):
                await self._call_client(call)
        finally:
            if self._taken:
                self._note(call, facts.RESULT, why=self._result(call))
                self._reserved.over(call, (call.now() - began).total_seconds())

    def _result(self, call: Call) -> str:
        if any(each.kind == Kind.TALK_STARTED for each in call.log.facts):
            return "reached"
        if self._why == "no_answer" and call.gone is not None and self._order.client_first:
            return RESULT_OF.get(why_missed([call.gone]), "no_answer")
        return self._why or "operator_left"

    def _note(self, call: Call, kind: str, **data: object) -> None:
        call.note(kind, entry=str(self._order.entry), claim=str(self._order.claim), **data)

    async def _agent_picks_up(self, call: Call) -> bool:
        why = "no_answer"
        try:
            async with asyncio.timeout(self._reserved.queue.rules.ring_seconds):
                why = await self._ring(call, await self._reserved.leg(call, call.party))
            if why == "answered" and not await self._accepted(call):
                why = "not_accepted"
        except TimeoutError:
            pass
        finally:
            if why != "answered":
                self._reserved.missed(call, why_missed([call.gone]) if call.gone else why)
        self._taken = why == "answered" and self._reserved.took()
        return self._taken

    async def _ring(self, call: Call, leg: Leg | None) -> str:
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
                    return "busy" if cause == BUSY else "rejected"

    async def _accepted(self, call: Call) -> bool:
        """A mailbox of a mobile network answers too, but presses no key: no client is called for it."""
        agent, devices = self._reserved.agent, self._reserved.has_phones(call)
        if devices or not agent.press_to_accept:
            return True
        sound = await call.world.sounds.sentence(spoken.ACCEPT_CALL, call.language)
        await call.play([sound], cut_by_key=True)
        until = asyncio.get_running_loop().time() + ACCEPT_SECONDS
        while not call.keys and (left := until - asyncio.get_running_loop().time()) > 0:
            match await call.next_event(left):
                case DigitPressed(party=call.party):
                    break
        return bool(call.keys) and call.keys.popleft() == ACCEPT_KEY

    async def _call_client(self, call: Call) -> None:
        order = self._order
        await self._say_notice(call)
        if not self._may_ring(call):
            return
        try:
            wanted = outbound.Wanted(order.number, CLIENT_SECONDS, _shown(call, order.called))
            missed = await outbound.place_call(call, wanted)
            self._why = "forbidden" if isinstance(missed, Flow) else missed
        except PalabreError:
            self._why = "failed"
            raise

    async def _say_notice(self, call: Call) -> None:
        if self._order.notice is None:
            await call.say(spoken.ROBOT_NOTICE)
        else:
            await call.play(await self._order.notice.sounds(call))

    def _may_ring(self, call: Call) -> bool:
        """Once for each claim, which is on the disk before; never one who speaks with the company already."""
        known = attempts(call.world)
        dispatcher: Dispatcher = call.world.shared[Dispatcher]
        if speaks(dispatcher, call.account.id, self._order.number, but=call.id):
            self._why = "talking"
            return False
        if self._order.claim in known.spent:
            return False
        known.spent.add(self._order.claim)
        self._note(call, facts.CLIENT)
        if not dispatcher.wiring.keep.settle():
            self._why = "failed"
            return False
        return True

    async def _client_first(self, call: Call) -> None:
        """The agent is nobody else's meanwhile; his phone rings as soon as the client has picked up."""
        order = self._order
        self._taken = self._reserved.took()
        if not self._taken or not self._may_ring(call):
            return
        legs = await outbound.legs_outside(call, order.number, _shown(call, order.called))
        self._why = "no_answer"
        try:
            async with asyncio.timeout(CLIENT_SECONDS):
                leg = replace(legs[0], party=call.party, originator=None, instead=None) if legs else None
                self._why = await self._ring(call, leg)
        except TimeoutError:
            return
        if self._why == "answered":
            self._why = "operator_left"
            await call.say(spoken.ROBOT_GREETS)
            await self._ring_agent(call)

    async def _ring_agent(self, call: Call) -> None:
        leg = await self._reserved.leg(call, call.new_id("leg"))
        seconds = self._reserved.queue.rules.ring_seconds
        found = await ring_together(call, [leg], seconds, self._reserved.agent.name) if leg else None
        if found is None or found.answered is None:
            await call.say(spoken.ROBOT_SORRY)
        else:
            await talk(call, found.answered, self._reserved.agent.name)


def _shown(call: Call, called: str) -> UUID | None:
    """The number that the client had called, if the company still has it."""
    owned = call.account.part(numbers.Numbers).by_e164
    known = owned.get(numbers.e164(called, call.account.country) or "")
    return known.id if known else None
