"""A client talks with Anna, who passes him on by her phone, by keys and by a program; everybody is heard."""

import asyncio
import sys
from dataclasses import dataclass
from typing import Literal

from palabre.features.transfer import spoken
from tests.phone.company import Company
from tests.phone.kit import hearing
from tests.phone.kit.call import Call
from tests.phone.kit.carrier import Carrier
from tests.phone.kit.phone import Phone

How = Literal["phone", "keys", "api"]
WAYS: tuple[How, ...] = ("phone", "keys", "api")
GAP = 0.2
CLIENT = "+2250700000001"


@dataclass
class Office:
    """Anna (101), Bob (102) and Carol (103), a carrier, and the number that rings Anna."""

    acme: Company
    anna: Phone
    carol: Phone
    carrier: Carrier
    number: str

    async def talk(self) -> tuple[Call, Call]:
        """A client calls, and Anna picks up: his side and hers."""
        client = await self.carrier.dial(self.number, CLIENT)
        anna = await self.anna.incoming()
        await anna.answer()
        await client.answered()
        return client, anna

    async def live(self) -> str:
        """The client's call."""
        for _ in range(50):
            found = (await self.acme.get("/calls/live"))["items"]
            named = [each["id"] for each in found if each["caller"] == CLIENT]
            if named:
                return str(named[0])
            await asyncio.sleep(0.1)
        raise AssertionError("no call in progress")

    async def blind(self, how: How, anna: Call, to: str) -> None:
        """Anna passes the client on."""
        if how == "phone":
            await anna.transfer(self.anna.login.address(to))
        elif how == "keys":
            await anna.press(f"*{to}#")
        else:
            await self.acme.post(f"/calls/{await self.live()}/transfer", by="101", to=to)

    async def consult(self, how: How, anna: Call, to: str) -> Call:
        """Anna asks somebody first; the side on which she does."""
        if how == "phone":
            await anna.hold()
            return await self.anna.dial(to)
        if how == "keys":
            await anna.press(f"*{to}")
        else:
            await self.acme.post(f"/calls/{await self.live()}/transfer", by="101", to=to, kind="attended")
        return anna

    async def complete(self, how: How, anna: Call, asked: Call) -> None:
        """The client shall have whomever she has asked."""
        if how == "phone":
            await asked.connect_to(anna)
        elif how == "keys":
            await anna.hang_up()
        else:
            await self.acme.post(f"/calls/{await self.live()}/transfer/complete", by="101")


async def office(acme: Company) -> Office:
    """The company of these tests."""
    await acme.extension("101")
    await acme.extension("103", ring_seconds=5)
    number = await acme.number(await acme.scenario(acme.ring("101")))
    return Office(acme, await acme.phone("101"), await acme.phone("103"), await acme.carrier(), number)


def gap(call: Call, before: float, after: float) -> float:
    """How long a party heard nobody between one voice and the next, by the audio that it received."""
    samples = call.tape.samples()
    end = hearing.tone_spans(samples, before)[-1].end
    begin = next(each.start for each in hearing.tone_spans(samples, after) if each.end > end)
    return begin - end


async def over(client: Call, *others: Call) -> None:
    """The client hangs up, and with him everybody is out of the call."""
    await client.hang_up()
    await asyncio.gather(*(each.ended() for each in others))


async def test_blind(acme: Company) -> None:
    at = await office(acme)
    for how in WAYS:
        client, anna = await at.talk()
        client.play_tone(600)
        await anna.hears_tone(600)
        await at.blind(how, anna, "103")
        carol = await at.carol.incoming()
        assert carol.caller.number == CLIENT
        assert await anna.ended() == 200
        await carol.answer()
        await client.talks_with(carol)
        await over(client, carol)


async def test_attended(acme: Company) -> None:
    at = await office(acme)
    gaps: list[float] = []
    for how in WAYS:
        client, anna = await at.talk()
        asked = await at.consult(how, anna, "103")
        carol = await at.carol.incoming(within=8)
        await carol.answer()
        await asked.talks_with(carol)
        carol.play_tone(1000)
        asked.play_tone(700)
        client.play_tone(600)
        await asyncio.gather(asked.hears_only(1000), carol.hears_only(700))
        await at.complete(how, anna, asked)
        await asyncio.gather(carol.hears_tone(600), client.hears_tone(1000), anna.ended(), asked.ended())
        await asyncio.gather(carol.hears_only(600), client.hears_only(1000))
        gaps.append(gap(carol, 700, 600))
        await over(client, carol)
    sys.stdout.write(f"media gaps at a transfer: {[round(each * 1000) for each in gaps]} ms\n")
    assert max(gaps) < GAP


async def test_nobody_takes_it(acme: Company) -> None:
    at = await office(acme)
    for how in WAYS:
        client, anna = await at.talk()
        await at.blind(how, anna, "103")
        carol = await at.carol.incoming()
        await anna.ended()
        await carol.reject(486)
        back = await at.anna.incoming()
        await back.answer()
        await back.hears(await acme.sentence(spoken.BUSY))
        await client.talks_with(back)
        await over(client, back)
