"""An account's extensions, in memory."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows
from palabre.kit.errors import Language

EXTENSIONS = """
    select account_id, id, name, ring_seconds, language, outgoing_number_id, kind, rings, do_not_disturb,
        call_waiting, calls_at_once, may_be_picked_up,
        case when enabled then outside end as outside
    from extensions where account_id = any($1)
"""
DEVICES = """
    select d.account_id, d.id, d.extension_id, d.endpoint from devices d
    join extensions e on e.account_id = d.account_id and e.id = d.extension_id
    where d.account_id = any($1) and d.enabled and e.enabled
"""


@dataclass(frozen=True)
class Extension:
    """A subscriber: what `rings` (his phones, what is `outside`, or both) for `ring_seconds`."""

    id: UUID
    name: str
    ring_seconds: int
    language: Language | None
    outgoing_number: UUID | None
    phones: list[str] = field(default_factory=list)
    kind: str = "internal"
    outside: str | None = None
    rings: str = "together"
    do_not_disturb: bool = False
    call_waiting: bool = True
    calls_at_once: int = 2
    may_be_picked_up: bool = True


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
            extension = Extension(
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
            )
            loaded[row["account_id"]].by_id[extension.id] = extension
        for row in await rows.fetch(DEVICES, accounts):
            own = loaded[row["account_id"]]
            if (owner := own.by_id.get(row["extension_id"])) is not None:
                owner.phones.append(row["endpoint"])
                own.by_endpoint[row["endpoint"]] = owner
                own.devices[row["endpoint"]] = row["id"]
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id
