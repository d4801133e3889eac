"""A queue of two hundred waiting callers with fifty agents: how soon does a free agent's phone ring?"""

import asyncio
import re
from dataclasses import dataclass, field
from secrets import token_hex
from statistics import quantiles

from bench.machine import cpu_ms
from bench.sides import CALLERS, QUEUE_NUMBER, SWITCH, Side
from bench.sip import SOUND, Address, Wire, caller_headers, header, request, response
from bench.stack import Palabre
from palabre.kit.clock import clock

WAITING, AGENTS = 200, 50
BEGIN_RATE = 50
SETTLING_SECONDS = 2.0
TALK_SECONDS = 6.0
RING_SECONDS = 0.05


@dataclass
class Agents:
    """Fifty phones behind the carrier: each picks up, talks for a while, hangs up, and notes what comes."""

    port: int
    free_since: dict[str, float] = field(default_factory=dict)
    delays_ms: list[float] = field(default_factory=list)
    offers: int = 0
    twice: int = 0
    _busy: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wire = Wire(CALLERS, self.port, self._take)

    def _take(self, message: str, at: float, sender: Address) -> None:
        call = header(message, "Call-ID")
        if message.startswith("INVITE"):
            found = re.match(r"INVITE sip:(\+?\d+)@", message)
            self._ring(found[1] if found else "", call, message, at, sender)
        elif message.startswith(("BYE", "CANCEL")):
            self.wire.send(response(message, "200 OK"), sender)

    def _ring(self, number: str, call: str, message: str, at: float, sender: Address) -> None:
        contact = f"<sip:{number}@{CALLERS}:{self.port}>"
        if self._busy.get(number) == call:
            self.wire.send(response(message, "200 OK", contact, SOUND.format(ip=CALLERS)), sender)
            return
        self.twice += number in self._busy
        self._busy[number] = call
        self.offers += 1
        if number in self.free_since:
            self.delays_ms.append((at - self.free_since.pop(number)) * 1000)
        self.wire.send(response(message, "180 Ringing", contact), sender)
        loop = asyncio.get_running_loop()
        answer = response(message, "200 OK", contact, SOUND.format(ip=CALLERS))
        loop.call_later(RING_SECONDS, self.wire.send, answer, sender)
        loop.call_later(RING_SECONDS + TALK_SECONDS, self._hang_up, number, message, sender)

    def _hang_up(self, number: str, invite: str, sender: Address) -> None:
        """BYE of the called side: From and To change places (RFC 3261 12.2.1.1)."""
        uri = header(invite, "Contact").strip("<>").partition(">")[0]
        headers = {
            "Via": f"SIP/2.0/UDP {CALLERS}:{self.port};branch=z9hG4bK{token_hex(6)};rport",
            "From": f"{header(invite, 'To')};tag=bench",
            "To": header(invite, "From"),
            "Call-ID": header(invite, "Call-ID"),
            "CSeq": "1 BYE",
        }
        self._busy.pop(number, None)
        self.free_since[number] = clock.now().timestamp()
        self.wire.send(request("BYE", uri, headers), sender)


class Line:
    """Callers who wait; whoever has been served calls again, so that the line stays as long as it is."""

    def __init__(self, side: Side) -> None:
        self._switch: Address = (SWITCH, side.sip_port)
        self._wire = Wire(CALLERS, 0, self._take)
        self._answered: set[str] = set()
        self._count = 0
        self.served = self.refused = 0
        self.open = True

    def call(self) -> None:
        """One more caller."""
        self._count += 1
        number = f"22505{self._count:08}"
        uri = f"sip:{QUEUE_NUMBER}@{SWITCH}:{self._switch[1]}"
        headers = self._headers(number, f"<{uri}>", "1 INVITE")
        headers["Contact"] = f"<sip:caller@{self._wire.ip}:{self._wire.port}>"
        self._wire.send(request("INVITE", uri, headers, SOUND.format(ip=CALLERS)), self._switch)

    def _headers(self, number: str, to: str, sequence: str) -> dict[str, str]:
        return caller_headers(self._wire, number, to, sequence)

    def _take(self, message: str, _: float, sender: Address) -> None:
        number = header(message, "Call-ID").partition("@")[0]
        sequence = header(message, "CSeq")
        if message.startswith("SIP/2.0 200") and sequence.endswith("INVITE"):
            uri = header(message, "Contact").strip("<>").partition(">")[0]
            headers = self._headers(number, header(message, "To"), "1 ACK")
            self._wire.send(request("ACK", uri, headers), self._switch)
        elif message.startswith("BYE"):
            self._wire.send(response(message, "200 OK"), sender)
            self.served += 1
            if self.open:
                self.call()
        elif re.match(r"SIP/2\.0 [456]", message):
            self.refused += 1


async def measure(running: Palabre, side: Side, seconds: float) -> dict[str, float]:
    """The figures of a full line over some seconds."""
    agents, line = Agents(side.carrier_port), Line(side)
    for _ in range(WAITING + AGENTS):
        line.call()
        await asyncio.sleep(1 / BEGIN_RATE)
    await asyncio.sleep(SETTLING_SECONDS)
    agents.delays_ms.clear()
    offers, pids = agents.offers, (running.calls_pid, running.switch_pid)
    before = [cpu_ms(each) for each in pids]
    await asyncio.sleep(seconds)
    calls, switch = (cpu_ms(pid) - spent for pid, spent in zip(pids, before, strict=True))
    cuts = quantiles(agents.delays_ms, n=100, method="inclusive")
    line.open = False
    return {
        "queue_waiting": WAITING,
        "queue_agents": AGENTS,
        "queue_offers_per_second": (agents.offers - offers) / seconds,
        "queue_calls_cpu_percent": calls / seconds / 10,
        "queue_switch_cpu_percent": switch / seconds / 10,
        "queue_free_to_ring_p50_ms": cuts[49],
        "queue_free_to_ring_p99_ms": cuts[98],
        "queue_rung_twice": agents.twice,
        "queue_refused": line.refused,
    }
