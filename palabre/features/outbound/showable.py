"""Which numbers a program may ask to be shown."""

from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import numbers
from palabre.features.outbound.refusals import NumberNotShowable
from palabre.features.outbound.snapshot import Outgoing


def showable(account: Account, wanted: str) -> UUID:
    """The id of an owned or verified number. Raises NumberNotShowable for any other."""
    number = numbers.e164(wanted, account.country)
    if (own := account.part(numbers.Numbers).by_e164.get(number or "")) is not None:
        return own.id
    for found, verified in account.part(Outgoing).verified.items():
        if verified == number:
            return found
    raise NumberNotShowable(field="shown", number=wanted[: numbers.LONGEST])
