"""Places in one company where clients are transferred side by side, each with phones of its own."""

import asyncio
import itertools
from dataclasses import dataclass, field

from tests.phone.company import Company, step, steps
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import Carrier, dialled
from tests.phone.kit.phone import Login, Phone

LONG = 15.0
PATIENCE = 6
MENU_WORDS = "Tapez un pour les ventes, ou restez en ligne, nous allons vous répondre."
MENU, MAILBOX, DESERTED = "300", "200", "690"
CALLS_OF_A_PHONE = 4
END = step("hang_up")
_serials = itertools.count(1)


@dataclass
class Lane:
    """Anna transfers clients; Carol has an extension, a queue and a conference, somebody outside a number."""

    acme: Company
    place: int
    clients: Phone
    carrier: Carrier
    anna: Phone = field(init=False)
    carol: Phone = field(init=False)
    number: str = field(init=False)

    @property
    def by(self) -> str:
        """Anna's short number."""
        return f"4{self.place}1"

    @property
    def colleague(self) -> str:
        """Carol's."""
        return f"4{self.place}3"

    @property
    def absent(self) -> str:
        """An extension whose phone is not plugged in."""
        return f"4{self.place}5"

    @property
    def slow(self) -> str:
        """A short number that rings outside, and not for long."""
        return f"4{self.place}7"

    @property
    def queue(self) -> str:
        """Carol answers it."""
        return f"6{self.place}0"

    @property
    def conference(self) -> str:
        """Carol sits in it."""
        return f"8{self.place}0"

    @property
    def outside(self) -> str:
        """A telephone number, as it is dialled."""
        return f"070102030{self.place}"

    @property
    def outside_slow(self) -> str:
        """Another one, behind a short number."""
        return f"070102040{self.place}"

    async def furnish(self) -> None:
        """Everything that this place needs."""
        acme = self.acme
        for digits in (self.by, self.colleague):
            await acme.extension(digits)
        outside = {"kind": "external", "outside": self.outside_slow, "ring_seconds": PATIENCE}
        await acme.extension(self.absent, devices=0)
        await acme.extension(self.slow, devices=0, **outside)
        self.anna, self.carol = await acme.phone(self.by), await acme.phone(self.colleague)
        self.number = await acme.number(await acme.scenario(acme.ring(self.by)))
        await acme.post("/conferences", name=f"Salle {self.place}", number=self.conference, announce=False)
        quick = {"pause_seconds": 0, "busy_penalty_seconds": 0}
        made = await acme.post("/queues", name=f"Ventes {self.place}", number=self.queue, **quick)
        carol = acme.extensions[self.colleague]
        await acme.post("/agents", name=f"Carol {self.place}", extension_id=carol)
        member = await acme.api.put(f"/queues/{made['id']}/members/{carol}", json={"level": 0, "position": 0})
        assert member.is_success, member.text

    async def rings_for(self, seconds: int) -> None:
        """So long Carol's phone rings from now on."""
        carol = self.acme.extensions[self.colleague]
        changed = await self.acme.api.patch(f"/extensions/{carol}", json={"ring_seconds": seconds})
        assert changed.is_success, changed.text
        await self.acme.settled()

    async def client(self) -> tuple[Call, str]:
        """Somebody calls whom no other place has as a caller: his side, and his number."""
        caller = f"+22507{next(_serials):08}"
        uri = f"sip:{self.number}@{self.carrier.pbx}"
        return await self.clients.dial(uri, from_user=caller), caller

    async def rings_outside(self, number: str) -> Call:
        """A call to one of this place's numbers outside."""
        phone = self.carrier.phone

        def look() -> Call | None:
            found = next((each for each in phone.arrived if dialled(each).endswith(number[1:])), None)
            if found is not None:
                phone.arrived.remove(found)
            return found

        return await phone.happenings.until(look, LONG, f"call to {number}")


async def lanes(acme: Company, count: int) -> list[Lane]:
    """So many places."""
    carrier = await acme.carrier()
    address = acme.address(0)
    clients = [
        await acme.phones.place(Login("carrier", address), address)
        for _ in range(-(-count // CALLS_OF_A_PHONE))
    ]
    await furnish(acme)
    made = [Lane(acme, place, clients[place // CALLS_OF_A_PHONE], carrier) for place in range(count)]
    await asyncio.gather(*(each.furnish() for each in made))
    await acme.settled()
    return made


async def furnish(acme: Company) -> None:
    """A menu and a mailbox for all, and a queue that nobody answers."""
    menu = step("menu", {"prompt": {"text": MENU_WORDS}, "keys": ["1"]}, key_1="end")
    menu["exits"] |= {"no_key": "end", "wrong_key": "end"}
    drawn = await acme.scenario(steps("menu", menu=menu, end=END))
    named = await acme.api.patch(f"/scenarios/{drawn}", json={"number": MENU})
    assert named.is_success, named.text
    await acme.post("/mailboxes", name="Messages", number=MAILBOX)
    await acme.post("/queues", name="Nuit", number=DESERTED)
