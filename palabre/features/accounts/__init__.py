"""A subscriber's company: its name, SIP domain, language, country and time zone."""

from palabre.features.accounts.find import account, country_of

__all__ = ["account", "country_of"]
