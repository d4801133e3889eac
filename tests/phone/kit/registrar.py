"""A carrier's registrar over UDP: digest login (RFC 2617), contacts remembered, calls relayed to its phone.

It stands on the carrier's public port. REGISTER is answered here; what else arrives is passed on to the phone
behind, whose answers go back to where the request came from.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Mapping

from .message import Message
from .waiting import Happenings

LASTS = 60
PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')
Place = tuple[str, int]


def md5(*parts: str) -> str:
    """The hash of digest authentication."""
    return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()


def answers(header: str | None, method: str, nonce: str, passwords: Mapping[str, str]) -> bool:
    """Whether an Authorization header proves knowledge of a password."""
    given = {name: quoted or plain for name, quoted, plain in PARAMETER.findall(header or "")}
    password = passwords.get(given.get("username", ""))
    if password is None or given.get("nonce") != nonce:
        return False
    known = md5(given["username"], given.get("realm", ""), password)
    asked = md5(method, given.get("uri", ""))
    protected = (given["nc"], given["cnonce"], given["qop"]) if "qop" in given else ()
    return given.get("response") == md5(known, nonce, *protected, asked)


class Registrar(asyncio.DatagramProtocol):
    """Accepts REGISTER for the users of `passwords`; can `refuse_with` a status, or be `deaf` as if dead."""

    def __init__(self, passwords: Mapping[str, str], behind: Place) -> None:
        self.passwords = dict(passwords)
        self.behind = behind
        self.contacts: dict[str, str] = {}
        self.refuse_with: int | None = None
        self.deaf = False
        self.happenings = Happenings("registrar")
        self.nonce = secrets.token_hex(8)
        self.asked_by: dict[str, Place] = {}

    transport: asyncio.DatagramTransport

    async def open(self, address: str, port: int = 0) -> str:
        """Listen; gives the address and port."""
        loop = asyncio.get_running_loop()
        self.transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(address, port))
        host, chosen = self.transport.get_extra_info("sockname")
        return f"{host}:{chosen}"

    def close(self) -> None:
        """Stop listening."""
        self.transport.close()

    async def registered(self, user: str, within: float = 5.0) -> str:
        """The contact a user registered, with all its parameters."""
        return await self.happenings.until(lambda: self.contacts.get(user), within, f"registration of {user}")

    async def unregistered(self, user: str, within: float = 5.0) -> None:
        """A user's registration is gone."""
        await self.happenings.until(lambda: user not in self.contacts or None, within, f"end of {user}")

    def datagram_received(self, data: bytes, addr: Place) -> None:
        if self.deaf or not data.strip():
            return
        message = Message.parse(data.decode(errors="replace"))
        if message.method == "REGISTER":
            self.transport.sendto(self.answer(message, addr), addr)
        elif addr == self.behind:
            self.transport.sendto(data, self.asked_by.get(message.get("call-id") or "", self.behind))
        else:
            self.asked_by[message.get("call-id") or ""] = addr
            self.transport.sendto(data, self.behind)

    def answer(self, message: Message, addr: Place) -> bytes:
        """Judge a REGISTER."""
        address = message.address("to")
        user = address.number if address else ""
        if self.refuse_with:
            return self.response(message, addr, f"{self.refuse_with} Refused")
        authorization = message.get("authorization")
        own = {user: self.passwords[user]} if user in self.passwords else {}  # not another line's password
        if not answers(authorization, "REGISTER", self.nonce, own):
            self.happenings.happened(f"REGISTER of {user} {'wrong' if authorization else 'without'} password")
            challenge = (
                f'WWW-Authenticate: Digest realm="carrier", nonce="{self.nonce}", algorithm=MD5, qop="auth"'
            )
            return self.response(message, addr, "401 Unauthorized", challenge)
        return self.response(message, addr, "200 OK", *self.remember(user, message))

    def remember(self, user: str, message: Message) -> list[str]:
        """Note or forget the contact; gives the headers that confirm it."""
        contact = message.address("contact")
        text = f"{contact.parameters if contact else ''};expires={message.get('expires') or LASTS}"
        found = re.search(r"expires=(\d+)", text)
        lasts = min(int(found[1]) if found else LASTS, LASTS)
        if not contact or not lasts or contact.uri == "*":
            self.contacts.pop(user, None)
            self.happenings.happened(f"{user} unregistered")
            return []
        self.contacts[user] = contact.uri
        self.happenings.happened(f"{user} registered at {contact.uri}")
        return [f"Contact: <{contact.uri}>;expires={lasts}", f"Expires: {lasts}"]

    def response(self, message: Message, addr: Place, status: str, *more: str) -> bytes:
        """A response with the headers that every response repeats (RFC 3261, 8.2.6.2)."""
        via = re.sub(r";rport(?=;|$)", f";received={addr[0]};rport={addr[1]}", message.get("via") or "")
        lines = [
            f"SIP/2.0 {status}",
            f"Via: {via}",
            f"From: {message.get('from')}",
            f"To: {message.get('to')};tag={secrets.token_hex(4)}",
            f"Call-ID: {message.get('call-id')}",
            f"CSeq: {message.get('cseq')}",
            *more,
            "Content-Length: 0",
        ]
        return "\r\n".join([*lines, "", ""]).encode()
