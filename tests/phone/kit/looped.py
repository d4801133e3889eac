"""Two carriers that know each other: what a trunk sends to one of them comes back from the other.

Each end is an address of its own. A call that comes to one is passed on from the other, headers and all, as
a proxy would (RFC 3261 16.6), under a Call-ID of its own so that it is a call of its own; a carrier that
strips says nothing of where calls were before.
"""

from __future__ import annotations

import asyncio
import re
from typing import Self, cast

STRIPPED = re.compile(r"^(?:Diversion|History-Info):.*\r\n", re.MULTILINE | re.IGNORECASE)
CALL_ID = re.compile(r"^(Call-ID|i): *(.*)\r$", re.MULTILINE | re.IGNORECASE)
VIA = re.compile(r"^Via: *SIP/2\.0/UDP [^;\r]*(.*)\r\n", re.MULTILINE | re.IGNORECASE)
BRANCH = re.compile(r";branch=([^;\r]*)")
MARK = "-passed-on"


class Looped:
    """Both carriers; `invites` are the calls that were passed on, in order."""

    def __init__(self, pbx: str, strips: bool) -> None:
        host, _, port = pbx.rpartition(":")
        self.pbx = (host, int(port))
        self.strips = strips
        self.invites: list[str] = []
        self.ends: list[_End] = []

    @classmethod
    async def open(cls, pbx: str, addresses: tuple[str, str], strips: bool = False) -> Self:
        """Listen on two addresses of this machine."""
        made = cls(pbx, strips)
        loop = asyncio.get_running_loop()
        for address in addresses:
            end = _End(made)
            await loop.create_datagram_endpoint(lambda end=end: end, local_addr=(address, 0))  # type: ignore[misc]
            made.ends.append(end)
        return made

    def close(self) -> None:
        """Be gone."""
        for each in self.ends:
            each.line.close()

    def pass_on(self, text: str, came_to: _End) -> None:
        """A request goes out at the other end, an answer where its request came in."""
        other = self.ends[1 - self.ends.index(came_to)]
        if text.startswith("SIP/2.0"):
            text = VIA.sub("", text, count=1)
            text = CALL_ID.sub(lambda found: f"{found[1]}: {found[2].removesuffix(MARK)}\r", text, count=1)
        else:
            host, port = other.address
            branch = BRANCH.search(text)
            via = f"Via: SIP/2.0/UDP {host}:{port};branch={branch[1] if branch else ''}{MARK}\r\n"
            head, _, rest = text.partition("\r\n")
            rest = STRIPPED.sub("", rest) if self.strips else rest
            rest = CALL_ID.sub(lambda found: f"{found[1]}: {found[2]}{MARK}\r", rest, count=1)
            text = f"{head}\r\n{via}{rest}"
            if text.startswith("INVITE "):
                self.invites.append(text)
        other.line.sendto(text.encode(), self.pbx)


class _End(asyncio.DatagramProtocol):
    def __init__(self, looped: Looped) -> None:
        self.looped = looped

    line: asyncio.DatagramTransport

    @property
    def address(self) -> tuple[str, int]:
        host, port = self.line.get_extra_info("sockname")[:2]
        return host, port

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.line = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, _: object) -> None:
        self.looped.pass_on(data.decode(), self)
