"""The codes that a company's phones dial for a feature; a feature's `codes.py` holds those that it brings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal
from uuid import UUID

from palabre.calls.directory import Account, Part, Rows
from palabre.kit import discover
from palabre.routing.flow import Flow

KIND = "code"
LONGEST_REST = 16
BEHIND = frozenset("0123456789*")
RESERVED = frozenset({"077", "078", "079", "088"})
"""Codes of the service that stay free of short numbers, also before their feature is there."""


@dataclass(frozen=True)
class Code:
    """What a phone dials for a feature; `fr` and `en` say what it does.

    `digits` are the usual ones. `flow` gets the account, the extension that dials, and what it has dialled
    behind the code (digits and `*`; always "" when it takes none); its None means: no code, but a number.
    `open_part` is what of that may be written down: a PIN may not. One that is not dialled `alone`, always
    with something behind it, may have the same digits as one that takes nothing.
    """

    name: str
    digits: str
    takes: Literal["none", "digits"]
    flow: Callable[[Account, UUID, str], Flow | None]
    fr: str
    en: str
    open_part: Callable[[Account, str], str] = lambda _, rest: rest
    alone: bool = True

    def goes_with(self, other: "Code") -> bool:
        """Whether the two can have the same digits."""
        return (self.takes == "none" and not other.alone) or (other.takes == "none" and not self.alone)


@cache
def codes() -> dict[str, Code]:
    """Every code, by name."""
    found: dict[str, Code] = {}
    for each in (each for module in discover.modules("palabre.features", "codes") for each in module.CODES):
        assert each.name not in found, f"two codes are called {each.name}"
        found[each.name] = each
    return found


@dataclass(frozen=True)
class OwnCodes(Part):
    """The codes whose digits an account has chosen itself, by name; None: it has switched the code off."""

    digits: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    async def load(cls, rows: Rows, accounts: list[UUID]) -> dict[UUID, "OwnCodes"]:
        """Each account's choices."""
        loaded = {each: cls() for each in accounts}
        query = "select account_id, name, digits from feature_codes where account_id = any($1)"
        for row in await rows.fetch(query, accounts):
            loaded[row["account_id"]].digits[row["name"]] = row["digits"]
        return loaded


def in_force(own: Mapping[str, str | None]) -> dict[str, str]:
    """The digits of each code by name: the account's own, else the usual; one switched off is left out."""
    chosen = {name: own.get(name, each.digits) for name, each in codes().items()}
    return {name: digits for name, digits in chosen.items() if digits is not None}


def usual_digits() -> frozenset[str]:
    """What codes begin with where an account has chosen nothing of its own."""
    return RESERVED | frozenset(in_force({}).values())


def dialled(account: Account, extension: UUID, digits: str) -> Flow | None:
    """What an extension gets that dials a code; None when the digits are none, and count as a number.

    Of two codes that begin alike the longer one counts.
    """
    known = in_force(account.part(OwnCodes).digits)
    for name, begins in sorted(known.items(), key=lambda each: len(each[1]), reverse=True):
        code = codes()[name]
        rest = _behind(code, begins, digits)
        flow = code.flow(account, extension, rest) if rest is not None else None
        if flow is not None and rest is not None:
            return replace(flow, key=f"{KIND}:{extension}:{begins}{code.open_part(account, rest)}")
    return None


def written(flow: Flow) -> str:
    """What may be written down of the digits that led to a code's flow."""
    return flow.key.split(":", 2)[2]


def _behind(code: Code, begins: str, digits: str) -> str | None:
    if digits == begins:
        return "" if code.alone else None
    rest = digits.removeprefix(begins)
    if code.takes == "none" or rest == digits or len(rest) > LONGEST_REST:
        return None
    return rest if set(rest) <= BEHIND else None
