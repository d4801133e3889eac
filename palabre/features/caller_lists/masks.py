"""Callers named on the spot, in the notation of lists, where no list is worth the trouble."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from palabre.calls.directory import Rows
from palabre.features import numbers
from palabre.features.caller_lists.entries import exact, read
from palabre.features.caller_lists.match import NEVER, Matcher, matcher
from palabre.features.caller_lists.snapshot import CallerLists, micros
from palabre.features.caller_lists.traits import Subject


def masks(values: Iterable[str], country: str) -> Matcher:
    """Numbers and masks, ready to be asked. Raises what reading an entry raises."""
    return matcher([(read(each, country), NEVER) for each in values])


async def lists_for(rows: Rows, account: UUID, number: str, country: str) -> CallerLists:
    """An account's lists as far as one caller is concerned."""
    found = exact(numbers.shown(number, country), country)
    return await CallerLists.load_for(rows, account, found.number if found else None)


def is_among(entries: Matcher, number: str, country: str, at: datetime) -> bool:
    """Whether a caller's number is among the entries at a time."""
    return entries.find(Subject(numbers.shown(number, country)), micros(at)) is not None
