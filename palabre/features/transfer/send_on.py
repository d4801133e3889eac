"""Blind: who transfers leaves at once, and the other side is on its way to the target."""

from collections.abc import Awaitable
from typing import Any

from palabre.calls.call import Call
from palabre.calls.moving import hand_over
from palabre.calls.session import Redirect
from palabre.features.extensions import Extension, extension_at
from palabre.features.transfer import facts
from palabre.features.transfer.sides import caller_at, digits_of
from palabre.features.transfer.snapshot import settings_of
from palabre.features.transfer.target import Grant, Refusal, Wish, grant
from palabre.phone.events import Caller
from palabre.phone.port import Gone, SwitchRefused


async def send_on(call: Call, wish: Wish) -> None:
    """Let the other side go on with the target; where that cannot be, the conversation goes on."""
    granted = grant(call, wish)
    if not isinstance(granted, Grant):
        await refuse(call, wish, granted)
        return
    talk, by = granted.talk, granted.by
    await talk.hush()
    staying = talk.other(wish.by)
    note(call, wish, by, "blind")
    if wish.by == call.party:
        hand_over(call, staying, caller_at(call, staying))
    remember(call, by)
    call.bridges.discard(talk.bridge)
    await quietly(call.world.phone.disconnect(talk.bridge, [staying]))
    await quietly(call.world.phone.stop_music(staying))  # whoever transfers has often put him on hold before
    call.inbox.put_nowait(Redirect(granted.way.target))
    await dismiss(call, wish, wish.by)


async def refuse(call: Call, wish: Wish, why: Refusal | str) -> None:
    """Tell who has asked, the way he has asked; the conversation goes on."""
    by = extension_at(call, wish.by)
    words = why.sentence.name if isinstance(why, Refusal) else why
    call.note(facts.REFUSED, by=digits_of(call, by) if by else "", to=wish.to, how=wish.how, why=words)
    if wish.how == "phone":
        await call.world.phone.refuse_transfer(wish.by)
    elif call.talk is not None and isinstance(why, Refusal):
        await call.talk.tell(wish.by, await call.world.sounds.sentence(why.sentence, call.language))


async def dismiss(call: Call, wish: Wish, party: str) -> None:
    """Who has transferred is no longer needed on a line of his."""
    if wish.how == "phone" and party == wish.by:
        await quietly(call.world.phone.accept_transfer(party))
    await quietly(call.world.phone.hang_up(party))


def note(here: Call, wish: Wish, by: Extension, manner: str, **more: Any) -> None:
    """The fact that is the same however it was asked for."""
    who = {"by": digits_of(here, by), "extension": str(by.id), "to": wish.to, "how": wish.how}
    here.note(facts.TRANSFERRED, manner=manner, **who, **more)


def remember(call: Call, by: Extension) -> None:
    """Until the target takes the call, it goes back to who has transferred it; the target sees whom?"""
    call.seat.returns_to = by.id
    if not settings_of(call.account).shows_caller:
        call.seat.shown = Caller(digits_of(call, by), by.name)


async def quietly(request: Awaitable[None]) -> None:
    """A party that leaves of itself meanwhile changes nothing."""
    try:
        await request
    except (Gone, SwitchRefused):
        return
