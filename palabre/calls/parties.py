"""Calling other parties and talking with them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from palabre.calls.call import Call, Told
from palabre.calls.facts import Kind
from palabre.calls.talking import stay, talk, talk_here
from palabre.phone.causes import Cause, is_busy, is_number_refused, is_rejected, is_trunk_trouble
from palabre.phone.events import Answered, DigitPressed, HungUp, PartyEvent, Ringing
from palabre.phone.port import Gone, Leg, Sound, SwitchRefused

__all__ = ["Attempt", "Missed", "call_first", "ring_together", "stay", "talk", "talk_here", "why_missed"]

ACCEPT_SECONDS = 15
"""So long somebody who has picked up may think about whether he takes the call."""
ACCEPTS, DECLINES = "1", "2"
SILENT_SECONDS = 4
"""After so long a caller hears ringing, though no phone has said yet that it does: no line seems dead."""


class Missed(StrEnum):
    """Why nobody talked."""

    BUSY = "busy"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    UNAVAILABLE = "unavailable"


CAUSE_OF = {
    Missed.BUSY: Cause.BUSY,
    Missed.REJECTED: Cause.REJECTED,
    Missed.NO_ANSWER: Cause.NO_ANSWER,
    Missed.UNAVAILABLE: Cause.ABSENT,
}
"""How a caller's phone is told."""


@dataclass(frozen=True)
class Attempt:
    """How ringing ended: the party that answered, or why none did; `last` is the last refusal seen."""

    answered: str | None = None
    missed: Missed | None = None
    last: HungUp | None = None


def why_missed(refusals: Sequence[HungUp | None]) -> Missed:
    """One reason out of many phones: a busy one says more than a silent one; None is an unreachable one."""
    reached = [each for each in refusals if each is not None]
    if any(is_busy(each.cause) for each in reached):
        return Missed.BUSY
    if any(is_rejected(each.cause, each.sip) for each in reached):
        return Missed.REJECTED
    if all(each.cause != Cause.NO_ANSWER or each.sip == 480 for each in reached):
        return Missed.UNAVAILABLE
    return Missed.NO_ANSWER


async def call_first(call: Call, leg: Leg | None, seconds: float) -> Missed | None:
    """Ring the own party of a call that we make; None when it has picked up."""
    missed: Missed | None = Missed.UNAVAILABLE
    call.note(Kind.DIALLED, to=call.caller.number, parties=[call.party])
    try:
        async with asyncio.timeout(seconds):
            if leg is not None and await _rings(call, leg):
                missed = Missed.NO_ANSWER
                await _picked_up(call, leg.party)
                missed = None
    except TimeoutError:
        call.cause = Cause.NO_ANSWER
    finally:
        # whoever says no ends the call, and what it does is cancelled
        if call.gone is not None and not call.answered:
            missed = why_missed([call.gone])
        if missed is not None:
            call.note(Kind.DIAL_MISSED, to=call.caller.number, result=missed)
    return missed


async def _rings(call: Call, leg: Leg) -> bool:
    call.own(leg.party, leg.endpoint)
    try:
        await call.world.phone.dial(leg)
    except (Gone, SwitchRefused):
        call.disown(leg.party)
        return False
    return True


async def _picked_up(call: Call, party: str) -> None:
    while await call.next_event() != Answered(party):
        continue
    becomes_own(call, party)


def becomes_own(call: Call, party: str) -> None:
    """Somebody has picked up who is the call's own party from now on. Raises Gone."""
    if party not in call.parties:
        raise Gone()
    call.party, call.answered = party, True
    call.note(Kind.ANSWERED, party=party)


async def ring_together(
    call: Call, legs: Sequence[Leg], seconds: float, to: str, silence: float | None = None
) -> Attempt:
    """Ring all legs at once; the first to answer wins and the others stop.

    With `silence`, so many seconds without ringing or any other sign of life count as unavailable.
    """
    ringing = _Ringing(call, legs, silence, to)
    call.note(Kind.DIALLED, to=to, parties=[each.party for each in legs])
    call.seat.waits = True
    try:
        attempt = await ringing.until_answered(seconds)
    finally:
        call.seat.waits = call.seat.rings = False
        await ringing.stop()
    if attempt.missed is not None:
        call.note(Kind.DIAL_MISSED, to=to, result=attempt.missed)
    return attempt


