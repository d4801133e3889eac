"""Which ringing call somebody gets who wants to pick one up."""

from collections.abc import Iterable
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import extensions
from palabre.features.pickup.ringing import Rings


def may_take(account: Account, picker: UUID, rings: Rings) -> bool:
    """Whether the extension where it rings lets colleagues take its calls; one's own can always be taken."""
    if rings.extension is None or rings.extension == picker:
        return True
    there = account.part(extensions.Extensions).by_id.get(rings.extension)
    return there is not None and there.may_be_picked_up


def first(account: Account, picker: UUID, calls: Iterable[Rings]) -> Rings | None:
    """Of those that may be taken, the one that rings longest."""
    free = (each for each in calls if may_take(account, picker, each))
    return min(free, key=lambda each: each.since, default=None)
