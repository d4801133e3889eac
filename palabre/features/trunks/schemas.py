"""The shapes of trunks in the API."""

from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from palabre.features.trunks.number_format import NumberFormat
from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Dtmf, Input, Name, Output, Word, untouched


class AddressWrong(PalabreError):
    """Not an IP address."""

    code, status = "address_wrong", 422
    fr = "« {address} » n'est pas une adresse IP."
    en = "“{address}” is not an IP address."


class AddressNotOneMachine(PalabreError):
    """An address that many machines or none answer to."""

    code, status = "address_not_one_machine", 422
    fr = "L'adresse {address} ne désigne pas une machine."
    en = "The address {address} does not stand for one machine."


def _address(value: str) -> str:
    address: IPv4Address | IPv6Address
    try:
        address = ip_address(value)
    except ValueError as wrong:
        raise AddressWrong(field="addresses", address=value) from wrong
    if address.is_unspecified or address.is_multicast or str(address) == "255.255.255.255":
        raise AddressNotOneMachine(field="addresses", address=value)
    return str(address)


Kind = Literal["registration", "address"]
Transport = Literal["udp", "tcp", "tls"]
Host = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_lower=True,
        max_length=253,
        pattern=r"^[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*\.?$",
    ),
]
Port = Annotated[int, Field(ge=1, le=65535)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=45), AfterValidator(_address)]
Addresses = Annotated[list[Address], Field(max_length=20)]
Position = Annotated[int, Field(ge=0, le=1000)]
Timeout = Annotated[int, Field(ge=1, le=60)]
DialPrefix = Annotated[str, StringConstraints(pattern=r"^[0-9*]{0,10}$", max_length=10)]
Weight = Annotated[int, Field(ge=0, le=100)]
MostCalls = Annotated[int, Field(ge=1, le=10_000)]


class TrunkNew(Input):
    """A line to a carrier.

    `registration`: Palabre registers at `host` with `username` and `secret`.
    `address`: calls come from `addresses`; a login is only needed when the carrier asks for it.
    Trunks are tried in the order of `position`, each for `timeout_seconds` without an answer of the carrier.
    `shows_callers`: the carrier takes calls that show a number which is not the account's.
    `number_format`: how it wants numbers dialled (`plus`: +225…, `digits`: 225…, `international`: 00225…,
    `national`: as inside the account's country), after `dial_prefix`; `caller_format`: how it wants callers.
    Trunks of one position share the calls by `weight`, where they have any; at most `most_calls` at once.
    """

    name: Name
    kind: Kind
    host: Host
    port: Port = 5060
    transport: Transport = "udp"
    username: Word | None = None
    secret: Word | None = None
    addresses: Addresses = []
    position: Position = 0
    timeout_seconds: Timeout = 8
    dtmf: Dtmf = "auto"
    enabled: bool = True
    shows_callers: bool = False
    number_format: NumberFormat = "plus"
    dial_prefix: DialPrefix = ""
    caller_format: NumberFormat = "plus"
    weight: Weight = 0
    most_calls: MostCalls | None = None


class TrunkChange(Input):
    """What can change of a trunk."""

    name: Name = untouched()
    host: Host = untouched()
    port: Port = untouched()
    transport: Transport = untouched()
    username: Word | None = untouched()
    secret: Word | None = untouched()
    addresses: Addresses = untouched()
    position: Position = untouched()
    timeout_seconds: Timeout = untouched()
    dtmf: Dtmf = untouched()
    enabled: bool = untouched()
    shows_callers: bool = untouched()
    number_format: NumberFormat = untouched()
    dial_prefix: DialPrefix = untouched()
    caller_format: NumberFormat = untouched()
    weight: Weight = untouched()
    most_calls: MostCalls | None = untouched()


class TrunkOut(Output):
    """A trunk; its secret is never shown again."""

    id: UUID
    name: str
    kind: Kind
    host: str
    port: int
    transport: Transport
    username: str | None
    has_secret: bool
    addresses: list[str]
    position: int
    timeout_seconds: int
    dtmf: Dtmf
    enabled: bool
    shows_callers: bool
    number_format: NumberFormat
    dial_prefix: str
    caller_format: NumberFormat
    weight: int
    most_calls: int | None
    created_at: datetime
    updated_at: datetime
