"""How long a caller in a menu waits for the next prompt after his key, with many callers in menus at once."""

import asyncio
import random
import re
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex
from statistics import quantiles

from bench.sides import CALLERS, MENUS_NUMBER, SWITCH, Side
from bench.sip import SO_TIMESTAMPNS, Address, Wire, header, request
from palabre.kit.clock import clock

CALLERS_AT_ONCE = 50
BEGIN_RATE = 25
QUIET_SECONDS = 0.3
PATIENCE_SECONDS = 15
PCMA, EVENTS = 8, 101
KEY_PACKETS, END_PACKETS, PACKET_SECONDS, PACKET_TICKS = 5, 3, 0.02, 160
SOUND = (
    "v=0\r\no=- 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8 101\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n"
)


class Ear:
    """A caller's RTP socket: when sound last came, by the kernel's clock, and keys pressed (RFC 4733)."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._socket.setblocking(False)
        self._socket.bind((CALLERS, 0))
        self.port = int(self._socket.getsockname()[1])
        self._sequence, self._ticks, self._source = 0, random.randrange(2**16), random.randrange(2**32)
        self.last = 0.0
        self.hear: Callable[[float], None] | None = None
        asyncio.get_running_loop().add_reader(self._socket, self._read)

    def close(self) -> None:
        """Free the port."""
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def _read(self) -> None:
        data, ancillary, _, _ = self._socket.recvmsg(2048, 128)
        if data[1] & 0x7F != PCMA:
            return
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2][:16])
        self.last = seconds + nanoseconds / 1e9
        if self.hear:
            self.hear(self.last)

    async def quiet(self) -> None:
        """Until nothing has come for a moment."""
        while True:
            left = QUIET_SECONDS - (clock.now().timestamp() - self.last)
            if left <= 0:
                return
            await asyncio.sleep(left)

    async def press(self, key: int, to: Address) -> float:
        """Hold a key for a tenth of a second; gives the time at which its first end packet left."""
        self._ticks += 10 * PACKET_TICKS
        for each in range(KEY_PACKETS):
            self._send(key, each + 1, to, marked=each == 0)
            await asyncio.sleep(PACKET_SECONDS)
        released = clock.now().timestamp()
        for _ in range(END_PACKETS):
            self._send(key, KEY_PACKETS + 1, to, over=True)
        return released

    def _send(self, key: int, units: int, to: Address, *, marked: bool = False, over: bool = False) -> None:
        self._sequence += 1
        kind = EVENTS | (0x80 if marked else 0)
        start = struct.pack("!BBHII", 0x80, kind, self._sequence % 2**16, self._ticks % 2**32, self._source)
        event = struct.pack("!BBH", key, (0x80 if over else 0) | 10, units * PACKET_TICKS)
        self._socket.sendto(start + event, to)


@dataclass
class Talk:
    """One caller's call: where the switch listens, and how long each key took."""

    ear: Ear
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    sound: Address = ("", 0)
    answer: str = ""
    waits_ms: list[float | None] = field(default_factory=list)


class Callers:
    """Callers who sit in menus and press 1 whenever it is their turn."""

    def __init__(self, side: Side) -> None:
        self._switch: Address = (SWITCH, side.sip_port)
        self._wire = Wire(CALLERS, 0, self._take)
        self._talks: dict[str, Talk] = {}

    async def press_for(self, seconds: float) -> list[float | None]:
        """Let all of them call and press for some seconds; each key's wait, None when nothing was heard."""
        until = asyncio.get_running_loop().time() + CALLERS_AT_ONCE / BEGIN_RATE + seconds
        try:
            async with asyncio.TaskGroup() as tasks:
                for each in range(CALLERS_AT_ONCE):
                    tasks.create_task(self._sit(f"22508{each:08}", each / BEGIN_RATE, until))
        finally:
            await asyncio.sleep(1)
            self._wire.close()
        return [each for talk in self._talks.values() for each in talk.waits_ms]

    async def _sit(self, number: str, after: float, until: float) -> None:
        await asyncio.sleep(after)
        talk = self._talks[number] = Talk(Ear())
        self._invite(number, talk)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await talk.answered.wait()
        talk.ear.last = clock.now().timestamp()
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(random.uniform(0.2, 1.2))
            talk.waits_ms.append(await _wait_for_prompt(talk))
        self._ask("BYE", talk.answer, number, "2")
        talk.ear.close()

    def _invite(self, number: str, talk: Talk) -> None:
        uri = f"sip:{MENUS_NUMBER}@{SWITCH}:{self._switch[1]}"
        headers = self._headers(number, f"<{uri}>", "1 INVITE")
        headers["Contact"] = f"<sip:menu@{self._wire.ip}:{self._wire.port}>"
        sound = SOUND.format(ip=CALLERS, port=talk.ear.port)
        self._wire.send(request("INVITE", uri, headers, sound), self._switch)

    def _headers(self, number: str, to: str, sequence: str) -> dict[str, str]:
        place = f"{self._wire.ip}:{self._wire.port}"
        return {
            "Via": f"SIP/2.0/UDP {place};branch=z9hG4bK{token_hex(6)};rport",
            "From": f"<sip:+{number}@{place}>;tag={number}",
            "To": to,
            "Call-ID": f"{number}@{id(self)}",
            "CSeq": sequence,
        }

    def _take(self, message: str, _: float, __: Address) -> None:
        talk = self._talks[header(message, "Call-ID").partition("@")[0]]
        found = re.search(r"^m=audio (\d+) ", message, re.MULTILINE)
        if message.startswith("SIP/2.0 200") and found:
            talk.sound, talk.answer = (SWITCH, int(found[1])), message
            self._ask("ACK", message, header(message, "Call-ID").partition("@")[0], "1")
            talk.answered.set()

    def _ask(self, method: str, answer: str, number: str, count: str) -> None:
        uri = header(answer, "Contact").strip("<>").partition(">")[0]
        headers = self._headers(number, header(answer, "To"), f"{count} {method}")
        self._wire.send(request(method, uri, headers), self._switch)


async def _wait_for_prompt(talk: Talk) -> float | None:
    """Wait until the last prompt is over, press 1, and measure until the first packet of the next one."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        await talk.ear.quiet()
    heard: asyncio.Queue[float] = asyncio.Queue()
    talk.ear.hear = heard.put_nowait
    released = await talk.ear.press(1, talk.sound)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while (at := await heard.get()) < released:
                continue  # a sound that was under way is no answer to the key
            return (at - released) * 1000
    except TimeoutError:
        return None
    finally:
        talk.ear.hear = None


async def measure(side: Side, seconds: float) -> dict[str, float]:
    """The figures: what half of the keys and all but one of a hundred stay below."""
    found = await Callers(side).press_for(seconds)
    waits = [each for each in found if each is not None]
    cuts = quantiles(waits, n=100, method="inclusive")
    return {
        "menu_callers": CALLERS_AT_ONCE,
        "menu_keys": len(found),
        "menu_keys_unheard": len(found) - len(waits),
        "menu_key_to_prompt_p50_ms": cuts[49],
        "menu_key_to_prompt_p99_ms": cuts[98],
    }
