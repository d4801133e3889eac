"""A subscriber's company: its name, SIP domain, language, country and time zone."""
