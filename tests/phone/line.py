"""The far end of a telephone line that hears every packet when it comes: no jitter buffer between, no clock
but the kernel's, so that a pause in it is the switch's and not a phone's or a slow machine's."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from typing import Self, cast

import numpy as np

from tests.phone.kit import hearing
from tests.phone.kit.sound import Samples

HOST = "127.0.0.1"
COPIED = re.compile(r"^(?:Via|From|Call-ID|CSeq|Record-Route):.*\r\n", re.MULTILINE | re.IGNORECASE)
ASKED_TO = re.compile(r"^To: *(.*?)\r\n", re.MULTILINE | re.IGNORECASE)
SOUND = "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\nm=audio {port} RTP/AVP 8\r\n"
STAMP = getattr(socket, "SO_TIMESTAMPNS", 35)  # Linux
TIME = struct.Struct("@qq")
BUFFER = 1 << 20
RTP_HEAD, A_LAW = 12, 8
VOICE = -30.0
MOMENT = 10  # packets


class Line(asyncio.DatagramProtocol):
    """Answers every call at once, one at a time; `heard` is when each packet came with one of the `tones`."""

    def __init__(self, *tones: float) -> None:
        self.heard: dict[float, list[float]] = {each: [] for each in tones}
        self.news = asyncio.Event()
        self.sound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sound.setblocking(False)
        self.sound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        self.sound.setsockopt(socket.SOL_SOCKET, STAMP, 1)
        self.sound.bind((HOST, 0))

    @classmethod
    async def open(cls, *tones: float) -> Self:
        """Wait for calls."""
        loop = asyncio.get_running_loop()
        _, made = await loop.create_datagram_endpoint(lambda: cls(*tones), local_addr=(HOST, 0))
        loop.add_reader(made.sound, made.hear)
        return made

    @property
    def address(self) -> str:
        """Its SIP address."""
        return f"sip:line@{HOST}:{self.signals.get_extra_info('sockname')[1]}"

    def close(self) -> None:
        """Be gone."""
        asyncio.get_running_loop().remove_reader(self.sound)
        self.sound.close()
        self.signals.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.signals = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, source: tuple[str, int]) -> None:
        text = data.decode()
        method, _, _ = text.partition(" ")
        if method in ("ACK", "SIP/2.0"):
            return
        sound = "" if method != "INVITE" else SOUND.format(host=HOST, port=self.sound.getsockname()[1])
        asked = ASKED_TO.search(text)
        to = asked[1] if asked else ""
        head = "".join(COPIED.findall(text)) + f"To: {to}{'' if ';tag=' in to else ';tag=line'}\r\n"
        body = f"Content-Type: application/sdp\r\nContent-Length: {len(sound)}\r\n\r\n{sound}"
        self.signals.sendto(f"SIP/2.0 200 OK\r\n{head}Contact: <{self.address}>\r\n{body}".encode(), source)

    def hear(self) -> None:
        """One packet, with the moment when it came to this machine."""
        packet, notes, _, _ = self.sound.recvmsg(2048, 64)
        samples = from_a_law(packet[RTP_HEAD:])
        if packet[1] & 0x7F != A_LAW or not len(samples):
            return
        level, tone = max((hearing.level_of(samples, each), each) for each in self.heard)
        if level > VOICE:
            self.heard[tone].extend(_stamp(data) for _, kind, data in notes if kind == STAMP)
            self.news.set()

    def forget(self) -> None:
        """Begin anew."""
        for each in self.heard.values():
            each.clear()

    async def hears(self, tone: float, within: float = 10.0) -> None:
        """Wait until somebody has spoken for a moment."""
        async with asyncio.timeout(within):
            while len(self.heard[tone]) < MOMENT:
                self.news.clear()
                await self.news.wait()


def _stamp(data: bytes) -> float:
    seconds, nanoseconds = TIME.unpack(data)
    return float(seconds + nanoseconds / 1e9)


def from_a_law(coded: bytes) -> Samples:
    """Samples of ITU-T G.711."""
    code = np.frombuffer(coded, np.uint8).astype(np.int32) ^ 0x55
    size, step = (code & 0x0F) << 4, (code & 0x70) >> 4
    size = np.where(step == 0, size + 8, (size + 0x108) << np.maximum(step - 1, 0))
    return np.where(code & 0x80, size, -size).astype(np.int16)
