"""An account's extensions, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows, Things
from palabre.kit.errors import Language

EXTENSIONS = """
    select account_id, id, name, ring_seconds, language, outgoing_number_id, kind, rings, do_not_disturb,
        call_waiting, calls_at_once, may_be_picked_up, group_id, pin,
        case when enabled then outside end as outside
    from extensions where account_id = any($1)
"""
DEVICES = """
    select d.account_id, d.id, d.extension_id, d.endpoint, d.level, d.ring_seconds from devices d
    join extensions e on e.account_id = d.account_id and e.id = d.extension_id
    where d.account_id = any($1) and d.enabled and e.enabled
    order by d.level, d.id
"""
MAY_DISTURB = "select account_id, extension_id, allowed_id from may_disturb where account_id = any($1)"


@dataclass(frozen=True)
class Device:
    """A phone by its SIP identity: when it rings among others of its extension, and for how long."""

    endpoint: str
    level: int = 1
    ring_seconds: int | None = None


@dataclass(frozen=True)
class Extension:
    """A subscriber: what `rings` (his devices, what is `outside`, or both) for `ring_seconds`.

    What is None is as his group has it.
    """

    id: UUID
    name: str
    ring_seconds: int
    language: Language | None
    outgoing_number: UUID | None
    devices: list[Device] = field(default_factory=list)
    kind: str = "internal"
    outside: str | None = None
    rings: str = "together"
    do_not_disturb: bool = False
    call_waiting: bool = True
    calls_at_once: int = 2
    may_be_picked_up: bool | None = None
    group: UUID | None = None
    pin: str | None = None
    may_disturb: set[UUID] = field(default_factory=set)

    @property
    def phones(self) -> list[str]:
        """The SIP identities of his devices, first those that ring first."""
        return [each.endpoint for each in self.devices]


@dataclass(frozen=True)
class Group:
    """What the extensions of a department share."""

    name: str
    may_be_picked_up: bool
    outgoing_number: UUID | None


@dataclass(frozen=True)
class Groups(Things[Group]):
    """The departments of an account."""

    kind: ClassVar[str] = "extension_group"
    query: ClassVar[str] = """
        select account_id, id, name, may_be_picked_up, outgoing_number_id from extension_groups
        where account_id = any($1)
    """

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Group:
        """One department."""
        return Group(row["name"], row["may_be_picked_up"], row["outgoing_number_id"])


@dataclass(frozen=True)
class Extensions(Part):
    """The extensions by id and by their phones' SIP identities; `devices` gives a device's id.

    One that is switched off has no phones: who calls it is told that it cannot be reached.
    """

    kind: ClassVar[str] = "extension"
    by_id: dict[UUID, Extension] = field(default_factory=dict)
    by_endpoint: dict[str, Extension] = field(default_factory=dict)
    devices: dict[str, UUID] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Extensions"]:
        """Each account's extensions."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(EXTENSIONS, accounts):
            loaded[row["account_id"]].by_id[row["id"]] = _extension(row)
        for row in await rows.fetch(DEVICES, accounts):
            own = loaded[row["account_id"]]
            if (owner := own.by_id.get(row["extension_id"])) is not None:
                owner.devices.append(Device(row["endpoint"], row["level"], row["ring_seconds"]))
                own.by_endpoint[row["endpoint"]] = owner
                own.devices[row["endpoint"]] = row["id"]
        for row in await rows.fetch(MAY_DISTURB, accounts):
            if (owner := loaded[row["account_id"]].by_id.get(row["extension_id"])) is not None:
                owner.may_disturb.add(row["allowed_id"])
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id

    def disturb(self, thing: UUID, closed: bool) -> None:
        """Let calls know at once that somebody does not want to be disturbed, or does again."""
        changed = replace(self.by_id[thing], do_not_disturb=closed)
        self.by_id[thing] = changed
        self.by_endpoint.update((each, changed) for each in changed.phones)


def _extension(row: Mapping[str, Any]) -> Extension:
    return Extension(
        row["id"],
        row["name"],
        row["ring_seconds"],
        row["language"],
        row["outgoing_number_id"],
        kind=row["kind"],
        outside=row["outside"],
        rings=row["rings"],
        do_not_disturb=row["do_not_disturb"],
        call_waiting=row["call_waiting"],
        calls_at_once=row["calls_at_once"],
        may_be_picked_up=row["may_be_picked_up"],
        group=row["group_id"],
        pin=row["pin"],
    )
