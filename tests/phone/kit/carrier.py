"""The carrier's side for tests: takes the PBX's outside calls, calls its public numbers, lets it register.

carrier = await Carrier.open(phones, pbx="127.0.0.1:5060", passwords={"line1": "secret"})
# configure a trunk of the PBX to `carrier.address`, then
call = await carrier.dial("+2252720001000", caller="+2250700000001")
outside = await carrier.incoming()
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from .call import SOON, Call
from .message import Address
from .phone import Login, Phone, Phones
from .registrar import Registrar

ADDRESS = "127.0.0.2"
Headers = Mapping[str, str]


class Carrier:
    """A carrier at an address of its own, with one public port for calls and registrations."""

    def __init__(self, phone: Phone, registrar: Registrar, address: str, pbx: str) -> None:
        self.phone = phone
        self.registrar = registrar
        self.address = address
        self.pbx = pbx

    @classmethod
    async def open(
        cls,
        phones: Phones,
        pbx: str,
        passwords: Mapping[str, str] | None = None,
        address: str = ADDRESS,
        port: int = 0,
    ) -> Self:
        """Start a carrier on a loopback address; `passwords` are the trunks that may register."""
        phone = await phones.place(Login("carrier", address), address)
        host, _, behind = phone.local.rpartition(":")
        registrar = Registrar(passwords or {}, (host, int(behind)))
        public = await registrar.open(address, port)
        phones.on_close(registrar.close)
        return cls(phone, registrar, public, pbx)

    async def incoming(self, within: float = SOON) -> Call:
        """The next outside call of the PBX; it rings by itself."""
        return await self.phone.incoming(within)

    async def refuse_with(self, code: int) -> None:
        """Refuse every call from now on; 180 takes them again."""
        await self.phone.greet(code)

    def die(self, dead: bool = True) -> None:
        """Answer nothing at all any more, as a carrier that is down; `False` brings it back."""
        self.registrar.deaf = dead

    async def dial(self, number: str, caller: str, name: str = "", headers: Headers | None = None) -> Call:
        """Call a public number of the PBX from an outside caller."""
        return await self.dial_uri(f"sip:{number}@{self.pbx}", caller, name, headers)

    async def dial_line(self, user: str, caller: str, name: str = "") -> Call:
        """Call the contact that a trunk registered, as carriers do for registered lines."""
        return await self.dial_uri(await self.registrar.registered(user), caller, name)

    async def dial_uri(self, uri: str, caller: str, name: str = "", headers: Headers | None = None) -> Call:
        """Call any SIP address."""
        return await self.phone.dial(uri, headers, caller_name=name, from_user=caller)


def asserted(call: Call) -> Address | None:
    """The caller that the PBX vouches for: P-Asserted-Identity (RFC 3325)."""
    return call.headers.address("p-asserted-identity")


def diverted_by(call: Call) -> Address | None:
    """Who sent the call on: Diversion (RFC 5806)."""
    return call.headers.address("diversion")


def dialled(call: Call) -> str:
    """The number that was called: the user part of the request's address."""
    return Address("", call.headers.first_line.split(" ")[1]).number
