"""An account's forwarding rules, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal
from uuid import UUID

import msgspec

from palabre.calls.directory import Part, Rows
from palabre.features import caller_lists
from palabre.kit.errors import PalabreError

Kind = Literal["always", "busy", "no_answer", "unavailable"]
Shown = Literal["caller", "mine", "company"]
OUTSIDE = "number"
"""The kind of a target that is a number outside; the others are those of the numbering plan."""

QUERY = """
    select f.account_id, f.id, f.extension_id, f.kind, f.enabled, f.author, f.ring_seconds, f.targets,
        f.together, f.with_phones, f.shown, f.schedule_id, f.schedule_state, f.caller_list_id, f.callers,
        f.callers_are, a.country
    from forwards f join accounts a on a.id = f.account_id
    where f.account_id = any($1) order by f.author = 'code' desc, f.position, f.id
"""


@dataclass(frozen=True)
class Target:
    """Where a call is sent: a `thing` that has a place in the numbering plan, or a number `outside`.

    It rings for `seconds`; `asks`: whoever picks up outside must press a key to take the call.
    """

    kind: str
    thing: UUID | None = None
    outside: str | None = None
    seconds: int = 25
    asks: bool = True


@dataclass(frozen=True)
class Conditions:
    """When a rule holds: while a schedule is `open` or not, for callers who are among some or are not."""

    schedule: UUID | None = None
    open: bool = True
    list: UUID | None = None
    callers: caller_lists.Matcher | None = None
    among: bool = True


@dataclass(frozen=True)
class Forward:
    """One rule: what becomes of one kind of an extension's calls.

    Its targets ring one after the other, or `together` (`with_phones`: with the extension's own). Before
    that the extension itself rings for `ring_seconds`.
    """

    id: UUID
    extension: UUID
    kind: Kind
    targets: tuple[Target, ...]
    enabled: bool = True
    author: str = "user"
    ring_seconds: int | None = None
    together: bool = False
    with_phones: bool = False
    shown: Shown = "caller"
    when: Conditions = Conditions()


@dataclass(frozen=True)
class Forwards(Part):
    """The rules by id, and those of each extension in the order in which they are asked."""

    kind: ClassVar[str] = "forward"
    by_id: dict[UUID, Forward] = field(default_factory=dict)
    by_extension: dict[UUID, list[Forward]] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Forwards"]:
        """Each account's rules."""
        loaded = {each: cls() for each in accounts}
        for row in await rows.fetch(QUERY, accounts):
            loaded[row["account_id"]].put(forward_of(row))
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id

    def put(self, rule: Forward) -> None:
        """Let calls follow a rule at once, in place of the one of its id; what a phone set comes first."""
        rules = self.by_extension.setdefault(rule.extension, [])
        if rule.id in self.by_id:
            rules[:] = [rule if each.id == rule.id else each for each in rules]
        elif rule.author == "code":
            rules.insert(0, rule)
        else:
            rules.append(rule)
        self.by_id[rule.id] = rule


def forward_of(row: Mapping[str, Any]) -> Forward:
    """A rule out of its row."""
    targets = row["targets"]
    decoded = msgspec.json.decode(targets) if isinstance(targets, str) else targets
    return Forward(
        row["id"],
        row["extension_id"],
        row["kind"],
        tuple(target_of(each) for each in decoded),
        row["enabled"],
        row["author"],
        row["ring_seconds"],
        row["together"],
        row["with_phones"],
        row["shown"],
        Conditions(
            row["schedule_id"],
            row["schedule_state"] == "open",
            row["caller_list_id"],
            _callers(row["callers"], row["country"]),
            row["callers_are"] == "in",
        ),
    )


def target_of(stored: Mapping[str, Any]) -> Target:
    """A target as the table holds it."""
    thing = UUID(stored["id"]) if stored.get("id") else None
    return Target(stored["kind"], thing, stored.get("outside"), stored["seconds"], stored["asks"])


def _callers(values: list[str], country: str) -> caller_lists.Matcher | None:
    if not values:
        return None
    try:
        return caller_lists.masks(values, country)
    except PalabreError:  # written when the account was in another country: nobody is meant any more
        return caller_lists.Matcher()
