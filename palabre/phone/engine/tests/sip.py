"""A SIP phone without sound, close to the wire: for what a stranger sees, byte by byte."""

import asyncio
import hashlib
import re
import ssl
from secrets import token_hex
from typing import Self

SILENCE = "v=0\r\no=- 1 1 IN IP4 {ip}\r\ns=-\r\nc=IN IP4 {ip}\r\nt=0 0\r\nm=audio 9 RTP/AVP 8\r\n"


def header(message: str, name: str) -> str:
    """The first header of that name."""
    found = re.search(rf"^{name}: *(.*?)\r?$", message, re.IGNORECASE | re.MULTILINE)
    assert found, message
    return found[1]


def status(answer: str) -> int:
    """The code of an answer."""
    return int(answer.split()[1])


def credentials(challenge: str, method: str, uri: str, login: tuple[str, str]) -> str:
    """The answer to a challenge (RFC 7616, MD5, qop=auth)."""
    told = dict(re.findall(r'(\w+)="?([^",]*)"?', challenge))
    user, password = login

    def digest(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    first, second = digest(f"{user}:{told['realm']}:{password}"), digest(f"{method}:{uri}")
    response = digest(f"{first}:{told['nonce']}:00000001:c:auth:{second}")
    words = {"username": user, "uri": uri, "response": response, "cnonce": "c"}
    words |= {name: told[name] for name in ("realm", "nonce", "opaque")}
    quoted = ",".join(f'{name}="{word}"' for name, word in words.items())
    return f"Authorization: Digest {quoted},algorithm=MD5,qop=auth,nc=00000001\r\n"


class Phone(asyncio.DatagramProtocol):
    """One UDP socket that asks the switch and reads its answers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.inbox: asyncio.Queue[str] = asyncio.Queue()
        self.asks_for = "777"

    @classmethod
    async def at(cls, address: str, port: int) -> Self:
        """A phone at an address of this machine, for the switch at a port."""
        loop = asyncio.get_running_loop()
        _, phone = await loop.create_datagram_endpoint(lambda: cls(port), local_addr=(address, 0))
        return phone

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport
        self.ip, self.own_port = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.inbox.put_nowait(data.decode())

    def send(self, message: str) -> None:
        """One datagram to the switch."""
        self.transport.sendto(message.encode(), ("127.0.0.1", self.port))

    async def heard(self, within: float = 2.0) -> str:
        """The next message from the switch; a timeout fails the test."""
        async with asyncio.timeout(within):
            return await self.inbox.get()

    def message(self, method: str, user: str, domain: str, extra: str = "", count: int = 1) -> str:
        """A request by `user@domain`; all of one phone belong to one call."""
        uri = f"sip:{domain}" if method in ("REGISTER", "OPTIONS") else f"sip:{self.asks_for}@{domain}"
        body = SILENCE.format(ip=self.ip) if method == "INVITE" else ""
        kind = "Content-Type: application/sdp\r\n" if body else ""
        to = f"sip:{user}@{domain}" if method == "REGISTER" else uri
        return (
            f"{method} {uri} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.ip}:{self.own_port};branch=z9hG4bK{token_hex(6)};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: <sip:{user}@{domain}>;tag=f\r\nTo: <{to}>\r\n"
            f"Call-ID: {id(self)}\r\nCSeq: {count} {method}\r\n"
            f"Contact: <sip:{user}@{self.ip}:{self.own_port}>\r\n"
            f"{extra}{kind}Content-Length: {len(body)}\r\n\r\n{body}"
        )

    async def ask(self, method: str, user: str, domain: str, password: str) -> list[str]:
        """Ask, answer the challenge, and return the switch's answers, the first and the last."""
        uri = f"sip:{domain}" if method in ("REGISTER", "OPTIONS") else f"sip:{self.asks_for}@{domain}"
        self.send(self.message(method, user, domain))
        first = await self.answer()
        if status(first) != 401:
            return [first]
        proof = credentials(header(first, "WWW-Authenticate"), method, uri, (user, password))
        self.send(self.message(method, user, domain, proof, 2))
        return [first, await self.answer()]

    async def subscribe(self, user: str, domain: str, password: str) -> int:
        """The code of the answer to who wants to know what messages wait at `asks_for` (RFC 3842)."""
        uri, wanted = f"sip:{self.asks_for}@{domain}", "Event: message-summary\r\nExpires: 600\r\n"
        self.send(self.message("SUBSCRIBE", user, domain, wanted, 11))
        challenge = header(await self.answer(), "WWW-Authenticate")
        proof = credentials(challenge, "SUBSCRIBE", uri, (user, password))
        self.send(self.message("SUBSCRIBE", user, domain, wanted + proof, 12))
        return status(await self.answer())

    async def answer(self) -> str:
        """The next answer, past what the switch asks meanwhile."""
        while not (heard := await self.heard()).startswith("SIP/2.0"):
            continue
        return heard

    async def register(self, user: str, domain: str, password: str) -> int:
        """The code of the final answer to a registration."""
        return status((await self.ask("REGISTER", user, domain, password))[-1])


async def over_stream(port: int, encrypted: bool) -> str:
    """The answer to a stranger's OPTIONS over TCP or TLS."""
    context = None
    if encrypted:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    wire = "TLS" if encrypted else "TCP"
    writer.write(
        f"OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/{wire} 127.0.0.1;branch=z9hG4bKx\r\nMax-Forwards: 70\r\n"
        f"From: <sip:x@x>;tag=x\r\nTo: <sip:x>\r\nCall-ID: {token_hex(6)}\r\nCSeq: 1 OPTIONS\r\n"
        f"Content-Length: 0\r\n\r\n".encode()
    )
    answer = await asyncio.wait_for(reader.readuntil(b"\r\n"), 2)
    writer.close()
    return answer.decode().strip()
