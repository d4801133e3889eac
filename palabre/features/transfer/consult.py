"""Attended, in one call of the phone: who transfers asks the target first, in a call that borrows him."""

from palabre.calls.call import Call, Told
from palabre.calls.dispatcher import Dispatcher, note_start
from palabre.calls.facts import Kind
from palabre.calls.moving import move
from palabre.calls.session import EndCall
from palabre.features.extensions import Extension
from palabre.features.transfer import facts
from palabre.features.transfer.become_one import Side, become_one
from palabre.features.transfer.send_on import quietly, refuse
from palabre.features.transfer.sides import digits_of, lives
from palabre.features.transfer.target import Grant, Wish, grant
from palabre.features.transfer.turns import Turns, hold_music
from palabre.phone.causes import Cause
from palabre.phone.events import DigitPressed, HungUp, PartyEvent
from palabre.routing.step import FAILED

BACK, TOGGLE, TOGETHER = "*1", "*2", "*3"
MISSED = frozenset({"busy", "no_answer", "unavailable", "full", "no_agent", "refused", FAILED})


async def consult(call: Call, wish: Wish) -> None:
    """Let who transfers talk with the target, while the other side hears music."""
    granted = grant(call, wish)
    if not isinstance(granted, Grant):
        await refuse(call, wish, granted)
        return
    talk, by, way = granted.talk, granted.by, granted.way
    await talk.hush()
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    borrower = dispatcher.new_call(call.account, wish.by)
    borrower.caller, borrower.dialled = way.caller, wish.to
    borrower.language, borrower.answered = way.language or borrower.language, True
    note_start(borrower, way.direction)
    borrower.note(Kind.ANSWERED)
    talk.pause()
    who = {"by": digits_of(call, by), "extension": str(by.id), "to": wish.to, "how": wish.how}
    call.note(facts.CONSULTS, party=wish.by, call=str(borrower.id), **who)
    move(call, borrower, wish.by)
    call.seat.lends = borrower.seat.lent = Consultation(call, borrower, wish, by)
    await quietly(call.world.phone.part(talk.bridge, wish.by))
    await quietly(call.world.phone.start_music(talk.other(wish.by), await hold_music(call)))
    dispatcher.begin(borrower, way.target)


class Consultation:
    """Who transfers is lent to a call of his own; it ends with both sides together, or with him back."""

    def __init__(self, call: Call, borrower: Call, wish: Wish, by: Extension) -> None:
        self.call = call
        self.borrower = borrower
        self.wish = wish
        self.by = by
        self.turns = Turns(call, borrower, wish.by)
        self._typed = ""
        self._why: str | None = None

    async def take(self, event: PartyEvent | Told) -> bool:
        """He hangs up, and those whom he leaves go on together; or he wants the other side back."""
        match event:
            case HungUp(party=self.wish.by) if self._waits():
                self.borrower.receive(event)
                await self.complete()
                return True
            case DigitPressed(party=self.wish.by, digit=digit):
                self._typed = (self._typed + digit)[-len(BACK) :]
                await self._pressed(self._typed)
        return False

    async def _pressed(self, code: str) -> None:
        if code == BACK:
            self.take_back()
        elif code == TOGGLE:
            await self.turns.toggle()
        elif code == TOGETHER:
            await self.turns.turn_to("all")

    async def complete(self) -> None:
        """Both sides go on without him."""
        await self.turns.gather()
        self.call.seat.lends = None
        one, two = Side(self.call, self.wish.by), Side(self.borrower, self.wish.by)
        if not await become_one(one, two, self.wish, self.by):
            self.borrower.inbox.put_nowait(EndCall())

    def take_back(self) -> None:
        """The target is not wanted any more."""
        self._why = "taken_back"
        self.borrower.inbox.put_nowait(EndCall())

    async def over(self) -> None:
        """He talks with the other side again, if it is still there; else he has nobody left."""
        call, by, talk = self.call, self.wish.by, self.call.talk
        self.borrower.seat.lent = call.seat.lends = None
        if talk is None or not self._waits():
            return
        if by not in self.borrower.parties:
            call.inbox.put_nowait(HungUp(by, Cause.NORMAL))
            return
        await self.turns.gather()
        move(self.borrower, call, by)
        call.note(facts.RETURNED, to=digits_of(call, self.by), why=self._why or why_not(self.borrower))
        await quietly(call.world.phone.join(talk.bridge, by))
        await quietly(call.world.phone.stop_music(talk.other(by)))
        talk.go_on()

    async def alone(self) -> None:
        """The other side has gone: what was asked goes on as a call of its own, unless it is over as well."""
        if self.borrower.seat.lent is not self:
            return
        self.borrower.seat.lent = self.call.seat.lends = None
        await self.turns.alone()

    def _waits(self) -> bool:
        """Whether the other side is still there."""
        talk = self.call.talk
        return talk is not None and lives(self.call)


def why_not(call: Call) -> str:
    """Why a target has not kept who had called it: it has hung up, or was never there."""
    for fact in reversed(call.log.facts):
        if fact.kind == Kind.TALK_STARTED:
            return "left"
        if fact.kind == Kind.STEP_LEFT and fact.data["exit"] in MISSED:
            return str(fact.data["exit"])
    return "left"


def consultation_of(call: Call) -> Consultation | None:
    """What goes on beside a call, or for which it was begun."""
    found = call.seat.lends or call.seat.lent
    return found if isinstance(found, Consultation) else None
