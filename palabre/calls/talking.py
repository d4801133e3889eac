"""A conversation: who talks with whom, and what listens to it besides them."""

import asyncio
from functools import cache
from types import ModuleType
from typing import Protocol

from palabre.calls.call import Call, Told
from palabre.calls.facts import Fact, Kind
from palabre.kit import discover
from palabre.phone.events import HungUp, PartyEvent
from palabre.phone.port import Gone, Sound

NEVER = float("inf")


class Attendant(Protocol):
    """What a feature has in a conversation. `deadline` is when it wants to be woken, on the loop's clock."""

    deadline: float

    async def take(self, event: PartyEvent | Told) -> bool:
        """Hear a key of either side, or anything else that happens; True when nobody else need look at it."""
        ...

    async def due(self) -> None:
        """The deadline has come."""
        ...

    def over(self) -> None:
        """The conversation is over."""
        ...


@cache
def _bringers() -> tuple[ModuleType, ...]:
    """The features' `in_talk.py`, each with `attend(talk) -> Attendant | None`."""
    return discover.modules("palabre.features", "in_talk")


@cache
def _listeners() -> tuple[ModuleType, ...]:
    """The features' `on_talk.py`, each with `talks(call, party)`: told of each beginning."""
    return discover.modules("palabre.features", "on_talk")


class Talk:
    """The caller of a call and `party`, whom the history calls `to`, hear each other in `bridge`.

    `held`: they do not at the moment, and will again; nobody talks then, so that no time is charged.
    """

    def __init__(self, call: Call, party: str) -> None:
        started, self.held = _begun(call.log.facts)
        self.call = call
        self.party = party
        self._telling: str | None = None
        self.bridge: str = started.data["bridge"]
        self.to: str = started.data["with"]
        found = (each.attend(self) for each in _bringers())
        self._attendants: list[Attendant] = [each for each in found if each is not None]

    def other(self, party: str) -> str:
        """The side that `party` talks with."""
        return self.party if party == self.call.party else self.call.party

    def pause(self) -> None:
        """From now on they do not talk, but the conversation is not over."""
        if not self.held:
            self.held = True
            self.call.note(Kind.TALK_ENDED, party=self.party, held=True)

    def go_on(self) -> None:
        """They talk again."""
        if self.held:
            self.held = False
            note_talk(self.call, self.bridge, self.party, self.to)

    async def happens(self) -> PartyEvent | Told | None:
        """The next event that no attendant has dealt with; None when there was none."""
        deadline = min((each.deadline for each in self._attendants), default=NEVER)
        if deadline == NEVER:
            event = await self.call.next_event()
        else:
            event = await self.call.next_event(max(deadline - asyncio.get_running_loop().time(), 0))
        if event is None:
            now = asyncio.get_running_loop().time()
            for each in [each for each in self._attendants if each.deadline <= now]:
                await each.due()
            return None
        for each in self._attendants:
            if await each.take(event):
                return None
        return event

    async def tell(self, party: str, sound: Sound) -> None:
        """Let one side hear something; the other side waits for its end."""
        await self.hush()
        self._telling = self.call.new_id("sound")
        await self.call.world.phone.play(party, self._telling, [sound])
        self.call.note(Kind.TOLD, party=party, said=[sound.says])

    async def hush(self) -> None:
        """Stop what one side is told, so that something else can be asked of its phone."""
        if self._telling is not None:
            telling, self._telling = self._telling, None
            await self.call.world.phone.stop_playing(telling)

    def over(self) -> None:
        """They have parted."""
        for each in self._attendants:
            each.over()
        if not self.held:
            self.call.note(Kind.TALK_ENDED, party=self.party)


def note_talk(call: Call, bridge: str, party: str, to: str) -> None:
    """Two begin to talk, or talk again: from now on their time counts."""
    call.note(Kind.TALK_STARTED, bridge=bridge, party=party, caller=call.party, **{"with": to})
    for each in _listeners():
        each.talks(call, party)


async def talk(call: Call, party: str, to: str) -> None:
    """Connect the caller with a party and stay until one of them leaves."""
    await talk_in(call, await connect(call, party), party, to)


async def connect(call: Call, party: str) -> str:
    """Bring the caller and a party together; the bridge that they are in, which is there only if both are."""
    bridge = call.new_id("bridge")
    call.bridges.add(bridge)
    await call.stop_music()
    try:
        await asyncio.gather(call.answer(), call.world.phone.connect(bridge, [call.party, party]))
    except Gone:
        await call.world.phone.disconnect(bridge, [call.party])
        call.bridges.discard(bridge)
        raise
    return bridge


async def talk_in(call: Call, bridge: str, party: str, to: str) -> None:
    """The caller and a party, who are in a bridge, talk until one of them leaves."""
    call.seat.returns_to = None
    note_talk(call, bridge, party, to)
    await stay(call, party)


async def talk_here(call: Call, bridge: str, party: str, to: str) -> None:
    """Let the caller, who waits with music in a bridge, talk with a party that has come to the call."""
    await call.world.phone.join(bridge, party)
    await call.world.phone.stop_music(call.party)
    note_talk(call, bridge, party, to)
    await stay(call, party)


async def stay(call: Call, party: str) -> None:
    """Remain in a conversation that is going on."""
    call.talk = talk = Talk(call, party)
    try:
        while True:
            match await talk.happens():
                case HungUp(party=left) if left == talk.party:
                    return
    finally:
        call.talk = None
        call.keys.clear()
        talk.over()


def end_talk(call: Call) -> None:
    """A conversation that has gone on with the last process, and is over before this one has taken it up."""
    marks = (each for each in reversed(call.log.facts) if each.kind in (Kind.TALK_STARTED, Kind.TALK_ENDED))
    last = next(marks, None)
    if last is not None and last.kind == Kind.TALK_STARTED:
        call.note(Kind.TALK_ENDED, party=last.data["party"])


def _begun(facts: list[Fact]) -> tuple[Fact, bool]:
    """The beginning of the conversation, and whether it has paused since."""
    held = False
    for fact in reversed(facts):
        if fact.kind == Kind.TALK_STARTED:
            return fact, held
        held = held or fact.kind == Kind.TALK_ENDED
    raise LookupError("nobody has begun to talk")
