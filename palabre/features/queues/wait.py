"""A call stands in line: it hears music, lets the agents ring whom the queue chooses, and leaves."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

from palabre.calls.call import Call, Told
from palabre.calls.facts import Fact
from palabre.calls.parties import connect
from palabre.features import numbers
from palabre.features.queues import facts
from palabre.features.queues.hearing import Hearing
from palabre.features.queues.line import Waiting
from palabre.features.queues.live import live
from palabre.features.queues.live_line import Caller, Nobody, Ring
from palabre.features.queues.missed import missed
from palabre.features.queues.ring import Rung, Why, nobody
from palabre.features.queues.snapshot import Queue, agent_of
from palabre.phone.events import DigitPressed, PartyEvent, PlayingEnded
from palabre.phone.port import Gone

Exit = Literal["timeout", "full", "no_agent", "key", "call_back"]


@dataclass(frozen=True)
class Terms:
    """On what terms a caller waits: the longest, a key that leads out, how urgent he is, whom he needs."""

    seconds: float | None
    exit_key: str | None
    priority: int
    skills: Mapping[str, int]


@dataclass(frozen=True)
class Taken:
    """An agent took the call on one of his phones; `bridge` is where he and the caller are, once they are."""

    agent: UUID
    party: str
    label: str
    bridge: str = ""


class Wait:
    """One caller's time in line."""

    def __init__(self, call: Call, queue: Queue, terms: Terms) -> None:
        self._call = call
        self._queue = queue
        self._terms = terms
        self._line = live(call.world).line(call.account.id, queue.id)
        self._rung: dict[UUID, Rung] = {}
        self._served_by: Rung | None = None
        self._outcome: Exit | Taken | None = None
        self._before = joined_before(call, queue.id)
        self._since = self._before.at if self._before else call.now()

    async def until_served(self) -> Exit | Taken:
        """Stand in line until an agent takes the call, or the caller leaves by one of the exits.

        An agent is occupied from then on, and others may still ring: call `hush` as soon as he serves.
        """
        self._join()
        hearing = Hearing(self._call, self._queue, self._line)
        outcome: Exit | Taken | None = None
        why = "led_away"
        try:
            await self._call.answer()
            await hearing.music()
            while outcome is None:
                await self._go_on(hearing)
                chosen = self._outcome
                outcome = await self._comes(chosen, hearing) if isinstance(chosen, Taken) else chosen
            why = outcome if isinstance(outcome, str) else "answered"
        except Gone:
            why = "abandoned"  # his hang-up is on its way to us
            raise
        finally:
            why = "picked_up" if self._call.seat.taken else why
            self._leave(why if self._call.gone is None else "abandoned")
            if not isinstance(outcome, Taken):
                await self._stop(answered=why == "picked_up")
                await hearing.stop()
        return outcome

    async def _comes(self, taken: Taken, hearing: Hearing) -> Taken | None:
        """Bring him and the caller together; None when he has hung up meanwhile: the caller has his place."""
        rung = self._rung[taken.agent]
        await hearing.stop()
        try:
            bridge = await connect(self._call, taken.party)
        except Gone:
            self._outcome = None
            await hearing.music()  # this fails where it is the caller who has gone
            await rung.stop()
            self._miss(rung, "rejected")
            return None
        waited = round((self._call.now() - self._since).total_seconds() * 1000)
        foretold = self._line.took(self._call.id, taken.agent).foretold
        rung.note(facts.ANSWERED, waited=waited, estimate=foretold)
        self._served_by = rung
        return replace(taken, bridge=bridge)

    async def hush(self) -> None:
        """All other phones stop."""
        await self._stop(answered=True)

    async def _stop(self, answered: bool) -> None:
        for rung in self._rung.values():
            await rung.stop(answered)
            if rung is self._served_by:
                continue
            rung.note(facts.WITHDRAWN)
            if rung.accepted is not None:
                await self._call.world.phone.hang_up(rung.accepted)

    def _join(self) -> None:
        call, terms = self._call, self._terms
        known = self._line.familiar(call.caller.number, self._queue.familiar_hours)
        waiting = Waiting(call.id, self._since.timestamp(), terms.priority, terms.skills, familiar=known)
        caller = Caller(waiting, call.inbox.put_nowait, call.caller.number, call.id)
        self._line.join(call.id, caller)
        if self._before is None:
            told = {"position": self._line.position(call.id), "priority": terms.priority}
            self._note(facts.JOINED, estimate=caller.foretold, **told)
        else:
            caller.foretold = self._before.data["estimate"]

    def _leave(self, why: str) -> None:
        line = self._line
        if why != "answered":
            line.abandoned += why == "abandoned"
            line.leave(self._call.id)
        waited = round((self._call.now() - self._since).total_seconds() * 1000)
        self._note(facts.LEFT, why=why, waited=waited)

    def _note(self, kind: str, **data: Any) -> None:
        self._call.note(kind, queue=str(self._queue.id), **data)

    async def _go_on(self, hearing: Hearing) -> None:
        now = asyncio.get_running_loop().time()
        moments = [hearing.next, *(each.deadline for each in self._rung.values()), self._end(now)]
        event = await self._call.next_event(min(max(min(moments) - now, 0), 3600))
        if event is not None:
            await self._take(event, hearing)
        now = asyncio.get_running_loop().time()
        for rung in [each for each in self._rung.values() if now >= each.deadline]:
            await rung.due()
            self._heard_of(rung)
        if self._outcome is None and now >= self._end(now):
            self._outcome = "timeout"
        elif self._outcome is None and now >= hearing.next:
            await hearing.speak()

    def _end(self, now: float) -> float:
        """When patience ends, on the loop's clock; what was waited before a restart counts."""
        if self._terms.seconds is None:
            return float("inf")
        waited = (self._call.now() - self._since).total_seconds()
        return now + self._terms.seconds - waited

    async def _take(self, event: PartyEvent | Told, hearing: Hearing) -> None:
        match event:
            case Ring(agent=agent, seconds=seconds):
                await self._ring(agent, seconds)
            case Nobody():
                self._outcome = "no_agent"
            case PlayingEnded(party=self._call.party):
                await hearing.take(event)
            case DigitPressed(party=self._call.party, digit=digit):
                self._pressed(digit)
            case Told():
                return
            case _:
                await self._happened(event)

    def _pressed(self, digit: str) -> None:
        self._call.keys.clear()
        if digit == self._terms.exit_key:
            self._outcome = "key"
        elif digit == self._queue.call_back_key and self._may_be_called():
            self._outcome = "call_back"

    def _may_be_called(self) -> bool:
        return numbers.e164(self._call.caller.number, self._call.account.country) is not None

    async def _ring(self, agent: UUID, seconds: float) -> None:
        known = agent_of(self._call.account, agent) or nobody(agent)
        rung = self._rung[agent] = Rung(self._call, self._queue, known, seconds)
        await rung.begin()
        self._heard_of(rung)

    async def _happened(self, event: PartyEvent) -> None:
        rung = next((each for each in self._rung.values() if each.has(event.party)), None)
        if rung is not None:
            await rung.take(event)
            self._heard_of(rung)

    def _heard_of(self, rung: Rung) -> None:
        """He has taken the call, or will not; or his phones ring on."""
        if rung.accepted is not None:
            self._outcome = Taken(rung.agent.id, rung.accepted, rung.label)
        elif rung.why is not None:
            self._miss(rung, rung.why)

    def _miss(self, rung: Rung, why: Why) -> None:
        del self._rung[rung.agent.id]
        missed(rung, self._line, self._call.id, why)


def joined_before(call: Call, queue: UUID) -> Fact | None:
    """How a call came into a line that it has not left (this process was restarted meanwhile)."""
    for fact in reversed(call.log.facts):
        if fact.kind in (facts.JOINED, facts.LEFT) and fact.data["queue"] == str(queue):
            return fact if fact.kind == facts.JOINED else None
    return None