class _Ringing:
    def __init__(self, call: Call, legs: Sequence[Leg], silence: float | None, to: str) -> None:
        self._call = call
        self._to = to
        self._legs = legs
        self._silence = silence
        self._open: dict[str, Leg] = {}
        self._rung: set[str] = set()
        self._asked: dict[str, str] = {}
        self._deadlines: dict[str, float] = {}
        self._refusals: list[HungUp | None] = []
        self._rang = False
        self._heard = call.music or call.origin is None
        self._winner: str | None = None

    async def until_answered(self, seconds: float) -> Attempt:
        """Start all, then wait for the first answer, the last refusal, or the end of patience."""
        if len(self._legs) == 1:
            await self._start(self._legs[0])
        else:
            await asyncio.gather(*(self._start(each) for each in self._legs))
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while self._open and self._winner is None:
            patience = seconds if self._rang or self._silence is None else min(seconds, self._silence)
            wait = patience if self._heard else min(patience, SILENT_SECONDS)
            ends = self._first_end(patience)
            until = min([*self._deadlines.values()], default=begun + min(wait, ends))
            event = await self._call.next_event(until - loop.time())
            if event is not None:
                await self._take(event)
            elif self._deadlines:
                await self._tired_of_asking(loop.time())
            elif ends < patience and ends <= wait:
                await self._give_up(ends)
            elif wait < patience:
                self._call.note(Kind.RINGING_HEARD)
                await self._let_it_ring()
            else:
                return Attempt(missed=Missed.NO_ANSWER if patience == seconds else Missed.UNAVAILABLE)
        if self._winner is not None:
            return Attempt(answered=self._winner)
        last = next((each for each in reversed(self._refusals) if each), None)
        return Attempt(missed=why_missed(self._refusals), last=last)

    async def _start(self, leg: Leg) -> None:
        self._call.own(leg.party, leg.endpoint)
        self._open[leg.party] = leg
        try:
            await self._call.world.phone.dial(leg)
        except (Gone, SwitchRefused):
            self._call.disown(leg.party)
            del self._open[leg.party]
            if leg.instead is None:
                self._refusals.append(None)
            else:
                await self._again(leg.instead)

    async def _again(self, other: Leg) -> None:
        """Try the other way to where a leg could not get."""
        self._call.note(Kind.DIALLED, to=self._to, parties=[other.party])
        await self._start(other)

    async def _take(self, event: PartyEvent | Told) -> None:
        leg = self._open.get(event.party)
        if leg is None:
            return
        match event:
            case Ringing(party):
                self._rung.add(party)
                if not self._rang:
                    self._rang = True
                    self._call.note(Kind.RANG, party=party)
                    await self._let_it_ring()
            case Answered(party) if leg.accept is not None:
                await self._ask(party, leg.accept)
            case Answered(party):
                self._accept(party)
            case DigitPressed(party, digit) if party in self._asked and digit == ACCEPTS:
                await self._call.world.phone.stop_playing(self._asked[party])
                self._accept(party)
            case DigitPressed(party, digit) if party in self._asked and digit == DECLINES:
                await self._not_taken(party, HungUp(party, Cause.REJECTED))
            case HungUp():
                await self._lost(leg, event)

    def _accept(self, party: str) -> None:
        self._winner = party
        del self._open[party]
        self._call.note(Kind.PARTY_ANSWERED, party=party)

    async def _ask(self, party: str, question: Sound) -> None:
        """A mobile network's mailbox answers too, but presses no key; the caller hears that it rings."""
        self._rang = True
        await self._let_it_ring()
        self._call.note(Kind.ACCEPT_ASKED, party=party)
        self._asked[party] = self._call.new_id("sound")
        self._deadlines[party] = asyncio.get_running_loop().time() + ACCEPT_SECONDS
        with suppress(Gone):  # who hangs up right away is told of by an event
            await self._call.world.phone.play(party, self._asked[party], [question, question])

    async def _tired_of_asking(self, now: float) -> None:
        for party in [each for each, deadline in self._deadlines.items() if deadline <= now]:
            await self._not_taken(party, HungUp(party, Cause.NO_ANSWER))

    async def _not_taken(self, party: str, why: HungUp) -> None:
        del self._open[party], self._deadlines[party]
        self._refusals.append(why)
        self._call.note(Kind.NOT_ACCEPTED, party=party, cause=why.cause)
        await self._call.world.phone.stop_playing(self._asked[party])
        await self._call.world.phone.hang_up(party)

    async def _lost(self, leg: Leg, left: HungUp) -> None:
        """Another way, where the carrier failed or refused the number shown; else this was the answer."""
        del self._open[leg.party]
        if self._deadlines.pop(leg.party, None) is not None:
            self._call.note(Kind.NOT_ACCEPTED, party=leg.party, cause=left.cause)
            self._refusals.append(HungUp(leg.party, Cause.NO_ANSWER))
        elif is_number_refused(left.sip) and leg.plainer is not None and leg.party not in self._rung:
            shown = {"shown": leg.caller.number, "instead": leg.plainer.caller.number}
            self._call.note(Kind.NUMBER_REFUSED, to=self._to, sip=left.sip, **shown)
            await self._again(leg.plainer)
        elif is_trunk_trouble(left.cause, left.sip) and leg.instead is not None:
            await self._again(leg.instead)
        else:
            self._refusals.append(left)

    def _first_end(self, patience: float) -> float:
        """When the next phone stops that is to ring for a shorter time than others."""
        times = (leg.seconds for party, leg in self._open.items() if party not in self._asked)
        return min((each for each in times if each is not None), default=patience)

    async def _give_up(self, seconds: float) -> None:
        """Phones that are to ring for so long only stop; others may ring on."""
        for party, leg in list(self._open.items()):
            if leg.seconds == seconds and party not in self._asked:
                del self._open[party]
                self._refusals.append(HungUp(party, Cause.NO_ANSWER))
                await self._call.world.phone.hang_up(party)

    async def _let_it_ring(self) -> None:
        """The caller hears that it rings, unless he hears music."""
        if not self._heard:
            self._call.seat.rings = True
            await self._call.world.phone.ring(self._call.party)
        self._heard = True

    async def stop(self) -> None:
        """The phones that still ring stop, and show no missed call when another one answered."""
        elsewhere = self._winner or self._call.seat.taken
        cause = Cause.ANSWERED_ELSEWHERE if elsewhere else Cause.NORMAL
        for party in self._open:
            if party in self._asked:
                await self._call.world.phone.stop_playing(self._asked[party])
            await self._call.world.phone.hang_up(party, cause)
