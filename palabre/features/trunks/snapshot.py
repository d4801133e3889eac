"""An account's trunks, in memory."""

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from palabre.calls.directory import Part, Rows
from palabre.features.trunks.number_format import written
from palabre.phone.port import Carrier

COLUMNS = """
    account_id, id, name, endpoint, kind, host, port, transport, username, addresses, timeout_seconds,
    shows_callers, number_format, dial_prefix, caller_format, weight, most_calls, position
"""


DIALLING = frozenset(
    {"shows_callers", "number_format", "dial_prefix", "caller_format", "weight", "most_calls", "position"}
)


@dataclass(frozen=True)
class Trunk:
    """A line to a carrier: one that we register with, or one known by its addresses.

    One that gives no sign of life for `silence` seconds is down. One that `shows_callers` takes calls
    that show another number than the account's. Numbers are written as its two formats say, with
    `dial_prefix` before those that are called; it takes `most_calls` at once.
    """

    id: UUID
    name: str
    endpoint: str
    kind: str
    host: str
    port: int
    transport: str
    username: str
    addresses: tuple[str, ...]
    silence: float
    shows_callers: bool = False
    number_format: str = "plus"
    dial_prefix: str = ""
    caller_format: str = "plus"
    weight: int = 0
    most_calls: int | None = None
    position: int = 0

    @property
    def server(self) -> str:
        """Host, port and transport as they stand in a SIP URI."""
        return f"{self.host}:{self.port}" + (
            "" if self.transport == "udp" else f";transport={self.transport}"
        )

    def dialled(self, number: str, country: str) -> str:
        """A number as the carrier wants it dialled; digits that call for help stay as they are."""
        return self.dial_prefix * number.startswith("+") + written(number, self.number_format, country)

    def shown(self, number: str, country: str) -> str:
        """A caller's number as the carrier wants it."""
        return written(number, self.caller_format, country)

    def carrier(self) -> Carrier:
        """What the switch must know."""
        if self.kind == "registration":
            return Carrier(self.endpoint, server=self.server, username=self.username)
        return Carrier(self.endpoint, addresses=self.addresses)


@dataclass(frozen=True)
class Trunks(Part):
    """The enabled trunks, in the order in which they are tried."""

    kind: ClassVar[str] = "trunk"
    all: list[Trunk] = field(default_factory=list)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Trunks"]:
        """Each account's trunks."""
        loaded = {each: cls() for each in accounts}
        query = f"select {COLUMNS} from trunks where account_id = any($1) and enabled order by position, id"
        for row in await rows.fetch(query, accounts):
            fields = {
                each: row[each] for each in ("id", "name", "endpoint", "kind", "host", "port", "transport")
            }
            trunk = Trunk(
                **fields,
                username=row["username"] or "",
                addresses=tuple(row["addresses"] or ()),
                silence=float(row["timeout_seconds"]),
                **{each: row[each] for each in DIALLING},
            )
            loaded[row["account_id"]].all.append(trunk)
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return any(each.id == thing for each in self.all)
