"""One attempt: an agent and a lost caller are brought together."""

from dataclasses import dataclass
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.calls.parties import Missed, becomes_own, talk
from palabre.features import greetings, numbers, outbound, queues
from palabre.features.robot_controller import facts
from palabre.features.robot_controller.attempts import attempts
from palabre.kit.errors import PalabreError
from palabre.phone.events import Caller
from palabre.routing.flow import Flow
from palabre.routing.walk import Do

CLIENT_SECONDS = 40.0
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


def begin(dispatcher: Dispatcher, order: Order, account: Account, reserved: queues.Reserved) -> None:
    """An agent is reserved: begin the call."""
    call = dispatcher.call_out(account, Caller(order.number), order.number)
    attempts(dispatcher.world).calls[order.claim] = call.id
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
        self._rang = False
        self._taken = order.client_first

    async def run(self, call: Call) -> None:
        """The agent first, or the client first while the agent is kept free for him."""
        try:
            if self._order.client_first:
                await self._client_first(call)
            else:
                await self._agent_first(call)
        finally:
            if self._taken:
                self._reserved.leave()
                self._note(call, facts.RESULT, why=self._result(call))

    def _result(self, call: Call) -> str:
        if any(each.kind == Kind.TALK_STARTED for each in call.log.facts):
            return "reached"
        if self._order.client_first and call.gone is not None:
            return "no_answer"
        return self._why or ("no_operator" if self._rang else "operator_left")

    def _note(self, call: Call, kind: str, **data: object) -> None:
        call.note(kind, entry=str(self._order.entry), claim=str(self._order.claim), **data)

    async def _agent_first(self, call: Call) -> None:
        party = await self._reserved.picks_up(call)
        if party is None:
            return
        self._taken = True
        with self._reserved.served(call):
            becomes_own(call, party)
            await self._say_notice(call)
            if self._may_ring(call):
                await self._call_client(call)

    async def _call_client(self, call: Call) -> None:
        try:
            missed = await outbound.place_call(call, self._wanted(call))
            self._why = "forbidden" if isinstance(missed, Flow) else missed
        except PalabreError:
            self._why = "failed"
            raise

    def _wanted(self, call: Call) -> outbound.Wanted:
        return outbound.Wanted(self._order.number, CLIENT_SECONDS, _shown(call, self._order.called))

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
        self._rang = True
        return True

    async def _client_first(self, call: Call) -> None:
        """The agent is nobody else's meanwhile; his phones ring as soon as the client has picked up."""
        if not self._may_ring(call) or not await self._client_picks_up(call):
            return
        await call.say(spoken.ROBOT_GREETS)
        await call.start_music()
        party = await self._reserved.picks_up(call)
        if party is not None:
            with self._reserved.served(call):
                await talk(call, party, self._reserved.agent.name)
        else:
            self._reserved.leave()
            await call.say(spoken.ROBOT_SORRY)

    async def _client_picks_up(self, call: Call) -> bool:
        try:
            attempt = await outbound.ring_outside(call, self._wanted(call))
        except PalabreError:
            self._why = "failed"
            raise
        if attempt.answered is None:
            self._why = RESULT_OF.get(attempt.missed or Missed.UNAVAILABLE, "no_answer")
            return False
        becomes_own(call, attempt.answered)
        return True


def _shown(call: Call, called: str) -> UUID | None:
    """The number that the client had called, if the company still has it."""
    owned = call.account.part(numbers.Numbers).by_e164
    known = owned.get(numbers.e164(called, call.account.country) or "")
    return known.id if known else None
