"""Which ringing call somebody gets who wants to pick one up."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import extensions
from palabre.features.pickup.ringing import Rings


def may_take(account: Account, picker: UUID, rings: Rings) -> bool:
    """Whether the extension where it rings lets colleagues take its calls; one's own can always be taken."""
    if rings.extension is None or rings.extension == picker:
        return True
    return extensions.setting_of(account, rings.extension, "may_be_picked_up") is not False


def first(account: Account, picker: UUID, calls: Iterable[Rings]) -> Rings | None:
    """Of those that may be taken: first a call for one's own department, then the one that rings longest."""
    own = account.part(extensions.Extensions).by_id
    department = own[picker].group if picker in own else None

    def place(rings: Rings) -> tuple[bool, datetime]:
        there = own.get(rings.extension) if rings.extension else None
        return department is None or there is None or there.group != department, rings.since

    return min((each for each in calls if may_take(account, picker, each)), key=place, default=None)
