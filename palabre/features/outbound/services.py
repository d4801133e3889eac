"""Short codes of services: directory enquiries, an administration's one number, the carriers' hotlines."""

from palabre.calls.directory import Account
from palabre.features import numbers
from palabre.features.outbound.snapshot import Rates


def is_service(account: Account, digits: str) -> bool:
    """Whether the country has such a service, or the account has been told a price of it."""
    return numbers.is_service(digits, account.country) or account.part(Rates).tariff.names(digits)


def destination(account: Account, digits: str) -> numbers.Destination:
    """A free one is reached like any free number."""
    free = numbers.is_free_service(digits, account.country)
    return numbers.Destination("freephone" if free else "service", account.country)
