"""Calling other parties and talking with them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.ringing import Phones
from palabre.calls.talking import connect, stay, talk, talk_here, talk_in
from palabre.phone.causes import Cause, is_busy, is_rejected
from palabre.phone.events import Answered, HungUp
from palabre.phone.port import Gone, Leg, SwitchRefused

__all__ = [
    "Attempt",
    "Missed",
    "call_first",
    "connect",
    "ring_together",
    "stay",
    "talk",
    "talk_here",
    "talk_in",
    "why_missed",
]

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
    ringing = _Ringing(call, silence, to)
    call.note(Kind.DIALLED, to=to, parties=[each.party for each in legs])
    call.seat.waits = True
    try:
        attempt = await ringing.until_answered(legs, seconds)
    finally:
        call.seat.waits = call.seat.rings = False
        await ringing.stop()
    if attempt.missed is not None:
        call.note(Kind.DIAL_MISSED, to=to, result=attempt.missed)
    return attempt


class _Ringing:
    """Phones that ring, as long as the caller's patience lasts, and what he hears of it."""

    def __init__(self, call: Call, silence: float | None, to: str) -> None:
        self._call = call
        self._silence = silence
        self._phones = Phones(call, to)
        self._heard = call.music or call.origin is None

    async def until_answered(self, legs: Sequence[Leg], seconds: float) -> Attempt:
        """Start all, then wait for the first answer, the last refusal, or the end of patience."""
        phones = self._phones
        await phones.start(legs)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while phones.open and phones.winner is None:
            patience = seconds if phones.rang or self._silence is None else min(seconds, self._silence)
            wait = patience if self._heard else min(patience, SILENT_SECONDS)
            until = phones.next_end if phones.asking else min(begun + wait, phones.next_end)
            event = await self._call.next_event(until - loop.time())
            if event is not None:
                await phones.take(event)
            elif until == phones.next_end:
                await phones.due(until)
            elif wait < patience:
                self._call.note(Kind.RINGING_HEARD)
                await self._let_it_ring()
            else:
                return Attempt(missed=Missed.NO_ANSWER if patience == seconds else Missed.UNAVAILABLE)
            if phones.rang:
                await self._let_it_ring()
        if phones.winner is not None:
            return Attempt(answered=phones.winner)
        last = next((each for each in reversed(phones.refusals) if each), None)
        return Attempt(missed=why_missed(phones.refusals), last=last)

    async def _let_it_ring(self) -> None:
        """The caller hears that it rings, unless he hears music."""
        if not self._heard:
            self._call.seat.rings = True
            await self._call.world.phone.ring(self._call.party)
        self._heard = True

    async def stop(self) -> None:
        """The phones that still ring stop, and show no missed call when another one answered."""
        await self._phones.stop(elsewhere=self._call.seat.taken)
