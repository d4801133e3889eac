"""While a target is asked: whom who transfers talks with, one, the other, or both."""

from collections.abc import Sequence
from typing import Literal

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.talking import Talk
from palabre.features import greetings, hold
from palabre.features.transfer import facts
from palabre.features.transfer.send_on import quietly
from palabre.phone.port import Sound

Turn = Literal["target", "other", "all"]


class Turns:
    """He talks with the `target` of the borrowing call, the `other` side of his own one, or `all` of them."""

    def __init__(self, call: Call, borrower: Call, by: str) -> None:
        self._call = call
        self._borrower = borrower
        self._by = by
        self.now: Turn = turn_of(call, borrower)

    async def toggle(self) -> None:
        """The one who waits, while the one whom he talked with waits."""
        await self.turn_to("other" if self.now == "target" else "target")

    async def turn_to(self, turn: Turn) -> bool:
        """Let him talk with somebody else; False when the target has not answered."""
        own, asked = self._call.talk, self._borrower.talk
        if own is None or asked is None:
            return False
        if turn == self.now:
            return True
        self.now = turn
        self._borrower.note(facts.TURNED, to=turn)
        here = own if turn == "other" else asked
        await quietly(self._call.world.phone.join(here.bridge, self._by))
        await self._place(own, self._call, talks=turn != "target", bridge=own if turn != "all" else asked)
        await self._place(asked, self._borrower, talks=turn != "other", bridge=asked)
        return True

    async def gather(self) -> None:
        """Everybody is in the bridge of his own call again, before something else is done with them."""
        own = self._call.talk
        if own is not None and self.now == "all":
            await quietly(self._call.world.phone.join(own.bridge, own.other(self._by)))
        if self._borrower.talk is not None and self.now == "other":
            await quietly(self._call.world.phone.stop_music(self._borrower.talk.other(self._by)))

    async def alone(self) -> None:
        """The other side has gone: the target is all that he has."""
        asked = self._borrower.talk
        if asked is not None and self.now != "target":
            self.now = "target"
            await quietly(self._call.world.phone.join(asked.bridge, self._by))
            await quietly(self._call.world.phone.stop_music(asked.other(self._by)))
            asked.go_on()

    async def _place(self, talk: Talk, call: Call, talks: bool, bridge: Talk) -> None:
        """One of the two others hears voices, or music in a bridge of its own."""
        party, phone = talk.other(self._by), call.world.phone
        await quietly(phone.join(bridge.bridge, party))
        if talks:
            await quietly(phone.stop_music(party))
            talk.go_on()
        else:
            talk.pause()
            await quietly(phone.start_music(party, await hold_music(call)))


def turn_of(call: Call, borrower: Call) -> Turn:
    """Who talks, as the conversations stand (after a restart too)."""
    if not _talks(call):
        return "target"
    return "all" if _talks(borrower) else "other"


def _talks(call: Call) -> bool:
    kinds = (each.kind for each in reversed(call.log.facts))
    return next((each for each in kinds if each in (Kind.TALK_STARTED, Kind.TALK_ENDED)), "") == (
        Kind.TALK_STARTED
    )


async def hold_music(call: Call) -> Sequence[Sound]:
    """What the company lets people hear who wait."""
    return await greetings.music(call, call.account.part(hold.Hold).music)
