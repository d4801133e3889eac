"""In which money an account reckons."""

from palabre.calls.directory import Account
from palabre.features.outbound.snapshot import Outgoing

WEST, CENTRAL = ("BF", "BJ", "CI", "GW", "ML", "NE", "SN", "TG"), ("CF", "CG", "CM", "GA", "GQ", "TD")
USUAL = dict.fromkeys(WEST, "XOF") | dict.fromkeys(CENTRAL, "XAF") | {"GB": "GBP", "US": "USD", "MA": "MAD"}
ELSEWHERE = "EUR"


def usual_currency(country: str) -> str:
    """The money of a country."""
    return USUAL.get(country, ELSEWHERE)


def currency_of(account: Account) -> str:
    """What the account has chosen, else its country's."""
    return account.part(Outgoing).rules.settings.currency or usual_currency(account.country)
