"""A call waits in a slot with music until somebody goes on with it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.parties import talk
from palabre.calls.spoken import Sentence
from palabre.features import extensions, greetings, hold
from palabre.features.parking.facts import PARKED, RECALLED, TAKEN, UNPARKED
from palabre.features.parking.lot import lot_of
from palabre.features.parking.snapshot import Parking
from palabre.features.parking.spoken import NOTHING_PARKED, PARKING_FULL, parked_at
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan
from palabre.routing.step import Step
from palabre.routing.taking import take_call

ROUNDS = 3
"""So often who has parked a call is rung for it."""
Exit = Literal["busy", "no_answer", "unavailable"]


@dataclass(frozen=True)
class Place:
    """Where a call waits since a moment, the extension that has put it there, and how often that was rung."""

    slot: str
    by: UUID
    since: datetime
    recalls: int = 0


class Park(Step):
    """Whoever comes here waits in a slot; a colleague who calls the slot talks with who waits there."""

    type: ClassVar[str] = "park"
    icon: ClassVar[str] = "parking"
    group: ClassVar[str] = "people"

    number: str

    async def run(self, call: Call) -> Exit | Flow | None:
        """Park, or take; outsiders get neither, unless a colleague has sent them here."""
        lot, why = lot_of(call.world, call.account.id), "led_away"
        try:
            place = _place_before(call) or await self._arrive(call)
            if not isinstance(place, Place):
                return place
            lot.slots[place.slot] = call.id
            answered = await _wait(call, place)
            why = "recalled" if answered else "given_up"
        finally:
            lot.leave(call)
            if (left := _place_before(call)) is not None:
                why = "picked_up" if call.seat.taken else "hung_up" if call.gone else why
                call.note(UNPARKED, slot=left.slot, why=why)
        by = call.account.part(extensions.Extensions).by_id.get(place.by)
        if by is None or answered is None:
            return (by and extensions.diverted(call, by.id, "no_answer")) or "no_answer"
        await talk(call, answered, extensions.label_of(call, by))
        return None

    async def _arrive(self, call: Call) -> Place | Exit | None:
        lot, own = lot_of(call.world, call.account.id), extensions.caller_of(call)
        kept, sent = lot.kept.pop(call.id, None), call.seat.returns_to
        by = kept.by if kept else sent or (own.id if own else None)
        if by is None:
            await _refuse(call, spoken.NUMBER_UNKNOWN)
            return None
        if kept is None and sent is None and self.number != call.account.part(Parking).park_number:
            await self._take(call)
            return None
        slot = kept.slot if kept else lot.take(call, _slot_before(call) or self.number)
        if slot is None:
            if not sent:
                await _refuse(call, PARKING_FULL)
            return "busy" if sent else None
        digits = call.account.part(Plan).digits.get(by, "")
        call.note(PARKED, slot=slot, by=digits, extension=str(by))
        if kept is None and sent is None:
            await call.answer()
            await call.say(parked_at(slot))
        call.seat.returns_to = None
        return Place(slot, by, call.now())

    async def _take(self, call: Call) -> None:
        """Talk with who waits in the slot; of several colleagues the first gets him."""
        await call.answer()
        lot, dispatcher = lot_of(call.world, call.account.id), call.world.shared[Dispatcher]
        waiting = dispatcher.sessions.get(lot.slots.get(self.number))

        def waits(other: Call) -> bool:
            return lot.slots.get(self.number) == other.id

        if waiting is None or not await take_call(call, waiting.call, waits, TAKEN, slot=self.number):
            await _refuse(call, NOTHING_PARKED)


async def _refuse(call: Call, sentence: Sentence) -> None:
    await call.answer()
    await call.say(sentence)
    await call.hang_up(Cause.UNASSIGNED)


async def _wait(call: Call, place: Place) -> str | None:
    """Hear music until who has parked the call takes it back (his party); None when he never does."""
    await call.answer()
    await call.start_music(await greetings.music(call, call.account.part(hold.Hold).music))
    since = place.since
    for _ in range(place.recalls, ROUNDS):
        seconds = call.account.part(Parking).recall_seconds - (call.now() - since).total_seconds()
        await _let_pass(call, seconds)
        by = call.account.part(extensions.Extensions).by_id.get(place.by)
        if by is None:
            break
        call.note(RECALLED, slot=place.slot, to=extensions.label_of(call, by))
        attempt = await extensions.ring_extension(call, by, by.ring_seconds)
        if attempt.answered is not None:
            return attempt.answered
        since = call.now()
    return None


async def _let_pass(call: Call, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while (left := end - loop.time()) > 0:
        await call.next_event(left)
        call.keys.clear()


def _place_before(call: Call) -> Place | None:
    """Where the call waits as its facts tell it, also after a restart; None when it does not."""
    recalls: list[datetime] = []
    for fact in reversed(call.log.facts):
        if fact.kind == UNPARKED:
            return None
        if fact.kind == RECALLED:
            recalls.append(fact.at)
        if fact.kind == PARKED:
            by = UUID(fact.data["extension"])
            return Place(fact.data["slot"], by, max([fact.at, *recalls]), len(recalls))
    return None


def _slot_before(call: Call) -> str | None:
    """The slot that was told to who is about to send somebody there."""
    return next((each.data["slot"] for each in reversed(call.log.facts) if each.kind == PARKED), None)
