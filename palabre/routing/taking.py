"""Somebody takes a call away from where it is, and talks with its caller."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from palabre.calls.call import Call
from palabre.calls.moving import empty, move
from palabre.calls.parties import talk
from palabre.calls.session import Order, Redirect
from palabre.routing.walk import Do

PATIENCE_SECONDS = 3.0


async def take_call(call: Call, other: Call, free: Callable[[Call], bool], kind: str, **data: Any) -> bool:
    """The caller of a call talks with the caller of another one, if that is still `free`; whether it was.

    It is decided in that call, between two of its events, so that of several only one gets it. The first
    call ends, the other one notes a fact of that kind.
    """
    decided: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    party, digits = call.party, call.caller.number

    def decide(free: bool) -> None:
        if not decided.done():
            decided.set_result(free)

    async def act(other: Call) -> None:
        if other.gone is not None or other.seat.taken or not free(other):
            decide(False)
            return
        move(call, other, party)
        other.seat.taken = True
        other.note(kind, by=digits, **data)
        other.inbox.put_nowait(Redirect(Do(partial(_talk, party=party, to=digits))))
        decide(True)
        empty(call, other)

    other.inbox.put_nowait(Order(act))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await decided
    except TimeoutError:
        return False


async def _talk(call: Call, party: str, to: str) -> None:
    call.seat.taken = False
    await talk(call, party, to)
