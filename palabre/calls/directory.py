"""What calls must know of each account, in memory, so that a call start asks the database nothing."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, Literal, Protocol, Self, TypeVar
from uuid import UUID

from palabre.kit.errors import Language, NotFound, PalabreError
from palabre.phone.events import CallArrived, Caller

T = TypeVar("T")
P = TypeVar("P", bound="Part")


class Rows(Protocol):
    """A database connection, as far as loading goes."""

    async def fetch(self, query: str, *values: Any) -> Sequence[Mapping[str, Any]]:
        """The rows of a query."""
        ...


class Part(Protocol):
    """One feature's share of an account: numbers, devices, schedules…"""

    @classmethod
    async def load(cls: type[P], rows: Rows, accounts: list[UUID]) -> dict[UUID, P]:
        """The parts of several accounts in one query each; an account without rows may be left out."""
        ...

    def ordinary(self) -> Self:
        """The same without what was ordered for the moment only."""
        return self

    @classmethod
    async def reload(
        cls: type[P], rows: Rows, accounts: list[UUID], before: Mapping[UUID, P]
    ) -> dict[UUID, P]:
        """The same after a change; what is long and has not changed may be taken from `before`."""
        return await cls.load(rows, accounts)


class Beginning(Part, Protocol):
    """A part that is read once for each account: whoever has it counts on by himself, and knows better."""

    @classmethod
    async def reload(
        cls: type[P], rows: Rows, accounts: list[UUID], before: Mapping[UUID, P]
    ) -> dict[UUID, P]:
        """Only what has not been read before."""
        new = [each for each in accounts if each not in before]
        return {**before, **(await cls.load(rows, new) if new else {})}


@dataclass(frozen=True)
class Things(Part, Generic[T]):
    """A part that is a set of things of one kind: its `query` reads the rows, `read` makes a thing of one.

    The query takes the accounts' ids as $1 and gives the columns account_id and id, and the thing's own.
    """

    kind: ClassVar[str]
    query: ClassVar[str]
    by_id: dict[UUID, T] = field(default_factory=dict)

    @classmethod
    @abstractmethod
    def read(cls, row: Mapping[str, Any]) -> T:
        """One thing out of its row."""

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, Self]:
        """Each account's things."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(cls.query, accounts):
            loaded[row["account_id"]].by_id[row["id"]] = cls.read(row)
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id

    def get(self, thing: UUID) -> T:
        """A thing by its id. Raises NotFound."""
        found = self.by_id.get(thing)
        if found is None:
            raise NotFound(what=str(thing))
        return found


class Entry(Protocol):
    """A feature's `enter.py`: where calls come in from SIP identities that it knows."""

    def endpoints(self, account: "Account") -> Iterable[str]:
        """The identities that belong to the account through this feature."""
        ...

    def enter(self, account: "Account", arrived: CallArrived) -> "Way":
        """Where a call that arrives from one of them goes to."""
        ...


@dataclass(frozen=True)
class Way:
    """Where a call goes, its direction (inbound, outbound or internal), who calls, and in which language.

    `dialled` is what may be written down of what was dialled, where that is not all.
    """

    direction: str
    target: Any
    caller: Caller
    language: Language | None = None
    dialled: str | None = None


class AccountSuspended(PalabreError):
    """The operator has suspended the service of the company."""

    code, status = "account_suspended", 403
    fr = "Le service de ce compte est suspendu : seuls les numéros d'urgence peuvent être appelés."
    en = "The service of this account is suspended: only emergency numbers can be called."


@dataclass(frozen=True)
class Account:
    """A subscriber's company as calls see it; `parts` are keyed by their class."""

    id: UUID
    name: str
    domain: str
    language: Language = "fr"
    country: str = "CI"
    time_zone: str = "Africa/Abidjan"
    state: Literal["active", "suspended"] = "active"
    parts: Mapping[type, Any] = field(default_factory=dict)

    @property
    def suspended(self) -> bool:
        """Whether nothing but calls for help is possible."""
        return self.state == "suspended"

    def check_active(self) -> None:
        """Raises AccountSuspended."""
        if self.suspended:
            raise AccountSuspended()

    def has(self, kind: str, thing: UUID) -> bool:
        """Whether a thing of some kind (`extension`, `schedule`…) is this account's."""
        return any(getattr(each, "kind", None) == kind and each.has(thing) for each in self.parts.values())

    def ordinary(self) -> "Account":
        """The account on a day like any other, without what was ordered for the moment only."""
        return replace(self, parts={kind: each.ordinary() for kind, each in self.parts.items()})

    def part(self, kind: type[T]) -> T:
        """One feature's share; an empty one when the account has nothing of it."""
        found = self.parts.get(kind)
        return kind() if found is None else found


@dataclass(frozen=True)
class Known:
    """An identity's account and the part that says where its calls go."""

    account: Account
    entry: Entry


class Directory:
    """All accounts by id, and the account behind each SIP identity."""

    def __init__(self, kinds: Iterable[type[Part]], entries: Iterable[Entry]) -> None:
        self._kinds = list(kinds)
        self._entries = list(entries)
        self.accounts: dict[UUID, Account] = {}
        self._endpoints: dict[str, Known] = {}

    async def load(self, rows: Rows, accounts: list[UUID] | None = None) -> None:
        """Read all accounts, or some of them again; one that has gone is forgotten."""
        query = "select id, name, domain, language, country, time_zone, state from accounts"
        found = await (rows.fetch(f"{query} where id = any($1)", accounts) if accounts else rows.fetch(query))
        ids = [each["id"] for each in found]
        parts = [(kind, await kind.reload(rows, ids, self._parts(kind, ids))) for kind in self._kinds]
        self._forget(accounts if accounts else list(self.accounts))
        for each in found:
            own = {kind: loaded[each["id"]] for kind, loaded in parts if each["id"] in loaded}
            self.put(Account(**dict(each), parts=own))

    def _parts(self, kind: type[P], accounts: list[UUID]) -> dict[UUID, P]:
        known = {each: self.accounts[each].parts.get(kind) for each in accounts if each in self.accounts}
        return {each: part for each, part in known.items() if part is not None}

    def put(self, account: Account) -> None:
        """Make an account known."""
        self.accounts[account.id] = account
        for entry in self._entries:
            for endpoint in entry.endpoints(account):
                self._endpoints[endpoint] = Known(account, entry)

    def _forget(self, accounts: list[UUID]) -> None:
        gone = set(accounts)
        self.accounts = {each: known for each, known in self.accounts.items() if each not in gone}
        self._endpoints = {
            name: known for name, known in self._endpoints.items() if known.account.id not in gone
        }

    def who(self, endpoint: str) -> Known | None:
        """The account of a SIP identity; None for a stranger."""
        return self._endpoints.get(endpoint)
