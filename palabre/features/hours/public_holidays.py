"""The public holidays of a country; the library knows them, moon calendars included."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

from palabre.features.hours.opening import Holiday
from palabre.kit.errors import PalabreError

_SHIFTED = re.compile(r"\s*\([^)]*(?:observed|estimated)[^)]*\)$")


class HolidaysUnknown(PalabreError):
    """A country whose holidays are not known."""

    code, status = "holidays_unknown", 422
    fr = "Les jours fériés du pays « {country} » ne sont pas connus : ajoutez-les comme exceptions."
    en = "The public holidays of the country “{country}” are not known: add them as exceptions."


class HolidayUnknown(PalabreError):
    """A name that is no public holiday of the country."""

    code, status = "holiday_unknown", 422
    fr = "« {name} » n'est pas un jour férié du pays « {country} »."
    en = "“{name}” is no public holiday of the country “{country}”."


@dataclass(frozen=True)
class PublicHolidays:
    """Those of a country without the ones that are switched off; called with a day, it names its holiday."""

    country: str
    off: frozenset[str] = frozenset()

    def __call__(self, day: date) -> Holiday | None:
        """The holiday of a day; None on other days."""
        found = holidays_of(self.country, day.year).get(day, ())
        return next((each for each in found if each.key not in self.off), None)


@cache
def holidays_of(country: str, year: int) -> Mapping[date, tuple[Holiday, ...]]:
    """All public holidays of a year, computed once; none for a country that is not known."""
    if not are_known(country):
        return {}
    languages = _languages(country)
    french = _named(country, year, next((each for each in languages if each.startswith("fr")), None))
    english = _named(country, year, "en_US" if "en_US" in languages else None)
    return {
        day: tuple(_holiday(*pair) for pair in zip(french.get(day, names), names, strict=False))
        for day, names in sorted(english.items())
    }


@cache
def keys_of(country: str, year: int) -> frozenset[str]:
    """The lasting names of the holidays around a year: some come twice in one year, or not at all."""
    found = (holidays_of(country, each) for each in range(year - 1, year + 3))
    return frozenset(each.key for known in found for names in known.values() for each in names)


def are_known(country: str) -> bool:
    """Whether the library knows the country."""
    return country in _countries()


def prepare(countries: Iterable[str], year: int) -> None:
    """Compute them ahead of the first call, from the year before to two years after."""
    for country in countries:
        keys_of(country, year)


def _holiday(fr: str, en: str) -> Holiday:
    return Holiday(_SHIFTED.sub("", en), fr, en)


def _named(country: str, year: int, language: str | None) -> dict[date, list[str]]:
    found = holidays.country_holidays(country, years=year, language=language)
    return {day: found.get_list(day) for day in found}


@cache
def _languages(country: str) -> tuple[str, ...]:
    return tuple(holidays.list_localized_countries(include_aliases=False).get(country, ()))


@cache
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))
