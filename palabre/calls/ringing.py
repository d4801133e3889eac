"""Phones that ring together: who takes the call, who does not, and what is tried instead."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.phone.causes import Cause, is_number_refused, is_trunk_trouble
from palabre.phone.events import Answered, DigitPressed, HungUp, PartyEvent, Ringing
from palabre.phone.port import Gone, Leg, Sound, SwitchRefused

ACCEPT_SECONDS = 15
"""So long somebody who has picked up may think about whether he takes the call."""
ACCEPTS, DECLINES = "1", "2"
NEVER = float("inf")


class Phones:
    """Those that ring for `to`: `winner` has taken the call, `open` may still, `refusals` will not.

    `asked` are those who have picked up and heard a question, whatever they answered; `rang` tells whether
    any of them has shown that it rings.
    """

    def __init__(self, call: Call, to: str) -> None:
        self._call = call
        self._to = to
        self._rung: set[str] = set()
        self._ends: dict[str, float] = {}
        self.open: dict[str, Leg] = {}
        self.asked: dict[str, str] = {}
        self.refusals: list[HungUp | None] = []
        self.rang = False
        self.winner: str | None = None

    @property
    def asking(self) -> bool:
        """Whether somebody thinks about whether he takes the call."""
        return any(party in self.asked for party in self.open)

    @property
    def next_end(self) -> float:
        """When the time of one of them is over, on the loop's clock: call `due` then."""
        return min((self._ends.get(party, NEVER) for party in self.open), default=NEVER)

    async def start(self, legs: Sequence[Leg]) -> None:
        """Let them ring."""
        now = asyncio.get_running_loop().time()
        self._ends |= {each.party: now + each.seconds for each in legs if each.seconds is not None}
        if len(legs) == 1:
            await self._start(legs[0])
        else:
            await asyncio.gather(*(self._start(each) for each in legs))

    async def _start(self, leg: Leg) -> None:
        self._call.own(leg.party, leg.endpoint)
        self.open[leg.party] = leg
        try:
            await self._call.world.phone.dial(leg)
        except (Gone, SwitchRefused):
            self._call.disown(leg.party)
            del self.open[leg.party]
            if leg.instead is None:
                self.refusals.append(None)
            else:
                await self._again(leg, leg.instead)

    async def _again(self, leg: Leg, other: Leg) -> None:
        """Try the other way to where a leg could not get, in the time that is left."""
        self._call.note(Kind.DIALLED, to=self._to, parties=[other.party])
        if leg.party in self._ends:
            self._ends[other.party] = self._ends.pop(leg.party)
        await self._start(other)

    async def take(self, event: PartyEvent | Told) -> None:
        """Follow what happens on one of them."""
        leg = self.open.get(event.party)
        if leg is None:
            return
        match event:
            case Ringing(party):
                self._rung.add(party)
                if not self.rang:
                    self.rang = True
                    self._call.note(Kind.RANG, party=party)
            case Answered(party) if leg.accept is not None:
                await self._ask(party, leg.accept)
            case Answered(party):
                self._accept(party)
            case DigitPressed(party, digit) if party in self.asked and digit == ACCEPTS:
                await self._call.world.phone.stop_playing(self.asked[party])
                self._accept(party)
            case DigitPressed(party, digit) if party in self.asked and digit == DECLINES:
                await self._not_taken(party, HungUp(party, Cause.REJECTED))
            case HungUp():
                await self._lost(leg, event)

    def _accept(self, party: str) -> None:
        self.winner = party
        del self.open[party]
        self._call.note(Kind.PARTY_ANSWERED, party=party)

    async def _ask(self, party: str, question: Sound) -> None:
        """A mobile network's mailbox answers too, but presses no key; for who calls it rings on."""
        self.rang = True
        self._call.note(Kind.ACCEPT_ASKED, party=party)
        self.asked[party] = self._call.new_id("sound")
        self._ends[party] = asyncio.get_running_loop().time() + ACCEPT_SECONDS
        with suppress(Gone):  # who hangs up right away is told of by an event
            await self._call.world.phone.play(party, self.asked[party], [question, question])

    async def _not_taken(self, party: str, why: HungUp) -> None:
        del self.open[party]
        self.refusals.append(why)
        self._call.note(Kind.NOT_ACCEPTED, party=party, cause=why.cause)
        await self._call.world.phone.stop_playing(self.asked[party])
        await self._call.world.phone.hang_up(party)

    async def _lost(self, leg: Leg, left: HungUp) -> None:
        """Another way, where the carrier failed or refused the number shown; else this was the answer."""
        del self.open[leg.party]
        if leg.party in self.asked:
            self._call.note(Kind.NOT_ACCEPTED, party=leg.party, cause=left.cause)
            self.refusals.append(HungUp(leg.party, Cause.NO_ANSWER))
        elif is_number_refused(left.sip) and leg.plainer is not None and leg.party not in self._rung:
            shown = {"shown": leg.caller.number, "instead": leg.plainer.caller.number}
            self._call.note(Kind.NUMBER_REFUSED, to=self._to, sip=left.sip, **shown)
            await self._again(leg, leg.plainer)
        elif is_trunk_trouble(left.cause, left.sip) and leg.instead is not None:
            await self._again(leg, leg.instead)
        else:
            self.refusals.append(left)

    async def due(self, now: float) -> None:
        """The time of some is over: they stop, others may ring on."""
        for party in [each for each in self.open if self._ends.get(each, NEVER) <= now]:
            if party in self.asked:
                await self._not_taken(party, HungUp(party, Cause.NO_ANSWER))
            else:
                del self.open[party]
                self.refusals.append(HungUp(party, Cause.NO_ANSWER))
                await self._call.world.phone.hang_up(party)

    async def stop(self, elsewhere: bool = False) -> None:
        """All that still ring stop; they show no missed call when somebody has answered (`elsewhere`)."""
        cause = Cause.ANSWERED_ELSEWHERE if elsewhere or self.winner else Cause.NORMAL
        still, self.open = list(self.open), {}
        for party in still:
            if party in self.asked:
                await self._call.world.phone.stop_playing(self.asked[party])
            await self._call.world.phone.hang_up(party, cause)
