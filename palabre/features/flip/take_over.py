"""Takes the conversation of one's extension over to the phone that dials."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.moving import empty, go_on_with, move
from palabre.calls.session import Order
from palabre.features import extensions
from palabre.features.flip.spoken import NO_CALL_TO_MOVE
from palabre.phone.causes import Cause
from palabre.routing.step import Step

MOVED = "call_flipped"
PATIENCE_SECONDS = 3.0


class TakeOver(Step):
    """The caller goes on, at this phone, with what he was talking about at another one of his."""

    type: ClassVar[str] = "take_over"
    icon: ClassVar[str] = "device-mobile"
    group: ClassVar[str] = "people"

    extension: UUID

    async def run(self, call: Call) -> None:
        """Say so where no other phone of his talks."""
        await call.answer()
        for other, party in sorted(_talks(call, self.extension), key=_age, reverse=True):
            if await _take(call, other, party):
                return
        await call.say(NO_CALL_TO_MOVE)
        await call.hang_up(Cause.NORMAL)


def _talks(call: Call, extension: UUID) -> Iterator[tuple[Call, str]]:
    """The conversations of the extension's other phones, each with its party."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    known = call.account.part(extensions.Extensions).by_id.get(extension)
    for phone in known.phones if known else ():
        for party in call.world.lines.of(phone) - {call.party}:
            session = dispatcher.sessions.get(call.world.lines.parties[party].call)
            if session is not None and _talks_in(session.call, party):
                yield session.call, party


def _talks_in(call: Call, party: str) -> bool:
    talk = call.talk
    return (
        talk is not None
        and not talk.held
        and not call.seat.shared
        and talk.bridge in call.bridges
        and call.gone is None
        and party in (call.party, talk.party)
    )


def _age(found: tuple[Call, str]) -> datetime:
    return found[0].log.facts[0].at


async def _take(call: Call, other: Call, old: str) -> bool:
    """Whether the conversation was still there: it is decided in its call, between two of its events."""
    decided: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    party, digits = call.party, call.caller.number

    async def act(other: Call) -> None:
        if not _talks_in(other, old):
            decided.set_result(False)
            return
        move(call, other, party)
        other.note(MOVED, by=digits, party=party, before=old)
        await go_on_with(other, old, party)
        decided.set_result(True)
        empty(call, other)

    other.inbox.put_nowait(Order(act))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await asyncio.shield(decided)
    except TimeoutError:
        return False
