"""How long a switch takes from the caller's INVITE to the INVITE at the called phone, in one clock."""

import asyncio
import re
from dataclasses import dataclass

from bench.sides import CALLERS, PROBE_NUMBER, SWITCH, Side
from bench.sip import SOUND, Address, Wire, caller_headers, header, request, response
from palabre.kit.clock import clock

TALK_SECONDS = 0.2


@dataclass
class Trip:
    """One call: when its INVITE left, when it arrived, and whether it has ended in good order."""

    left: float
    arrived: float | None = None
    ended: bool = False


class Caller:
    """Calls the probe's number, talks for a moment and hangs up; the caller's number tells calls apart."""

    def __init__(self, side: Side) -> None:
        self._switch: Address = (SWITCH, side.sip_port)
        self._wire = Wire(CALLERS, 0, self._take)
        self.trips: dict[str, Trip] = {}

    def close(self) -> None:
        """Free the port."""
        self._wire.close()

    def call(self, number: str) -> None:
        """Send an INVITE."""
        uri = f"sip:{PROBE_NUMBER}@{SWITCH}:{self._switch[1]}"
        headers = self._headers(number, f"<{uri}>", "1 INVITE")
        headers["Contact"] = f"<sip:probe@{self._wire.ip}:{self._wire.port}>"
        message = request("INVITE", uri, headers, SOUND.format(ip=self._wire.ip))
        self.trips[number] = Trip(clock.now().timestamp())
        self._wire.send(message, self._switch)

    def _headers(self, number: str, to: str, sequence: str) -> dict[str, str]:
        return caller_headers(self._wire, number, to, sequence)

    def _take(self, message: str, _: float, __: Address) -> None:
        number = header(message, "Call-ID").partition("@")[0]
        sequence = header(message, "CSeq")
        if message.startswith("SIP/2.0 200") and sequence.endswith("INVITE"):
            self._ask("ACK", message, number, "1")
            asyncio.get_running_loop().call_later(TALK_SECONDS, self._ask, "BYE", message, number, "2")
        elif message.startswith("SIP/2.0 200") and sequence.endswith("BYE"):
            self.trips[number].ended = True

    def _ask(self, method: str, answer: str, number: str, count: str) -> None:
        uri = header(answer, "Contact").strip("<>").partition(">")[0]
        headers = self._headers(number, header(answer, "To"), f"{count} {method}")
        self._wire.send(request(method, uri, headers), self._switch)


class Callee:
    """The probe's phone: notes when an INVITE arrives, picks up, and takes the other side's BYE."""

    def __init__(self) -> None:
        self.arrivals: dict[str, float] = {}
        self.wire: Wire | None = None

    def take(self, message: str, at: float, sender: Address) -> None:
        """Deal with one message."""
        assert self.wire
        if message.startswith("INVITE"):
            caller = re.search(r"<sip:\+?(\d+)@", header(message, "From"))
            self.arrivals.setdefault(caller[1] if caller else "", at)
            contact = f"<sip:102@{self.wire.ip}:{self.wire.port}>"
            self.wire.send(response(message, "180 Ringing", contact), sender)
            sound = SOUND.format(ip=self.wire.ip)
            self.wire.send(response(message, "200 OK", contact, sound), sender)
        elif message.startswith("BYE"):
            self.wire.send(response(message, "200 OK"), sender)


async def delays_ms(side: Side, callee: Callee, rate: float, seconds: float) -> list[float | None]:
    """Call at a rate; the delay of each call, None for one that failed."""
    caller = Caller(side)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    for each in range(round(rate * seconds)):
        await asyncio.sleep(begin + each / rate - loop.time())
        caller.call(f"22507{each:08}")
    await asyncio.sleep(TALK_SECONDS + 2)
    caller.close()
    arrivals, callee.arrivals = callee.arrivals, {}
    return [
        (arrivals[number] - trip.left) * 1000 if trip.ended and number in arrivals else None
        for number, trip in caller.trips.items()
    ]
