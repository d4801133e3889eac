"""The shapes of accounts in the API."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

import phonenumbers
from pydantic import AfterValidator, StringConstraints

from palabre.kit.errors import PalabreError
from palabre.kit.inputs import Email, Input, Language, Name, Output, Password, untouched


class CountryUnknown(PalabreError):
    """Not a country that has telephone numbers."""

    code, status = "country_unknown", 422
    fr = "Le pays « {country} » est inconnu : deux lettres, par exemple CI ou FR."
    en = "The country “{country}” is unknown: two letters, such as CI or FR."


class TimeZoneUnknown(PalabreError):
    """Not a time zone of the IANA list."""

    code, status = "time_zone_unknown", 422
    fr = "Le fuseau horaire « {zone} » est inconnu : par exemple Africa/Abidjan."
    en = "The time zone “{zone}” is unknown: for instance Africa/Abidjan."


def _known_country(value: str) -> str:
    if value not in phonenumbers.SUPPORTED_REGIONS:
        raise CountryUnknown(field="country", country=value)
    return value


def _known_zone(value: str) -> str:
    if value not in available_timezones():
        raise TimeZoneUnknown(field="time_zone", zone=value)
    return value


Country = Annotated[str, StringConstraints(to_upper=True, max_length=2), AfterValidator(_known_country)]
TimeZone = Annotated[str, StringConstraints(max_length=60), AfterValidator(_known_zone)]
Label = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")
]


State = Literal["active", "suspended"]


class OwnerNew(Input):
    """The first user of an account, who owns it."""

    email: Email
    name: Name
    password: Password


class AccountNew(Input):
    """An account to be opened; `label` becomes the first part of its SIP domain and never changes."""

    name: Name
    label: Label
    owner: OwnerNew
    language: Language = "fr"
    country: Country = "CI"
    time_zone: TimeZone = "Africa/Abidjan"


class AccountChange(Input):
    """What can change of an account."""

    name: Name = untouched()
    language: Language = untouched()
    country: Country = untouched()
    time_zone: TimeZone = untouched()


class AccountOut(Output):
    """An account."""

    id: UUID
    name: str
    domain: str
    language: Language
    country: str
    time_zone: str
    state: State
    created_at: datetime
