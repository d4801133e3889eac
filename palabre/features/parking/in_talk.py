"""Keys pressed in a conversation park the other side: `*`, the park number or a slot, `#`."""

from functools import partial

from palabre.calls.call import Call, Told
from palabre.calls.session import Order
from palabre.calls.talking import NEVER, Attendant, Talk
from palabre.features.extensions import extension_at
from palabre.features.parking.lot import lot_of
from palabre.features.parking.put import put
from palabre.features.parking.snapshot import Parking
from palabre.phone.events import DigitPressed, PartyEvent

BEGINS, ENDS = "*", "#"


def attend(talk: Talk) -> Attendant | None:
    """Listen, where the company parks calls."""
    return Keys(talk) if talk.call.account.part(Parking).enabled else None


class Keys:
    """What each side has typed since its last star."""

    deadline = NEVER

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._typed: dict[str, str] = {}

    async def take(self, event: PartyEvent | Told) -> bool:
        """True for the key that parks."""
        if not isinstance(event, DigitPressed):
            return False
        party, key = event.party, event.digit
        if key == BEGINS:
            self._typed[party] = ""
        elif key != ENDS and party in self._typed:
            self._typed[party] += key
        elif key == ENDS and (number := self._typed.pop(party, "")):
            return self._park(party, number)
        return False

    async def due(self) -> None:
        """Never."""

    def over(self) -> None:
        """Nothing is left to be done."""

    def _park(self, party: str, number: str) -> bool:
        """Where all slots are taken it is a transfer like any other, and comes back."""
        call = self._talk.call
        if not call.account.part(Parking).has(number) or extension_at(call, party) is None:
            return False
        if not lot_of(call.world, call.account.id).free(call):
            return False
        call.inbox.put_nowait(Order(partial(_put, party=party, number=number)))
        return True


async def _put(call: Call, party: str, number: str) -> None:
    await put(call, party, number, "keys")
