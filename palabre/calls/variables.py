"""The values that a call carries along: texts, numbers and flags under names that the subscriber chose."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.calls.directory import Part, Rows
from palabre.calls.facts import Fact, Kind
from palabre.kit.errors import PalabreError

Value = str | int | float | bool
Type = Literal["string", "number", "flag"]
Scope = Literal["call", "account"]

NAME = r"[A-Za-z_][A-Za-z0-9_]{0,39}"
LONGEST_TEXT = 4000
LARGEST_NUMBER = 2**53
"""Up to here every program that reads our JSON sees the same number (RFC 8259, section 6)."""
YES = frozenset({"true", "yes", "oui", "vrai", "1", "on"})
NO = frozenset({"false", "no", "non", "faux", "0", "off", ""})


class ValueNotOfType(PalabreError):
    """A variable is given something that is not of its type."""

    code, status = "value_not_of_type", 422
    fr = "La variable « {name} » attend une valeur de type {type}, pas « {value} »."
    en = "The variable “{name}” takes a value of type {type}, not “{value}”."


class ValueTooLarge(PalabreError):
    """A text or number that no variable can hold."""

    code, status = "value_too_large", 422
    fr = "La valeur de la variable « {name} » est trop grande."
    en = "The value of the variable “{name}” is too large."


class VariableUnknown(PalabreError):
    """A name that no variable has."""

    code, status = "variable_unknown", 422
    fr = "La variable « {name} » n'existe pas."
    en = "The variable “{name}” does not exist."


def type_of(value: Value) -> Type:
    """The type of a value as it stands."""
    if isinstance(value, bool):
        return "flag"
    return "string" if isinstance(value, str) else "number"


def fit(name: str, value: Value, kind: Type | None = None) -> Value:
    """The value as a variable of that type keeps it. Raises ValueNotOfType, ValueTooLarge."""
    made = value if kind is None else as_type(value, kind)
    if made is None:
        raise ValueNotOfType(name=name, type=kind, value=str(value)[:80])
    if isinstance(made, str):
        made = "".join(each for each in made if each != "\0" and not "\ud800" <= each <= "\udfff")
        if len(made) > LONGEST_TEXT:
            raise ValueTooLarge(name=name)
    elif abs(made) > LARGEST_NUMBER or not math.isfinite(made):
        raise ValueTooLarge(name=name)
    return made


def as_type(value: Value, kind: Type) -> Value | None:
    """A value turned into another type where that makes sense, else None."""
    if kind == "string":
        return text_of(value)
    return as_number(value) if kind == "number" else as_flag(value)


def as_number(value: Value) -> int | float | None:
    """A number; a text with one in it counts, also with a decimal comma."""
    if isinstance(value, bool):
        return None
    if not isinstance(value, str):
        return value
    written = value.strip().replace(",", ".")
    if not written or len(written) > 32 or not set(written) <= set("+-.0123456789eE"):
        return None
    try:
        return int(written)
    except ValueError:
        pass
    try:
        return float(written)
    except ValueError:
        return None


def as_flag(value: Value) -> bool | None:
    """Yes or no; 1 and 0 count, and the words for it."""
    if isinstance(value, bool):
        return value
    word = text_of(value).strip().lower()
    return True if word in YES else False if word in NO else None


def text_of(value: Value) -> str:
    """How a value stands in a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@dataclass(frozen=True)
class Kept:
    """An account-wide variable as the database had it."""

    type: Type
    value: Value
    changed_at: datetime


@dataclass(frozen=True)
class AccountVariables(Part):
    """The account-wide variables by name."""

    by_name: dict[str, Kept] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "AccountVariables"]:
        """Each account's."""
        loaded = {each: cls() for each in accounts}
        query = "select account_id, name, type, value, changed_at from variables where account_id = any($1)"
        for row in await rows.fetch(query, accounts):
            value = as_type(row["value"], row["type"])
            if value is not None:
                kept = Kept(row["type"], value, row["changed_at"])
                loaded[row["account_id"]].by_name[row["name"]] = kept
        return loaded


Written = dict[tuple[UUID, str], tuple[Value, datetime]]
"""What calls have made of account-wide variables, and when; the database follows a moment later."""


def account_value(variables: AccountVariables, written: Written, key: tuple[UUID, str]) -> Value | None:
    """What an account-wide variable holds: whichever was written last, by a call or by a person."""
    kept = variables.by_name.get(key[1])
    if kept is None:
        return None
    value, at = written.get(key, (kept.value, kept.changed_at))
    return value if at >= kept.changed_at and type_of(value) == kept.type else kept.value


def written_in(facts: Iterable[Fact]) -> Written:
    """The account-wide values in facts that the database may not have yet (after a restart of ours)."""
    found: Written = {}
    for fact in facts:
        if fact.kind == Kind.VARIABLE_SET and fact.data["scope"] == "account":
            key = fact.account, fact.data["name"]
            if key not in found or found[key][1] < fact.at:
                found[key] = fact.data["value"], fact.at
    return found
