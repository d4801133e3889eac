"""A subscriber's company: its name, SIP domain, language, country and time zone."""

from palabre.features.accounts.find import account, country_of
from palabre.features.accounts.spoken import COMPANY_UNREACHABLE, SERVICE_SUSPENDED
from palabre.features.accounts.suspend import set_state

__all__ = ["COMPANY_UNREACHABLE", "SERVICE_SUSPENDED", "account", "country_of", "set_state"]
