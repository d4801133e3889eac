"""Calls that no proper phone would make: an INVITE written by hand."""

import asyncio
import socket
from dataclasses import dataclass

INVITE = """INVITE {uri} SIP/2.0
Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bKraw{port};rport
Max-Forwards: 70
From: <sip:{caller}@{host}>;tag=1
To: <sip:{to}@{host}>
Contact: <sip:carrier@{host}:{port}>
Call-ID: raw-{port}
CSeq: 1 INVITE
Content-Type: application/sdp
Content-Length: {length}

"""
SOUND = """v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 50000 RTP/AVP 8
a=ptime:20
"""


@dataclass(frozen=True)
class Invite:
    """Who calls whom: the request's address, the number in To, the number in From."""

    uri: str
    to: str
    caller: str


async def raw_call(server: str, source: str, invite: Invite) -> int:
    """Send it over UDP from an address; the final status."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        line.bind((source, 0))
        host, _, port = server.rpartition(":")
        sound = SOUND.replace("\n", "\r\n")
        where = {"host": source, "port": line.getsockname()[1], "length": len(sound)}
        words = {"uri": invite.uri, "to": invite.to, "caller": invite.caller}
        head = INVITE.format(**where, **words).replace("\n", "\r\n")
        await loop.sock_sendto(line, (head + sound).encode(), (host, int(port)))
        async with asyncio.timeout(15):
            while (status := int((await loop.sock_recv(line, 65535)).split()[1])) < 200:
                continue
    return status
