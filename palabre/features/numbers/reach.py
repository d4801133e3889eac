"""What happens when a short number is called that has moved."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.numbers.announce_moved import AnnounceMoved
from palabre.features.numbers.snapshot import MovedNumbers
from palabre.routing.flow import Flow, single

KIND = "moved"


def flow(account: Account, thing: UUID) -> Flow | None:
    """Tell the new number, and connect."""
    known = account.part(MovedNumbers).has(thing)
    return single(f"{KIND}:{thing}", AnnounceMoved(moved=thing)) if known else None
