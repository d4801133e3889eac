"""The short numbers that are the parking's, though nothing in the numbering plan has them."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features.parking.snapshot import Parking


def thing(account: Account, digits: str) -> tuple[str, UUID] | None:
    """What a number leads to; None when it is none of these."""
    return ("parking", UUID(int=int(digits))) if account.part(Parking).has(digits) else None
