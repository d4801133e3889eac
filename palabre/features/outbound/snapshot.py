"""What an account has settled for its calls outside, in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from palabre.calls.directory import Beginning, Part, Rows
from palabre.features.outbound.rates import SERVICE, Prices, Rate, Tariff
from palabre.features.outbound.rules import Rule, Rules, Settings, Subscriber

SETTINGS = """
    select account_id, currency, trunk_choice, most_calls, daily_limit, monthly_limit, call_back_hours
    from outgoing_settings where account_id = any($1)
"""
RULES = """
    select account_id, extension_id, group_id, number_id, verified_number_id, choice, permission, premium,
        satellite, services, withheld, daily_limit, monthly_limit, emergency_number_id, location
    from outgoing_rules where account_id = any($1)
"""
SUBSCRIBERS = """
    select account_id, id, kind, outgoing_number_id, group_id from extensions where account_id = any($1)
"""
GROUPS = "select account_id, id, outgoing_number_id from extension_groups where account_id = any($1)"
VERIFIED = """
    select account_id, id, e164 from verified_numbers where account_id = any($1) and verified_at is not null
"""
RATES = """
    select account_id, trunk_id, service, prefix, name, per_minute, set_up, first_seconds, step_seconds
    from rates where account_id = any($1)
"""
SPENT = """
    select account_id, extension_id, day, sum(amount)::bigint as amount from charges
    where account_id = any($1) and day > current_date - 63 group by account_id, extension_id, day
"""
LATEST = """
    select account_id, call_id, seq from charges where account_id = any($1)
    order by written_at desc limit 5000
"""
MISSED = """
    select account_id, number, extension_id, extract(epoch from at)::float8 as at from missed_outgoing
    where account_id = any($1) and at > now() - interval '3 days'
"""


@dataclass(frozen=True)
class Outgoing(Part):
    """The rules for calls outside, and the numbers of others that may be shown (E.164 by id)."""

    rules: Rules = Rules()
    verified: Mapping[UUID, str] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Outgoing"]:
        """Each account's rules."""
        settings = {row["account_id"]: _settings(row) for row in await rows.fetch(SETTINGS, accounts)}
        rules: dict[UUID, dict[UUID | None, Rule]] = {each: {} for each in accounts}
        for row in await rows.fetch(RULES, accounts):
            rules[row["account_id"]][row["extension_id"] or row["group_id"]] = _rule(row)
        people: dict[UUID, dict[UUID, Subscriber]] = {each: {} for each in accounts}
        for row in await rows.fetch(SUBSCRIBERS, accounts):
            subscriber = Subscriber(row["kind"], row["outgoing_number_id"], row["group_id"])
            people[row["account_id"]][row["id"]] = subscriber
        for row in await rows.fetch(GROUPS, accounts):
            rules[row["account_id"]].setdefault(row["id"], Rule())
            shown = replace(rules[row["account_id"]][row["id"]], number=row["outgoing_number_id"])
            if shown.number is not None:
                rules[row["account_id"]][row["id"]] = shown
        verified: dict[UUID, dict[UUID, str]] = {each: {} for each in accounts}
        for row in await rows.fetch(VERIFIED, accounts):
            verified[row["account_id"]][row["id"]] = row["e164"]
        return {
            each: cls(Rules(settings.get(each, Settings()), rules[each], people[each]), verified[each])
            for each in accounts
        }


def _settings(row: Mapping[str, Any]) -> Settings:
    return Settings(**{name: value for name, value in dict(row).items() if name != "account_id"})


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        number=row["number_id"] or row["verified_number_id"],
        choice=row["choice"],
        permission=row["permission"],
        premium=row["premium"],
        satellite=row["satellite"],
        services=row["services"],
        withheld=row["withheld"],
        daily_limit=row["daily_limit"],
        monthly_limit=row["monthly_limit"],
        emergency_number=row["emergency_number_id"],
        location=row["location"],
    )


@dataclass(frozen=True)
class Rates(Part):
    """What calls cost."""

    tariff: Tariff = Tariff()

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Rates"]:
        """Each account's prices."""
        found: dict[UUID, dict[UUID | None, dict[str, Rate]]] = {}
        for row in await rows.fetch(RATES, accounts):
            seconds = row["first_seconds"], row["step_seconds"]
            rate = Rate(row["per_minute"], row["set_up"], *seconds, name=row["name"])
            prefix = SERVICE * row["service"] + row["prefix"]
            found.setdefault(row["account_id"], {}).setdefault(row["trunk_id"], {})[prefix] = rate
        return {account: cls(_tariff(tables)) for account, tables in found.items()}


def _tariff(tables: Mapping[UUID | None, Mapping[str, Rate]]) -> Tariff:
    by_trunk = {trunk: Prices(table) for trunk, table in tables.items() if trunk is not None}
    return Tariff(Prices(tables.get(None, {})), by_trunk)


@dataclass(frozen=True)
class Spent(Beginning):
    """What had been spent when this was read: by extension (None: the company itself) and day.

    `latest` are the facts that it counts in last: a journal may hold them still. Calls read it once only.
    """

    by_day: Mapping[tuple[UUID | None, date], int] = field(default_factory=dict)
    latest: frozenset[tuple[UUID, int]] = frozenset()

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "Spent"]:
        """Each account's spending of two months."""
        sums: dict[UUID, dict[tuple[UUID | None, date], int]] = {}
        for row in await rows.fetch(SPENT, accounts):
            sums.setdefault(row["account_id"], {})[row["extension_id"], row["day"]] = row["amount"]
        latest: dict[UUID, set[tuple[UUID, int]]] = {}
        for row in await rows.fetch(LATEST, accounts):
            latest.setdefault(row["account_id"], set()).add((row["call_id"], row["seq"]))
        return {each: cls(sums.get(each, {}), frozenset(latest.get(each, ()))) for each in accounts}


@dataclass(frozen=True)
class MissedCalls(Beginning):
    """Who called a number outside in vain, and when (seconds since 1970); calls read it once only."""

    by_number: Mapping[str, tuple[UUID, float]] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "MissedCalls"]:
        """Each account's calls of the last days."""
        found: dict[UUID, dict[str, tuple[UUID, float]]] = {}
        for row in await rows.fetch(MISSED, accounts):
            found.setdefault(row["account_id"], {})[row["number"]] = (row["extension_id"], row["at"])
        return {account: cls(numbers) for account, numbers in found.items()}
