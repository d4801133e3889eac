"""The shapes of extensions and devices in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from palabre.kit.inputs import Digits, Dtmf, Input, Language, Name, Output, untouched

Kind = Literal["internal", "external", "mobile"]
Rings = Literal["together", "mobile", "phones", "phones_first", "mobile_first"]
Outside = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
RingSeconds = Annotated[int, Field(ge=5, le=120)]
CallsAtOnce = Annotated[int, Field(ge=1, le=10)]


class ExtensionNew(Input):
    """An extension: its short number, and how it rings.

    An external one rings what is `outside`: a telephone number or `sip:user@host`. A mobile one has a number
    outside and phones too; `rings` says which of them. `do_not_disturb`: callers find it busy.
    Who is in a call is offered others up to `calls_at_once`; without `call_waiting` he is busy at once.
    `may_be_picked_up`: colleagues may take a call that rings here.
    """

    number: Digits
    name: Name
    ring_seconds: RingSeconds = 30
    language: Language | None = None
    outgoing_number_id: UUID | None = None
    enabled: bool = True
    kind: Kind = "internal"
    outside: Outside | None = None
    rings: Rings = "together"
    do_not_disturb: bool = False
    call_waiting: bool = True
    calls_at_once: CallsAtOnce = 2
    may_be_picked_up: bool = True


class ExtensionChange(Input):
    """What can change of an extension; another number keeps its devices and their logins."""

    number: Digits = untouched()
    name: Name = untouched()
    ring_seconds: RingSeconds = untouched()
    language: Language | None = untouched()
    outgoing_number_id: UUID | None = untouched()
    enabled: bool = untouched()
    kind: Kind = untouched()
    outside: Outside | None = untouched()
    rings: Rings = untouched()
    do_not_disturb: bool = untouched()
    call_waiting: bool = untouched()
    calls_at_once: CallsAtOnce = untouched()
    may_be_picked_up: bool = untouched()


class DeviceNew(Input):
    """A phone to be added; its login and password are made by the service."""

    name: Name
    dtmf: Dtmf = "auto"
    enabled: bool = True


class DeviceChange(Input):
    """What can change of a device."""

    name: Name = untouched()
    dtmf: Dtmf = untouched()
    enabled: bool = untouched()


class DeviceOut(Output):
    """A device: `endpoint` is its SIP address, `username` its login."""

    id: UUID
    extension_id: UUID
    name: str
    username: str
    endpoint: str
    dtmf: Dtmf
    enabled: bool
    created_at: datetime
    updated_at: datetime


class DeviceLogin(DeviceOut):
    """A device with its SIP password."""

    secret: str


class ExtensionOut(Output):
    """An extension with its short number and its devices."""

    id: UUID
    number: str | None
    name: str
    ring_seconds: int
    language: Language | None
    outgoing_number_id: UUID | None
    enabled: bool
    kind: Kind
    outside: str | None
    rings: Rings
    do_not_disturb: bool
    call_waiting: bool
    calls_at_once: int
    may_be_picked_up: bool
    devices: list[DeviceOut]
    created_at: datetime
    updated_at: datetime
