"""Codes pressed in a conversation: `*N` asks N first, `*N#` passes the other side on at once."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from palabre.calls.call import Call, Told
from palabre.calls.session import Order
from palabre.calls.talking import NEVER, Attendant, Talk
from palabre.features.extensions import extension_at
from palabre.features.transfer.consult import Consultation, consult
from palabre.features.transfer.send_on import send_on
from palabre.features.transfer.snapshot import settings_of
from palabre.features.transfer.target import Wish
from palabre.phone.events import DigitPressed, PartyEvent

BEGINS, ENDS = "*", "#"
LONGEST = 32
DIGIT_SECONDS = 2.5
"""After so long without another key a number is complete."""


def attend(talk: Talk) -> Attendant | None:
    """Listen to keys, unless the account leaves transfers to its phones."""
    return Keys(talk, settings_of(talk.call.account).by_keys)


class Keys:
    """What each side has typed. Only phones of the company count: nobody outside transfers anything."""

    def __init__(self, talk: Talk, by_keys: bool) -> None:
        self.deadline = NEVER
        self._by_keys = by_keys
        self._talk = talk
        self._typed: dict[str, str] = {}

    async def take(self, event: PartyEvent | Told) -> bool:
        """One key more; others may make something of it too."""
        if not self._by_keys or not isinstance(event, DigitPressed):
            return False
        if event.digit == BEGINS or event.party in self._typed:
            call = self._talk.call
            if not self._talk.held and call.seat.lent is None and extension_at(call, event.party):
                self._type(event.party, event.digit)
        return False

    def _type(self, party: str, key: str) -> None:
        number = self._typed.get(party, "")
        if key == ENDS:
            self._typed.pop(party, None)
            self.deadline = NEVER if not self._typed else self.deadline
            if number:
                self._order(partial(send_on, wish=Wish(party, number, "keys")))
        else:
            self._typed[party] = "" if key == BEGINS else (number + key)[:LONGEST]
            self.deadline = asyncio.get_running_loop().time() + DIGIT_SECONDS

    async def due(self) -> None:
        """Whoever has typed a number and no end of it wants to ask first."""
        typed, self._typed, self.deadline = self._typed, {}, NEVER
        for party, number in typed.items():
            if number:
                self._order(partial(consult, wish=Wish(party, number, "keys")))

    def over(self) -> None:
        """Whoever is asking a target meanwhile has nobody else any more."""
        consultation = self._talk.call.seat.lends
        if isinstance(consultation, Consultation):
            consultation.borrower.inbox.put_nowait(Order(lambda _: consultation.alone()))

    def _order(self, act: Callable[[Call], Awaitable[None]]) -> None:
        self._talk.call.inbox.put_nowait(Order(act))
