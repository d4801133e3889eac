"""Real SIP phones for tests: they register, call, answer, press keys, speak and hear, on loopback only.

async with Phones() as phones:
    anna = await phones.register(Login("101", "acme.example", "secret", "127.0.0.1:5060"))
    call = await anna.dial("102")
    await call.answered()
    await call.hears(Path("welcome.wav"))
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from .call import SOON, Call
from .message import Message
from .waiting import Happenings
from .wire import Wire

CODECS = ("PCMA", "PCMU")
SAFE_IN_NUMBERS = "+*-_.!~'()&=$,;/?"


@dataclass(frozen=True)
class Login:
    """What one types into a phone; without `server` it registers nowhere and calls addresses directly."""

    user: str
    domain: str
    password: str = ""
    server: str = ""
    transport: str = "udp"
    asks: bool = False
    """It subscribes to the messages that wait at its own address."""

    def address(self, number: str) -> str:
        """The SIP address of a number in the domain, or the address itself."""
        if re.match("sips?:", number):
            return number
        return f"sip:{quote(number, safe=SAFE_IN_NUMBERS)}@{self.domain}{self.over}"

    @property
    def over(self) -> str:
        """The address parameter that names the transport."""
        return "" if self.transport == "udp" else f";transport={self.transport}"


class RegistrationRefused(Exception):
    """The registrar said no."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code


