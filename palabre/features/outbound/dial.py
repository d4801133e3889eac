"""What an extension dials to get outside: a number, and before it a prefix or the wish to hide its own."""

import re
from dataclasses import dataclass

from palabre.calls.directory import Account
from palabre.features import numbers
from palabre.features.outbound.services import is_service
from palabre.routing.codes import OwnCodes, in_force

HIDE, SHOW = "withhold_number", "show_number"
GSM_HIDE = "#31#"
"""As on mobile telephones (3GPP TS 22.030)."""
PREFIXED = re.compile(r"(?P<prefix>[1-9][0-9]{0,3})\*(?P<number>.+)")


@dataclass(frozen=True)
class Dialled:
    """A number outside, the prefix dialled before it, and whether the caller hides (None: as usual)."""

    number: str
    prefix: str | None = None
    withheld: bool | None = None


def read(account: Account, dialled: str) -> Dialled | None:
    """The number outside that is meant; None for digits that are none."""
    rest, withheld = _hidden(account, dialled)
    found = PREFIXED.fullmatch(rest)
    number = found["number"] if found else rest
    country = account.country
    known = numbers.is_emergency(number, country) or is_service(account, number)
    if not known and numbers.e164(number, country) is None:
        return None
    return Dialled(number, found["prefix"] if found else None, withheld)


def is_for_help(account: Account, dialled: str) -> bool:
    """Whether an emergency number is meant, with or without something before it."""
    found = read(account, dialled)
    return found is not None and numbers.is_emergency(found.number, account.country)


def _hidden(account: Account, dialled: str) -> tuple[str, bool | None]:
    if dialled.startswith(GSM_HIDE):
        return dialled.removeprefix(GSM_HIDE), True
    if not dialled.startswith(("*", "0")):
        return dialled, None
    codes = in_force(account.part(OwnCodes).digits)
    for name, hides in ((HIDE, True), (SHOW, False)):
        begins = f"{codes[name]}*" if name in codes else None
        if begins and dialled.startswith(begins):
            return dialled.removeprefix(begins), hides
    return dialled, None
