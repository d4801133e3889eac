"""What a conversation hears of hold: the company's music for one side, a reminder for the other."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.calls.moving import go_on_with
from palabre.calls.session import Order
from palabre.calls.talking import NEVER, Talk
from palabre.features import extensions, greetings
from palabre.features.hold.snapshot import Hold
from palabre.phone.events import Answered, Caller, Held, HungUp, PartyEvent, Resumed
from palabre.phone.port import Gone, Leg, Sound, SwitchRefused

REMINDED = "hold_reminded"
RINGS_SECONDS = 20.0
AGAIN_SECONDS = 0.2
"""The switch has begun its own music by then."""
NAMES = {"fr": "Appel en garde", "en": "Call on hold"}


def attend(talk: Talk) -> "Holding":
    """Every conversation can be held."""
    return Holding(talk)


class Holding:
    """The holds of one conversation. `deadline`: the holder's phone rings, or has rung for long enough."""

    def __init__(self, talk: Talk) -> None:
        self.deadline = NEVER
        self._talk = talk
        self._call = talk.call
        self._holder: str | None = None
        self._ringing: str | None = None
        for party, since in talk.call.holding.items():
            self._remind_later(party, since)

    async def take(self, event: PartyEvent | Told) -> bool:
        """Hold, resume, and what becomes of the phone that rings as a reminder."""
        match event:
            case Held(party):
                await self._music(party)
                self._remind_later(party, self._call.now())
            case Resumed(party):
                await self._resumed(party)
            case Answered(party) if party == self._ringing:
                await self._taken_up(party)
            case HungUp(party=party) if party == self._ringing:
                self._ringing = None
                self._again()
            case HungUp(party=party) if party == self._holder:
                await self._forget()
        return False

    async def due(self) -> None:
        """Ring the holder's phone; stop when he does not answer, and try again later."""
        if self._ringing is not None:
            await self._silence()
            self._again()
        else:
            await self._ring()

    def over(self) -> None:
        """Nobody waits any more."""
        if self._ringing is not None:
            ringing = self._ringing
            self._call.inbox.put_nowait(Order(lambda call: call.world.phone.hang_up(ringing)))

    async def _music(self, holder: str) -> None:
        """The switch lets the held side hear the stock music by itself; a company's own goes over that.

        Whichever of them comes second is heard, and both come at the same moment: so ours comes once more.
        """
        sounds = await greetings.music(self._call, self._call.account.part(Hold).music)
        if sounds and not self._talk.held:
            await self._call.world.phone.start_music(self._talk.other(holder), sounds)
            again = Order(partial(self._music_again, holder=holder, sounds=sounds))
            asyncio.get_running_loop().call_later(AGAIN_SECONDS, self._call.inbox.put_nowait, again)

    async def _music_again(self, call: Call, holder: str, sounds: Sequence[Sound]) -> None:
        if holder in call.holding and call.talk is self._talk and not self._talk.held:
            await call.world.phone.start_music(self._talk.other(holder), sounds)

    async def _resumed(self, holder: str) -> None:
        if self._call.account.part(Hold).music is not None and not self._talk.held:
            await self._call.world.phone.stop_music(self._talk.other(holder))
        if holder == self._holder:
            await self._forget()

    def _remind_later(self, party: str, since: datetime) -> None:
        seconds = self._call.account.part(Hold).reminder_seconds
        if seconds is None or self._phone(party) is None:
            return
        self._holder = party
        waited = (self._call.now() - since).total_seconds()
        self.deadline = asyncio.get_running_loop().time() + max(seconds - waited, 0)

    def _again(self) -> None:
        if self._holder is not None:
            self._remind_later(self._holder, self._call.now())

    def _phone(self, party: str) -> str | None:
        """The holder's phone; people outside are not reminded."""
        line = self._call.world.lines.parties.get(party)
        own = self._call.account.part(extensions.Extensions).by_endpoint
        return line.endpoint if line is not None and line.endpoint in own else None

    async def _ring(self) -> None:
        call, holder = self._call, self._holder
        phone = self._phone(holder) if holder else None
        self.deadline = NEVER
        if holder is None or phone is None or self._talk.held:
            return
        if call.seat.shared:
            self._again()
            return
        leg = Leg(call.new_id("leg"), phone, self._held(holder), originator=self._talk.other(holder))
        call.own(leg.party, phone)
        call.note(REMINDED, party=holder, parties=[leg.party])
        try:
            await call.world.phone.dial(leg)
        except (Gone, SwitchRefused):
            call.disown(leg.party)
            self._again()
            return
        self._ringing = leg.party
        self.deadline = asyncio.get_running_loop().time() + RINGS_SECONDS

    def _held(self, holder: str) -> Caller:
        """Who waits, for the display of the phone that rings."""
        who = self._talk.to if holder == self._call.party else self._call.caller.number
        return Caller(who or "anonymous", NAMES[self._call.account.language])

    async def _taken_up(self, leg: str) -> None:
        """The holder has picked up: he goes on talking there."""
        holder, self._holder, self._ringing, self.deadline = self._holder, None, None, NEVER
        self._call.note(Kind.PARTY_ANSWERED, party=leg)
        if holder is None or self._call.seat.shared:
            await self._call.world.phone.hang_up(leg)
        else:
            await go_on_with(self._call, holder, leg)

    async def _forget(self) -> None:
        self._holder, self.deadline = None, NEVER
        await self._silence()

    async def _silence(self) -> None:
        if self._ringing is not None:
            ringing, self._ringing = self._ringing, None
            await self._call.world.phone.hang_up(ringing)
