"""Two calls of one phone become one: those whom who transfers has in each go on together."""

from dataclasses import dataclass

from palabre.calls.call import Call
from palabre.calls.moving import empty, hand_over, move, take_place
from palabre.calls.session import Redirect
from palabre.features.extensions import Extension
from palabre.features.transfer.send_on import dismiss, note, quietly, remember
from palabre.features.transfer.sides import caller_at, lives
from palabre.features.transfer.target import Wish
from palabre.routing import codes
from palabre.routing.plan import flow_of
from palabre.routing.tell import Tell
from palabre.routing.walk import TRANSFEROR, Begin, TalkHere


@dataclass(frozen=True)
class Side:
    """A call, and the party in it of who transfers."""

    call: Call
    party: str

    @property
    def talks(self) -> bool:
        """Whether somebody is there to talk with."""
        return self.call.talk is not None and self.party in (self.call.party, self.call.talk.party)

    @property
    def other(self) -> str:
        """Whom he talks with."""
        assert self.call.talk is not None
        return self.call.talk.other(self.party)


async def become_one(one: Side, two: Side, wish: Wish, by: Extension) -> bool:
    """Bring the others of two calls together; False when there is nobody in one of them.

    Where both talk, the older call goes on: it is the one with a history. Else who waits takes the place in
    the younger one: before a phone that rings, in a queue, in a conference.
    """
    if not (one.talks or two.talks) or not (lives(one.call) and lives(two.call)):
        return False
    if one.talks and two.talks:
        first, second = sorted((one, two), key=lambda each: each.call.log.facts[0].at)
        await _talk_on(first, second, wish, by)
    else:
        first, second = (one, two) if one.talks else (two, one)
        if second.party != second.call.party:
            return False
        if not await _take_place(first, second, wish, by):
            return False
    for each in (one, two):
        if each.party in each.call.parties:
            await dismiss(each.call, wish, each.party)
    return True


async def _talk_on(first: Side, second: Side, wish: Wish, by: Extension) -> None:
    call, talk, comes = first.call, first.call.talk, second.other
    assert talk is not None
    await talk.hush()
    label = caller_at(second.call, comes).number
    staying = first.other
    talk.pause()
    note(call, wish, by, "attended", call=str(second.call.id))
    if first.party == call.party:
        hand_over(call, staying, caller_at(call, staying))
    if first.party in call.parties:
        await quietly(call.world.phone.part(talk.bridge, first.party))
    second.call.seat.lent = None
    move(second.call, call, comes)
    empty(second.call, call)
    call.inbox.put_nowait(Redirect(TalkHere(talk.bridge, comes, label)))


async def _take_place(first: Side, second: Side, wish: Wish, by: Extension) -> bool:
    """The other call may end at any moment: who comes to it before that is hung up with it, and not lost."""
    call, into, talk = first.call, second.call, first.call.talk
    assert talk is not None
    await talk.hush()
    staying, caller = first.other, caller_at(call, first.other)
    if staying not in call.parties or not lives(into) or _personal(into):
        return False
    note(call, wish, by, "semi_attended", call=str(into.id))
    note(into, wish, by, "semi_attended", call=str(call.id), came=True)
    into.seat.lent = None
    move(call, into, staying)
    phone = call.world.phone
    await quietly(phone.stop_music(staying))
    call.bridges.discard(talk.bridge)
    await quietly(phone.disconnect(talk.bridge, [staying]))
    remember(into, by)
    into.language = call.language
    empty(call, into)
    await take_place(into, staying, caller)
    step = into.seat.step
    if isinstance(step, Begin) and isinstance(step.flow.steps[step.step or step.flow.start].step, Tell):
        back = flow_of(into.account, TRANSFEROR, by.id)
        into.inbox.put_nowait(Redirect(Begin(back))) if back else None
    return True


def _personal(call: Call) -> bool:
    """Whether a call does what is only for whoever has dialled it: a feature code, or listening to others."""
    target = call.seat.step
    if not isinstance(target, Begin):
        return False
    step = target.flow.steps[target.step or target.flow.start].step
    return step.personal or target.flow.key.startswith(f"{codes.KIND}:")
