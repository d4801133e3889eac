"""The codes that a company's phones dial for a feature; a feature's `codes.py` holds those that it brings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal
from uuid import UUID

from palabre.calls.directory import Account
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
    """

    name: str
    digits: str
    takes: Literal["none", "digits"]
    flow: Callable[[Account, UUID, str], Flow | None]
    fr: str
    en: str


@cache
def codes() -> dict[str, Code]:
    """Every code, by name."""
    modules = discover.modules("palabre.features", "codes")
    return {each.name: each for module in modules for each in module.CODES}


def usual_digits() -> frozenset[str]:
    """What codes begin with where an account has chosen nothing of its own."""
    return RESERVED | {each.digits for each in codes().values()}


def dialled(account: Account, extension: UUID, digits: str) -> Flow | None:
    """What an extension gets that dials a code; None when the digits are none, and count as a number."""
    for code in codes().values():
        rest = _behind(code, digits)
        flow = code.flow(account, extension, rest) if rest is not None else None
        if flow is not None:
            return replace(flow, key=f"{KIND}:{extension}:{digits}")
    return None


def _behind(code: Code, digits: str) -> str | None:
    if digits == code.digits:
        return ""
    rest = digits.removeprefix(code.digits)
    if code.takes == "none" or rest == digits or len(rest) > LONGEST_REST:
        return None
    return rest if set(rest) <= BEHIND else None
