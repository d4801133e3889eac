"""Somebody who talks parks the other side: by his phone, by keys, or by a program."""

from collections.abc import Awaitable
from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher, note_start
from palabre.calls.facts import Kind
from palabre.calls.moving import hand_over, move
from palabre.calls.session import Redirect
from palabre.features.extensions import Extension, extension_at
from palabre.features.parking.lot import Kept, lot_of
from palabre.features.parking.spoken import parked_at
from palabre.phone.causes import Cause
from palabre.phone.events import Caller
from palabre.phone.port import Gone, Leg, SwitchRefused
from palabre.routing.flow import Flow, single
from palabre.routing.plan import Plan, flow_of
from palabre.routing.tell import Tell
from palabre.routing.walk import Begin, Originated

How = Literal["phone", "keys", "api"]
RING_BACK_SECONDS = 15.0
NAMES = {"fr": "Appel parqué", "en": "Parked call"}


async def put(call: Call, party: str, number: str, how: How) -> str | None:
    """Send the side that `party` talks with to a slot, and tell him which; None when that cannot be."""
    talk, by = call.talk, extension_at(call, party)
    if talk is None or talk.held or by is None or call.seat.shared:
        return None
    lot = lot_of(call.world, call.account.id)
    if call.id in lot.kept:  # asked twice: the switch tells of a REFER on both sides of the conversation
        return lot.kept[call.id].slot
    slot = lot.take(call, number)
    flow = flow_of(call.account, "parking", UUID(int=int(slot))) if slot else None
    if slot is None or flow is None:
        return None
    lot.kept[call.id] = Kept(slot, by.id)
    phone = call.world.lines.parties[party].endpoint
    if party == call.party:
        hand_over(call, talk.party, _as_caller(call, talk.party))
    call.holding.pop(party, None)
    call.bridges.discard(talk.bridge)
    await quietly(call.world.phone.disconnect(talk.bridge, [call.party, party]))
    call.inbox.put_nowait(Redirect(Begin(flow)))
    if how == "phone":
        await quietly(call.world.phone.accept_transfer(party))
        await quietly(call.world.phone.hang_up(party))
        _ring_back(call, by, phone, slot)
    else:
        _tell(call, by, party, slot)
    return slot


def _as_caller(call: Call, party: str) -> Caller:
    extension, number = extension_at(call, party), call.talk.to if call.talk else ""
    return Caller(number, extension.name if extension else "")


def _ring_back(call: Call, by: Extension, phone: str, slot: str) -> None:
    """His line has ended with the transfer: his phone rings, shows the slot, and says it."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    told = dispatcher.new_call(call.account, "")
    told.party = told.new_id("leg")
    told.own(told.party, phone)
    _note_begin(told, by, slot)
    leg = Leg(told.party, phone, Caller(slot, NAMES[call.account.language]))
    dispatcher.begin(told, Originated(leg, RING_BACK_SECONDS, _saying(slot)))


def _tell(call: Call, by: Extension, party: str, slot: str) -> None:
    """He hears the slot on the line on which he has talked."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    told = dispatcher.new_call(call.account, party)
    told.answered = True
    _note_begin(told, by, slot)
    told.note(Kind.ANSWERED)
    move(call, told, party)
    dispatcher.begin(told, Begin(_saying(slot)))


def _note_begin(told: Call, by: Extension, slot: str) -> None:
    told.caller = Caller(told.account.part(Plan).digits.get(by.id, ""), by.name)
    told.language = by.language or told.language
    told.dialled = slot
    note_start(told, "internal")


def _saying(slot: str) -> Flow:
    return single("parked_at", Tell(sentence=parked_at(slot), cause=Cause.NORMAL, always=True))


async def quietly(request: Awaitable[None]) -> None:
    """A party that leaves of itself meanwhile changes nothing."""
    try:
        await request
    except (Gone, SwitchRefused):
        return
