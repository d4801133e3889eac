"""Listening while a message is being left, and picking up."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact, Kind
from palabre.calls.world import World
from palabre.features.voicemail import spoken
from palabre.features.voicemail.snapshot import Mailboxes
from palabre.phone.events import Answered, DigitPressed, HungUp
from palabre.routing.step import Step
from palabre.routing.taking import take_call

SCREENED = "message_screened"
PICKED_UP = "picked_up"
PICK_UP_KEY = "1"


def being_left(call: Call) -> Fact | None:
    """The recording of a message that goes on in a call."""
    if call.gone is not None or call.talk is not None or call.seat.taken:
        return None
    for fact in reversed(call.log.facts):
        if fact.kind in (Kind.RECORDED, Kind.PLAYED, Kind.STEP_ENTERED):
            return None
        if fact.kind == Kind.RECORDING_STARTED and "mailbox" in fact.data:
            return fact
    return None


def all_being_left(world: World, account: Account, mailboxes: set[UUID]) -> Iterator[tuple[Call, Fact]]:
    """The calls in which somebody speaks into one of these mailboxes."""
    dispatcher: Dispatcher = world.shared[Dispatcher]
    for session in dispatcher.sessions.values():
        call = session.call
        fact = being_left(call) if call.account.id == account.id else None
        if fact is not None and UUID(fact.data["mailbox"]) in mailboxes:
            yield call, fact


def mailboxes_of(account: Account, extension: UUID) -> set[UUID]:
    """Those that belong to an extension."""
    return {each.id for each in account.part(Mailboxes).by_id.values() if extension in each.readers}


class ScreenMessage(Step):
    """Who owns a mailbox hears what is being said into it; key 1 lets him talk with the caller.

    `wanted` is one call; without it the one that has begun last. `take`: he talks at once.
    """

    type: ClassVar[str] = "screen_message"
    icon: ClassVar[str] = "ear"
    group: ClassVar[str] = "voice"

    extension: UUID
    wanted: UUID | None = None
    take: bool = False

    async def run(self, call: Call) -> None:
        """Listen until the message ends, or the caller is picked up."""
        await call.answer()
        other = self._choose(call)
        if other is None or (self.take or await _listens(call, other)) and not await _take(call, other):
            await call.say(spoken.NO_MESSAGE_BEING_LEFT)

    def _choose(self, call: Call) -> Call | None:
        mine = mailboxes_of(call.account, self.extension)
        found = [
            (fact.at, other)
            for other, fact in all_being_left(call.world, call.account, mine)
            if self.wanted in (None, other.id)
        ]
        return max(found, key=lambda each: each[0])[1] if found else None


async def _listens(call: Call, other: Call) -> bool:
    """Whether he picks up; the caller hears nothing of him before."""
    ear, bridge = call.new_id("ear"), call.new_id("bridge")
    call.own(ear)
    call.bridges.add(bridge)
    try:
        await call.world.phone.listen_in(ear, other.party)
        for each in (call, other):
            each.note(SCREENED, by=call.caller.number, call=str(other.id), party=ear)
        while True:
            match await call.next_event():
                case Answered(party=party) if party == ear:
                    await call.world.phone.connect(bridge, [call.party, ear])
                case HungUp(party=party) if party == ear:
                    return False
                case DigitPressed(party=call.party, digit=digit) if digit == PICK_UP_KEY:
                    call.keys.clear()
                    return True
    finally:
        call.bridges.discard(bridge)
        await call.world.phone.disconnect(bridge, [call.party])
        await call.world.phone.hang_up(ear)


async def _take(call: Call, wanted: Call) -> bool:
    """Whether the message was still being left; what was said so far stays one."""
    digits = call.caller.number
    return await take_call(call, wanted, lambda other: being_left(other) is not None, PICKED_UP, to=digits)