class Phone:
    """A phone on a desk."""

    def __init__(self, login: Login) -> None:
        self.login = login
        self.happenings = Happenings(f"phone {login.user}")
        self.calls: dict[int, Call] = {}
        self.arrived: deque[Call] = deque()
        self.succeeded: deque[Call] = deque()
        self.registration: tuple[int, str, int] | None = None
        self.messages_waiting: list[Message] = []
        self.closing = False
        self.local = ""

    wire: Wire

    @property
    def address(self) -> str:
        """Its own SIP address, for calls that pass no server."""
        return f"sip:{self.login.user}@{self.local}{self.login.over}"

    async def start(self, log: Path, address: str, port: int, codecs: Sequence[str]) -> None:
        """Open the phone on an address of this machine; port 0 means any."""
        self.wire = await Wire.to_new_handset(log, self.take)
        where = {"address": address, "port": port, "transport": self.login.transport}
        self.local = await self.wire.ask("start", **where, codecs=list(codecs))
        login = self.login
        route = f"sip:{login.server}{login.over};lr" if login.server else ""
        await self.wire.ask(
            "log_in",
            identity=login.address(login.user),
            registrar=f"sip:{login.domain}{login.over}" if login.password and route else "",
            login=[login.user, login.password] if login.password else [],
            route=route,
            asks=login.asks,
        )

    async def close(self) -> None:
        """Hang up, unregister, go."""
        self.closing = True
        await self.wire.close()

    async def registered(self, within: float = SOON) -> None:
        """The registrar has answered; raises RegistrationRefused unless it said yes."""

        def answer() -> tuple[int, str, int] | None:
            return self.registration

        code, reason, _ = await self.happenings.until(answer, within, "answer to REGISTER")
        if code // 100 != 2:
            raise RegistrationRefused(code, reason)

    async def register_again(self, within: float = SOON) -> None:
        """Register once more; raises RegistrationRefused."""
        self.registration = None
        await self.wire.ask("register", again=True)
        await self.registered(within)

    async def unregister(self, within: float = SOON) -> None:
        """Take the registration back."""
        self.registration = None
        await self.wire.ask("register", again=False)
        await self.registered(within)

    async def greet(self, code: int) -> None:
        """Choose what every caller gets at once: 180 (at first), a refusal, or 0 for neither."""
        await self.wire.ask("greet", code=code)

    async def dial(
        self,
        number: str,
        headers: Mapping[str, str] | None = None,
        caller_name: str = "",
        from_user: str = "",
    ) -> Call:
        """Call a number of the domain or a `sip:` address; returns as soon as the INVITE is on its way."""
        identity = ""
        if caller_name or from_user:
            name = re.sub(r'([\\"])', r"\\\1", caller_name)
            shown = f'"{name}" ' if name else ""
            identity = f"{shown}<{self.login.address(from_user or self.login.user)}>"
        uri = self.login.address(number)
        made = await self.wire.ask("dial", uri=uri, headers=dict(headers or {}), identity=identity)
        return self.call(made)

    async def incoming(self, within: float = SOON) -> Call:
        """The next call that comes in; it rings by itself."""

        def arrival() -> Call | None:
            return self.arrived.popleft() if self.arrived else None

        return await self.happenings.until(arrival, within, "incoming call")

    async def stays_quiet(self, seconds: float) -> None:
        """No call comes in for a while."""
        await asyncio.sleep(seconds)
        if self.arrived:
            raise AssertionError(self.happenings.account("an incoming call"))

    async def successor(self, within: float = SOON) -> Call:
        """The call that a transfer by the other side put in the place of an older one."""

        def successor() -> Call | None:
            return self.succeeded.popleft() if self.succeeded else None

        return await self.happenings.until(successor, within, "successor of a transferred call")

    def call(self, number: int, invite: Message | None = None) -> Call:
        """The call of that number, which may just have begun."""
        if number not in self.calls:
            self.calls[number] = Call(self.wire, number, self.happenings, invite)
        return self.calls[number]

    def take(self, event: dict[str, Any]) -> None:
        """Note what the handset says."""
        match event:
            case {"event": "incoming", "call": number, "text": text, "source": source}:
                call = self.call(number, Message.parse(text))
                call.source = source
                self.arrived.append(call)
                self.happenings.happened(f"call {number} from {source}")
            case {"event": "successor", "call": number, "of": older}:
                self.succeeded.append(self.call(number))
                self.happenings.happened(f"call {number} in place of call {older}")
            case {"call": number}:
                words = self.call(number).take(event)
                self.happenings.happened(f"call {number} {words}" if words else "")
            case {"event": "registration", "code": code, "reason": reason, "lasts": seconds}:
                self.registration = (code, reason, seconds)
                self.happenings.happened(f"registration {code} {reason}")
            case {"event": "messages_waiting", "text": text}:
                self.messages_waiting.append(Message.parse(text))
                self.happenings.happened("message waiting indication")
            case {"event": "trouble", "text": text}:
                self.happenings.broke(text)
            case {"event": "gone"} if not self.closing:
                self.happenings.broke("its process ended unexpectedly")


class Phones:
    """The phones of one test; each is a process of its own, gone with the `async with`."""

    def __init__(self, codecs: Sequence[str] = CODECS, logs: Path | None = None) -> None:
        self.codecs = codecs
        self.temporary = tempfile.TemporaryDirectory(prefix="phones-") if logs is None else None
        self.logs = Path(self.temporary.name) if self.temporary else logs
        self.phones: list[Phone] = []
        self.closing: list[Callable[[], None]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await asyncio.gather(*(phone.close() for phone in self.phones))
        finally:
            for close in self.closing:
                close()
            if self.temporary:
                self.temporary.cleanup()

    async def register(self, login: Login, within: float = SOON) -> Phone:
        """Plug in a phone and register it; raises RegistrationRefused."""
        phone = await self.place(login)
        await phone.registered(within)
        return phone

    def on_close(self, close: Callable[[], None]) -> None:
        """Have something closed together with the phones."""
        self.closing.append(close)

    async def place(self, login: Login, address: str = "127.0.0.1", port: int = 0) -> Phone:
        """Plug in a phone at an address of this machine; it registers when its login has a password."""
        phone = Phone(login)
        log = (self.logs or Path()) / f"{len(self.phones) + 1}-{login.user}.log"
        self.phones.append(phone)
        await phone.start(log, address, port, self.codecs)
        return phone
