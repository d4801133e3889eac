"""Rings one agent for a caller: on his devices, on an outside number where a key accepts, or on both."""

import asyncio
from typing import Any, Literal
from uuid import UUID

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.calls.parties import Missed, why_missed
from palabre.calls.ringing import Phones
from palabre.calls.spoken import ACCEPT_CALL
from palabre.features import extensions, outbound
from palabre.features.queues import facts
from palabre.features.queues.snapshot import Agent, Queue
from palabre.kit.errors import PalabreError
from palabre.phone.events import PartyEvent
from palabre.phone.port import Leg
from palabre.routing.plan import Plan

Why = Literal["no_answer", "busy", "rejected", "unavailable", "not_accepted", "withdrawn"]
WHY: dict[Missed, Why] = {
    Missed.NO_ANSWER: "no_answer",
    Missed.BUSY: "busy",
    Missed.REJECTED: "rejected",
    Missed.UNAVAILABLE: "unavailable",
}


class Rung:
    """An agent whose phones ring, level by level, each level for at most `seconds`.

    `accepted` is the party that he talks on; `why` he will not come is None as long as he may.
    """

    def __init__(self, call: Call, queue: Queue, agent: Agent, seconds: float) -> None:
        self.call = call
        self.queue = queue
        self.agent = agent
        self.why: Why | None = None
        self._seconds = seconds
        extension = agent.extension
        self._known = call.account.part(extensions.Extensions).by_id.get(extension) if extension else None
        self._rounds = extensions.rounds(self._known) if self._known else [extensions.Round()]
        self._phones = Phones(call, self.label)
        self._until = 0.0
        self._missed = Missed.UNAVAILABLE
        self._asked = False

    @property
    def label(self) -> str:
        """How the history names him: his short number, else his outside one."""
        agent = self.agent
        digits = self.call.account.part(Plan).digits.get(agent.extension) if agent.extension else None
        return digits or agent.outside_number or agent.name

    @property
    def accepted(self) -> str | None:
        """The party on which he has taken the call."""
        return self._phones.winner

    @property
    def deadline(self) -> float:
        """When to call `due`, on the loop's clock."""
        return self._phones.next_end if self._phones.asking else min(self._until, self._phones.next_end)

    def has(self, party: str) -> bool:
        """Whether a phone that rings is one of his."""
        return party in self._phones.open

    async def begin(self) -> None:
        """Let his phones ring, first those of the first level, and with them his outside number."""
        number = self.agent.outside_number
        outside = await self._outside(number) if number is not None else []
        legs, seconds = await self._devices()
        self.note(facts.OFFERED, parties=[each.party for each in [*legs, *outside]], to=self.label)
        await self._start([*legs, *outside], self._seconds if outside else seconds)

    async def _start(self, legs: list[Leg], seconds: float) -> None:
        question = None
        if self.agent.press_to_accept and any(each.uri is not None for each in legs):
            language = (self._known.language if self._known else None) or self.call.account.language
            question = await self.call.world.sounds.sentence(ACCEPT_CALL, language)
        self._until = asyncio.get_running_loop().time() + seconds
        await self._phones.start([each if each.uri is None else each.asking(question) for each in legs])
        await self._go_on()

    async def _devices(self) -> tuple[list[Leg], float]:
        """What rings of his extension now."""
        now = self._rounds.pop(0)
        if self._known is None:
            return [], 0
        try:
            return await extensions.legs_of(self.call, self._known, now, self._seconds)
        except PalabreError as trouble:
            return self._cannot(trouble), self._seconds

    async def _outside(self, number: str) -> list[Leg]:
        try:
            return await outbound.legs_outside(self.call, number, None)
        except PalabreError as trouble:
            return self._cannot(trouble)

    def _cannot(self, trouble: PalabreError) -> list[Leg]:
        self.call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
        return []

    async def _go_on(self, late: bool = False) -> None:
        """Once nothing rings any more: the next level, unless he is known not to want to, or none is left."""
        if self._phones.open or self.accepted:
            return
        self._asked = self._asked or bool(self._phones.asked)
        missed = Missed.NO_ANSWER if late else why_missed(self._phones.refusals)
        self._missed = self._missed if missed is Missed.UNAVAILABLE else missed
        if not self._rounds or missed not in extensions.NEVER_MIND:
            self.why = "not_accepted" if self._asked else WHY[self._missed]
            return
        self._phones = Phones(self.call, self.label)
        legs, seconds = await self._devices()
        self.call.note(Kind.DIALLED, to=self.label, parties=[each.party for each in legs])
        await self._start(legs, seconds)

    async def take(self, event: PartyEvent | Told) -> None:
        """Follow what happens on one of his phones."""
        await self._phones.take(event)
        await self._go_on()

    async def due(self) -> None:
        """The time of a phone, of a level or of a question is over."""
        now = asyncio.get_running_loop().time()
        await self._phones.due(now)
        late = now >= self._until and not self._phones.asking
        if late:
            await self._phones.stop()
        await self._go_on(late)

    async def until_accepted(self) -> Why | None:
        """Follow nothing but his phones until he accepts, or will not come: why."""
        while self.accepted is None and self.why is None:
            left = self.deadline - asyncio.get_running_loop().time()
            event = await self.call.next_event(left) if left > 0 else None
            if event is None:
                await self.due()
            else:
                await self.take(event)
        return None if self.accepted else self.why

    def note(self, kind: str, **data: Any) -> None:
        """A fact about the agent and the queue."""
        self.call.note(kind, queue=str(self.queue.id), agent=str(self.agent.id), **data)

    async def stop(self, answered: bool = False) -> None:
        """The phones that still ring stop; they show no missed call when somebody has answered.

        The other phones of an agent who has taken the call have, too.
        """
        await self._phones.stop(answered)


def nobody(agent: UUID) -> Agent:
    """An agent who was removed after he was chosen: nothing rings."""
    return Agent(agent, "")
