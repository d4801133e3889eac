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
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,10}$", max_length=10)]
DeviceSeconds = Annotated[int, Field(ge=1, le=120)]
Level = Annotated[int, Field(ge=1, le=10)]


class ExtensionNew(Input):
    """An extension: its short number, and how it rings.

    An external one rings what is `outside`: a telephone number or `sip:user@host`. A mobile one has a number
    outside and phones too; `rings` says which of them. `do_not_disturb`: callers find it busy.
    Who is in a call is offered others up to `calls_at_once`; without `call_waiting` he is busy at once.
    `may_be_picked_up`: colleagues may take a call that rings here; null for it, and for the number that it
    shows outside: as its group. Who calls in from outside proves by the `pin` that he is the extension.
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
    may_be_picked_up: bool | None = None
    group_id: UUID | None = None
    pin: Pin | None = None


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
    may_be_picked_up: bool | None = untouched()
    group_id: UUID | None = untouched()
    pin: Pin | None = untouched()


class DeviceNew(Input):
    """A phone to be added; its login and password are made by the service.

    Phones of one `level` ring together, those of the next one after them; each for `ring_seconds`, null: as
    long as the extension.
    """

    name: Name
    dtmf: Dtmf = "auto"
    level: Level = 1
    ring_seconds: DeviceSeconds | None = None
    enabled: bool = True


class DeviceChange(Input):
    """What can change of a device."""

    name: Name = untouched()
    dtmf: Dtmf = untouched()
    level: Level = untouched()
    ring_seconds: DeviceSeconds | None = untouched()
    enabled: bool = untouched()


class DeviceOut(Output):
    """A device: `endpoint` is its SIP address, `username` its login."""

    id: UUID
    extension_id: UUID
    name: str
    username: str
    endpoint: str
    dtmf: Dtmf
    level: int
    ring_seconds: int | None
    enabled: bool
    created_at: datetime
    updated_at: datetime


class DeviceLogin(DeviceOut):
    """A device with its SIP password."""

    secret: str


class Disturb(Input):
    """Whether an extension is not to be disturbed, and by whom it may be all the same: other extensions.

    Without `allowed` they stay those that they were.
    """

    do_not_disturb: bool
    allowed: Annotated[list[UUID], Field(max_length=50)] = untouched()


class DisturbOut(Output):
    """Whether an extension is not to be disturbed, and which extensions reach it all the same."""

    do_not_disturb: bool
    allowed: list[UUID]


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
    may_be_picked_up: bool | None
    group_id: UUID | None
    has_pin: bool
    devices: list[DeviceOut]
    created_at: datetime
    updated_at: datetime


class ExtensionGroupNew(Input):
    """A department; an extension's own setting goes before its group's."""

    name: Name
    may_be_picked_up: bool = True
    outgoing_number_id: UUID | None = None


class ExtensionGroupChange(Input):
    """What can change of a group."""

    name: Name = untouched()
    may_be_picked_up: bool = untouched()
    outgoing_number_id: UUID | None = untouched()


class ExtensionGroupOut(Output):
    """A group of extensions with shared settings, and how many extensions are in it."""

    id: UUID
    name: str
    may_be_picked_up: bool
    outgoing_number_id: UUID | None
    extensions: int
    created_at: datetime
    updated_at: datetime


class ImportProblemOut(Output):
    """What is wrong with a line of a file: the column, the refusal's code and text, and its values."""

    line: int
    field: str | None
    code: str
    message: str
    values: dict[str, str]


class ImportedExtensionsOut(Output):
    """What became of a file of extensions, or would become of it.

    `imported`: all of it is in force; false for a dry run, and when anything is wrong: then nothing is.
    `created`, `changed` and `unchanged` count extensions, `phones` those that are added.
    """

    imported: bool
    lines: int
    created: int
    changed: int
    unchanged: int
    phones: int
    new_groups: list[str]
    problem_count: int
    problems: list[ImportProblemOut]
