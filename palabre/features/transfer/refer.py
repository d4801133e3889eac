"""What phones ask for by themselves (REFER, RFC 3515; with Replaces, RFC 3891)."""

import asyncio

from palabre.calls.call import Call
from palabre.features.extensions import phone_of
from palabre.features.transfer.become_one import Side, become_one
from palabre.features.transfer.send_on import send_on
from palabre.features.transfer.sides import call_of
from palabre.features.transfer.target import Wish
from palabre.phone.events import TransferAsked

TOLD_AGAIN_SECONDS = 5.0


class Done(dict[str, float]):
    """The lines of phones that were let go, and when: the switch may tell of them in the other call too."""

    def note(self, now: float, *parties: str) -> None:
        """They have what they wanted."""
        for old in [each for each, at in self.items() if at < now - TOLD_AGAIN_SECONDS]:
            del self[old]
        self.update(dict.fromkeys(parties, now))


async def refer(call: Call, asked: TransferAsked) -> bool:
    """Do it once, or leave it to be refused: only the company's own phones may ask."""
    done = call.world.shared.setdefault(Done, Done())
    if asked.party in done:
        return True
    two = (asked.party, asked.other) if asked.other is not None else ()
    done.note(asyncio.get_running_loop().time(), *two)
    taken = False
    try:
        taken = await _refer(call, asked)
    finally:
        for each in () if taken else two:
            done.pop(each, None)
    return taken


async def _refer(call: Call, asked: TransferAsked) -> bool:
    by = phone_of(call, asked.party)
    if by is None or call.seat.shared:
        return False
    if asked.other is None:
        await send_on(call, Wish(asked.party, asked.to, "phone"))
        return True
    second = call_of(call, asked.other)
    if second is None or second.id == call.id or second.seat.shared:
        return False
    if phone_of(second, asked.other) != by:
        return False
    one, two = Side(call, asked.party), Side(second, asked.other)
    return await become_one(one, two, Wish(asked.party, _dialled(one, two), "phone"), by)


def _dialled(one: Side, two: Side) -> str:
    """Whom he has asked is in the call that he has made, whichever of his two the phone speaks of first."""
    made = [each for each in (one, two) if each.party == each.call.party] or [one, two]
    return max(made, key=lambda each: each.call.log.facts[0].at).call.dialled
