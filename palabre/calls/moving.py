"""Parties that move: another one takes the caller's place, or goes from one call to another."""

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.session import EndCall, Redirect
from palabre.phone.causes import Cause
from palabre.phone.events import Caller, HungUp
from palabre.phone.port import Gone


def hand_over(call: Call, staying: str, caller: Caller) -> None:
    """The caller leaves his own call to another of its parties, which is `caller` from now on."""
    if staying not in call.parties:
        raise Gone()
    before, call.party, call.caller = call.party, staying, caller
    call.gone, call.answered, call.hung_up = None, True, False
    call.keys.clear()
    call.note(Kind.PARTY_MOVED, party=staying, before=before, caller=caller.number, caller_name=caller.name)


def dialled_as(call: Call, party: str) -> str | None:
    """What was dialled for a party to be rung, here or in the call from which it came."""
    for fact in reversed(call.log.facts):
        if fact.kind == Kind.DIALLED and party in fact.data["parties"]:
            return str(fact.data["to"])
        if fact.kind == Kind.PARTY_CAME and fact.data["party"] == party:
            return fact.data.get("to")
    return None


def move(call: Call, into: Call, party: str) -> None:
    """A party belongs to another call from now on, as it is. Raises Gone."""
    if party not in call.parties or into.seat.over:
        raise Gone()
    dialled = dialled_as(call, party)
    into.own(party)
    call.disown(party)
    call.note(Kind.PARTY_WENT, party=party, call=str(into.id))
    into.note(Kind.PARTY_CAME, party=party, call=str(call.id), **({"to": dialled} if dialled else {}))
    if party == call.party:
        call.gone, call.hung_up = HungUp(party, Cause.NORMAL), True
    if party == into.party:
        into.gone, into.hung_up = None, False


def empty(call: Call, into: Call) -> None:
    """Nobody who matters is left in a call: it ends, and names the one where they are."""
    call.seat.into, call.seat.lent, call.seat.over = into.id, None, True
    call.inbox.put_nowait(EndCall())


async def take_place(call: Call, party: str, caller: Caller) -> None:
    """A party of the call hears what the caller would hear; what cannot go on begins anew for it."""
    hand_over(call, party, caller)
    phone, seat = call.world.phone, call.seat
    if call.music:
        await phone.start_music(party, seat.sounds)
    elif seat.bridge is not None:
        await phone.join(seat.bridge, party)
    elif seat.rings:
        await phone.ring(party)
    elif not seat.waits and seat.step is not None:
        call.inbox.put_nowait(Redirect(seat.step))


async def go_on_with(call: Call, old: str, new: str, caller: Caller | None = None) -> None:
    """One side of a conversation goes on at another party of the call, without a gap; the old one leaves.

    `caller` is who that is, where it was the caller's side and is somebody else now.
    """
    talk = call.talk
    if talk is None or new not in call.parties:
        raise Gone()
    await call.world.phone.join(talk.bridge, new)
    if call.holding.pop(old, None) is not None:
        await call.world.phone.stop_music(talk.other(old))
    talk.pause()
    if old == talk.party:
        talk.party = new
    else:
        hand_over(call, new, caller or call.caller)
    talk.go_on()
    await call.world.phone.hang_up(old)
