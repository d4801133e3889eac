"""Rings one agent for a caller: on his devices, on an outside number where a key accepts, or on both."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.calls.parties import Missed, why_missed
from palabre.calls.seat import shown
from palabre.calls.spoken import ACCEPT_CALL
from palabre.features import extensions, outbound
from palabre.features.queues import facts
from palabre.features.queues.snapshot import Agent, Queue
from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause, is_trunk_trouble
from palabre.phone.events import Answered, Caller, DigitPressed, HungUp, PartyEvent, Ringing
from palabre.phone.port import Gone, Leg, SwitchRefused
from palabre.routing.plan import Plan

ACCEPT_SECONDS = 15.0
ACCEPT_KEY = "1"
Why = Literal["no_answer", "busy", "rejected", "unavailable", "not_accepted", "withdrawn"]
WHY: dict[Missed, Why] = {
    Missed.NO_ANSWER: "no_answer",
    Missed.BUSY: "busy",
    Missed.REJECTED: "rejected",
    Missed.UNAVAILABLE: "unavailable",
}


@dataclass
class Rung:
    """An agent whose phones ring until `deadline`, on the loop's clock."""

    call: Call
    queue: Queue
    agent: Agent
    deadline: float
    open: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    others: dict[str, Leg] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    refusals: list[HungUp | None] = field(default_factory=list)
    accepted: str | None = None

    @property
    def label(self) -> str:
        """How the history names him: his short number, else his outside one."""
        agent = self.agent
        digits = self.call.account.part(Plan).digits.get(agent.extension) if agent.extension else None
        return digits or agent.outside_number or agent.name

    async def begin(self) -> None:
        """Let all his phones ring."""
        legs = [*self._devices(), *await self._outside()]
        parties = [each.party for each in legs]
        self.note(facts.OFFERED, parties=parties, to=self.label)
        await asyncio.gather(*(self._dial(each) for each in legs))

    def _devices(self) -> Iterator[Leg]:
        call = self.call
        caller = Caller(shown(call).number or "anonymous", shown(call).name or self.queue.name)
        if self.agent.extension is not None:
            known = call.account.part(extensions.Extensions).by_id.get(self.agent.extension)
            for phone in known.phones if known else ():
                yield Leg(call.new_id("leg"), phone, caller, originator=call.origin)

    async def _outside(self) -> list[Leg]:
        if self.agent.outside_number is None:
            return []
        try:
            return await outbound.legs_outside(self.call, self.agent.outside_number, None)
        except PalabreError as trouble:
            self.call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
            return []

    async def _dial(self, leg: Leg) -> None:
        self.call.own(leg.party, leg.endpoint)
        self.open.add(leg.party)
        if leg.uri is not None:
            self.outside.add(leg.party)
        if leg.instead is not None:
            self.others[leg.party] = leg.instead
        try:
            await self.call.world.phone.dial(leg)
        except (Gone, SwitchRefused):
            self.call.disown(leg.party)
            self.open.discard(leg.party)
            if not await self._instead(leg.party):
                self.refusals.append(None)

    async def _instead(self, party: str) -> bool:
        """Another carrier, where one could not get through; whether there was one."""
        other = self.others.pop(party, None)
        if other is not None:
            self.call.note(Kind.DIALLED, to=self.label, parties=[other.party])
            await self._dial(other)
        return other is not None

    @property
    def why(self) -> Why | None:
        """Why he will not come; None as long as he may."""
        if self.open:
            return None
        if any(each not in self.open for each in self.asked):
            return "not_accepted"
        return WHY[why_missed(self.refusals)]

    async def take(self, event: PartyEvent | Told) -> None:
        """Follow what happens on one of his phones; `accepted` is the one he talks on."""
        match event:
            case Ringing():
                self.call.note(Kind.RANG, party=event.party)
            case Answered(party) if party in self.outside and self.agent.press_to_accept:
                await self._ask(party)
            case Answered(party):
                self._accept(party)
            case DigitPressed(party, digit) if party in self.asked:
                await self._decided(party, digit)
            case HungUp():
                self.open.discard(event.party)
                if not is_trunk_trouble(event.cause, event.sip) or not await self._instead(event.party):
                    self.refusals.append(event)

    @property
    def late(self) -> Why:
        """Why he has not come when his time is over."""
        return "not_accepted" if self.asked else "no_answer"

    async def until_accepted(self) -> Why | None:
        """Follow nothing but his phones until he accepts, or will not come: why."""
        while self.accepted is None and self.why is None:
            left = self.deadline - asyncio.get_running_loop().time()
            event = await self.call.next_event(left) if left > 0 else None
            if event is None:
                return self.late
            if event.party in self.open:
                await self.take(event)
        return None if self.accepted else self.why

    def note(self, kind: str, **data: Any) -> None:
        """A fact about the agent and the queue."""
        self.call.note(kind, queue=str(self.queue.id), agent=str(self.agent.id), **data)

    async def _ask(self, party: str) -> None:
        """A mailbox of a mobile network answers too, but presses no key."""
        playing = self.asked[party] = self.call.new_id("sound")
        self.deadline = asyncio.get_running_loop().time() + ACCEPT_SECONDS
        sound = await self.call.world.sounds.sentence(ACCEPT_CALL, self.call.language)
        with suppress(Gone):  # his hang-up is on its way to us, and must not end the caller's call
            await self.call.world.phone.play(party, playing, [sound])

    async def _decided(self, party: str, digit: str) -> None:
        if digit == ACCEPT_KEY:
            await self.call.world.phone.stop_playing(self.asked[party])
            self._accept(party)
        else:
            await self.call.world.phone.hang_up(party)

    def _accept(self, party: str) -> None:
        self.accepted = party
        self.open.discard(party)
        self.call.note(Kind.PARTY_ANSWERED, party=party)

    async def stop(self, answered: bool = False) -> None:
        """The phones that still ring stop; they show no missed call when somebody has answered."""
        cause = Cause.ANSWERED_ELSEWHERE if answered or self.accepted else Cause.NORMAL
        for party in self.open:
            if party in self.asked:
                await self.call.world.phone.stop_playing(self.asked[party])
            await self.call.world.phone.hang_up(party, cause)
        self.open.clear()


def nobody(agent: UUID) -> Agent:
    """An agent who was removed after he was chosen: nothing rings."""
    return Agent(agent, "")
