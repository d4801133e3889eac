"""An account's caller lists and rules, in memory; entries are read again only when they have changed."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

import numpy as np

from palabre.calls.directory import Part, Rows
from palabre.features import greetings
from palabre.features.caller_lists.entries import Entry, Kind
from palabre.features.caller_lists.match import NEVER, Column, Keys, Matcher, matcher

Direction = Literal["inbound", "outbound"]
Level = Literal["account", "number", "extension"]
Does = Literal["reject", "busy", "message", "mailbox", "scenario"]
Cause = Literal["rejected", "unassigned", "unavailable", "congestion"]

LISTS = """
    select account_id, id, name, type, revision from caller_lists where account_id = any($1) order by id
"""
RULES = """
    select account_id, id, list_id, direction, level, number_id, extension_id, only_these,
        action, cause, text, greeting_id, mailbox_id, scenario_id
    from caller_list_rules where account_id = any($1) and enabled order by id
"""
ENTRIES = """
    select list_id,
        string_agg(int8send(number), ''::bytea) filter (where exact and ends is null) numbers,
        string_agg(int8send(number) || int8send(ends), ''::bytea) filter (where exact and ends > 0) dated,
        array_agg(value) filter (where not exact) patterns,
        array_agg(kind) filter (where not exact) kinds,
        array_agg(ends) filter (where not exact) ends
    from (
        select list_id, number, value, kind, number is not null exact,
            round(date_part('epoch', expires_at) * 1000000)::bigint ends
        from caller_list_entries where list_id = any($1)
    ) entry group by list_id
"""
"""A list in one row, its exact numbers as the bytes of their integers: a million of them are 8 MB."""
ABOUT_ONE = ENTRIES.replace("any($1)", "any($1) and (number is null or number = $2)")
LAST = "select account_id, extension_id, number from last_callers where account_id = any($1)"


@dataclass(frozen=True)
class CallerList:
    """A list with all its entries."""

    id: UUID
    name: str
    type: Literal["black", "white"]
    revision: int
    entries: Matcher


@dataclass(frozen=True)
class Action:
    """What becomes of a refused call."""

    does: Does
    cause: Cause = "rejected"
    prompt: greetings.Prompt = greetings.Prompt()
    mailbox: UUID | None = None
    scenario: UUID | None = None


@dataclass(frozen=True)
class Rule:
    """Applies a list to the calls of the account, of a number or of an extension.

    A white list with `only_these` refuses whoever is not in a white list of the same place.
    """

    id: UUID
    list: UUID
    direction: Direction
    level: Level
    place: UUID | None
    only_these: bool
    action: Action


@dataclass(frozen=True)
class CallerLists(Part):
    """The lists by id, the enabled rules, and who rang each extension last when this was read."""

    kind: ClassVar[str] = "caller_list"
    by_id: dict[UUID, CallerList] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    last_callers: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "CallerLists"]:
        """Each account's lists."""
        return await cls.reload(rows, accounts, {})

    @classmethod
    async def reload(
        cls, rows: Rows, accounts: list[UUID], before: Mapping[UUID, "CallerLists"]
    ) -> dict[UUID, "CallerLists"]:
        """The same, with the entries of lists that have not changed since `before`."""
        found = await rows.fetch(LISTS, accounts)
        known = {each.id: each for part in before.values() for each in part.by_id.values()}
        kept = {
            each["id"]: known[each["id"]].entries
            for each in found
            if each["id"] in known and known[each["id"]].revision == each["revision"]
        }
        fresh = [each["id"] for each in found if each["id"] not in kept]
        entries = kept | (await read_entries(rows, fresh) if fresh else {})
        return await cls._put_together(rows, accounts, found, entries)

    @classmethod
    async def load_for(cls, rows: Rows, account: UUID, number: int | None) -> "CallerLists":
        """An account's lists as far as one exact number is concerned: quickly, however long they are."""
        found = await rows.fetch(LISTS, [account])
        entries = await read_entries(rows, [each["id"] for each in found], ABOUT_ONE, number)
        return (await cls._put_together(rows, [account], found, entries))[account]

    @classmethod
    async def _put_together(
        cls,
        rows: Rows,
        accounts: list[UUID],
        found: Iterable[Mapping[str, Any]],
        entries: Mapping[UUID, Matcher],
    ) -> dict[UUID, "CallerLists"]:
        loaded = {each: cls() for each in accounts}
        for row in found:
            loaded[row["account_id"]].by_id[row["id"]] = _list(row, entries)
        for row in await rows.fetch(RULES, accounts):
            loaded[row["account_id"]].rules.append(rule_of(row))
        for row in await rows.fetch(LAST, accounts):
            loaded[row["account_id"]].last_callers[row["extension_id"]] = row["number"]
        return loaded

    def has(self, thing: UUID) -> bool:
        """Whether the account has it."""
        return thing in self.by_id


async def read_entries(
    rows: Rows, lists: list[UUID], query: str = ENTRIES, *more: int | None
) -> dict[UUID, Matcher]:
    """The entries of lists; a list without any is left out. What is long is sorted beside the calls."""
    found = await rows.fetch(query, lists, *more)
    return {row["list_id"]: await asyncio.to_thread(_matcher, row) for row in found}


def _matcher(row: Mapping[str, Any]) -> Matcher:
    numbers = Keys.of(_integers(row["numbers"]))
    keys, until = _integers(row["dated"]).reshape(-1, 2).T
    return matcher(_patterns(row), numbers, Keys.of(keys, until))


def _integers(packed: bytes | None) -> Column:
    return np.frombuffer(packed or b"", ">i8").astype(np.int64)


def _patterns(row: Mapping[str, Any]) -> Iterator[tuple[Entry, int]]:
    columns = (row[each] or () for each in ("kinds", "patterns", "ends"))
    for kind, value, end in zip(*columns, strict=True):
        yield Entry(Kind(kind), value), NEVER if end is None else end


def _list(row: Mapping[str, Any], entries: Mapping[UUID, Matcher]) -> CallerList:
    return CallerList(row["id"], row["name"], row["type"], row["revision"], entries.get(row["id"], Matcher()))


def rule_of(row: Mapping[str, Any]) -> Rule:
    """A rule out of its row."""
    prompt = greetings.Prompt(greeting=row["greeting_id"], text=row["text"])
    action = Action(row["action"], row["cause"], prompt, row["mailbox_id"], row["scenario_id"])
    place = row["number_id"] or row["extension_id"]
    return Rule(row["id"], row["list_id"], row["direction"], row["level"], place, row["only_these"], action)


def micros(at: datetime) -> int:
    """A time as entries hold it."""
    return round(at.timestamp() * 1_000_000)
