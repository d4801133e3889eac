"""One line of a caller list: one notation for what people type, send and import.

+2250700000001      one number, in any way it is dialled in the account's country
+22507*             a prefix                +22507XX00XX, +22507XX*      masks: X is one digit
+2250700000000..+2250700000999              a range
anonymous           callers that hide       country:CI    type:mobile
region:CI/Abidjan   operator:CI/Orange
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata

from palabre.features import numbers
from palabre.features.caller_lists.traits import ALL_TYPES
from palabre.kit.errors import PalabreError

LONGEST = 80
_HEAD = 8
_NOISE = str.maketrans("", "", " \u00a0\u202f\t.-()/")
_ANONYMOUS = {"anonymous", "anonyme", "masqué", "hidden"}


class Kind(StrEnum):
    """What an entry is."""

    NUMBER = "number"
    RANGE = "range"
    PREFIX = "prefix"
    MASK = "mask"
    COUNTRY = "country"
    REGION = "region"
    TYPE = "type"
    OPERATOR = "operator"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry in its one form; `number` is what an exact number is found by."""

    kind: Kind
    value: str
    number: int | None = None


class EntryNotNumber(PalabreError):
    """Neither a number nor anything else that a list can hold."""

    code, status = "entry_not_number", 422
    fr = "« {text} » n'est ni un numéro de téléphone ni un critère connu."
    en = "“{text}” is neither a telephone number nor a known criterion."


class EntryMaskWrong(PalabreError):
    """A mask that cannot be read."""

    code, status = "entry_mask_wrong", 422
    fr = "« {text} » n'est pas un masque : des chiffres, X pour un chiffre, et * à la fin seulement."
    en = "“{text}” is not a mask: digits, X for one digit, and * only at the end."


class EntryRangeWrong(PalabreError):
    """A range whose ends do not fit together."""

    code, status = "entry_range_wrong", 422
    fr = "« {text} » n'est pas une plage : deux numéros de même longueur, le plus petit d'abord."
    en = "“{text}” is not a range: two numbers of the same length, the smaller one first."


class EntryCountryUnknown(PalabreError):
    """A country without telephone numbers."""

    code, status = "entry_country_unknown", 422
    fr = "« {text} » : ce pays n'est pas connu (deux lettres, CI par exemple)."
    en = "“{text}”: that country is not known (two letters, such as CI)."


class EntryTypeUnknown(PalabreError):
    """A type of number that does not exist."""

    code, status = "entry_type_unknown", 422
    fr = "« {text} » : ce type de numéro n'existe pas."
    en = "“{text}”: there is no such type of number."


REFUSALS = {
    each.code: each
    for each in (EntryNotNumber, EntryMaskWrong, EntryRangeWrong, EntryCountryUnknown, EntryTypeUnknown)
}


def read(text: str, country: str) -> Entry:
    """The entry that a text means in a country. Raises one of REFUSALS."""
    found = exact(text, country)
    if found is not None:
        return found
    text = text.strip()[:LONGEST]
    if text.casefold() in _ANONYMOUS:
        return Entry(Kind.ANONYMOUS, "anonymous")
    if ".." in text or " - " in text:
        return _range(text, country)
    word, colon, rest = text.partition(":")
    if colon:
        return _criterion(text, word.strip().casefold(), rest.strip())
    if "X" in text.upper() or "*" in text:
        return _mask(text, country)
    raise EntryNotNumber(field="value", text=text)


def exact(text: str, country: str) -> Entry | None:
    """One number; None for what is none. A million of them are read in seconds."""
    bare = text.translate(_NOISE)
    if bare[:2] == "00":
        bare = f"+{bare[2:]}"
    digits = bare[1:] if bare[:1] == "+" else bare
    if not (digits.isdigit() and digits.isascii() and len(digits) <= numbers.LONGEST):
        return None
    beginning = _beginning(bare[:_HEAD], len(bare), country) if len(bare) > _HEAD else None
    value = numbers.e164(bare, country) if beginning is None else beginning + bare[_HEAD:]
    if value:
        return Entry(Kind.NUMBER, value, int(value))
    return Entry(Kind.NUMBER, bare, short_code(bare)) if bare == digits and 2 <= len(bare) <= 8 else None


def short_code(digits: str) -> int:
    """What a number that is not E.164 (`3655`, `0800`) is found by: negative, its zeros kept."""
    return -int(f"1{digits}")


@lru_cache(200_000)
def _beginning(head: str, length: int, country: str) -> str | None:
    """What numbers of a length begin with in E.164 when they are dialled with `head`; None: ask each time.

    Where the numbering plan only takes digits off the front, the rest of a number stays as it is.
    """
    rest = "0" * (length - len(head))
    full = numbers.e164(head + rest, country)
    if full is None or not full.endswith(rest):
        return None
    plan = PhoneMetadata.metadata_for_region(phonenumbers.region_code_for_country_code(_code(full)), None)
    if plan is None or plan.national_prefix_transform_rule:
        return None
    return full[: -len(rest)]


def _code(e164: str) -> int:
    return phonenumbers.parse(e164).country_code or 0


def _range(text: str, country: str) -> Entry:
    ends = [exact(each, country) for each in re.split(r"\.\.| - ", text, maxsplit=1)]
    first, last = (each.value if each and each.value[0] == "+" else "" for each in ends)
    if not first or len(first) != len(last) or first > last:
        raise EntryRangeWrong(field="value", text=text)
    return Entry(Kind.RANGE, f"{first}..{last}")


def _mask(text: str, country: str) -> Entry:
    bare = text.translate(_NOISE).upper()
    if bare[:2] == "00":
        bare = f"+{bare[2:]}"
    if not re.fullmatch(r"\+?[0-9X]{0,15}\*?", bare):
        raise EntryMaskWrong(field="value", text=text)
    if bare[0] != "+":
        bare = _international(bare, country)
    if bare[1:2] == "0" or len(bare) > 17:
        raise EntryMaskWrong(field="value", text=text)
    return Entry(Kind.MASK if "X" in bare else Kind.PREFIX, bare)


def _international(mask: str, country: str) -> str:
    """A mask as it is dialled within the country: its trunk prefix (the 0 of France) goes."""
    plan = PhoneMetadata.metadata_for_region(country, None)
    prefix = (plan.national_prefix or "") if plan else ""
    return f"+{phonenumbers.country_code_for_region(country)}{mask.removeprefix(prefix)}"


def _criterion(text: str, word: str, rest: str) -> Entry:
    country, _, place = (each.strip() for each in rest.partition("/"))
    if word == "type":
        if rest.casefold() not in ALL_TYPES:
            raise EntryTypeUnknown(field="value", text=text)
        return Entry(Kind.TYPE, f"type:{rest.casefold()}")
    if word not in ("country", "region", "operator"):
        raise EntryNotNumber(field="value", text=text)
    if country.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise EntryCountryUnknown(field="value", text=text)
    if word == "country" and not place:
        return Entry(Kind.COUNTRY, f"country:{country.upper()}")
    if word == "country" or not place:
        raise EntryNotNumber(field="value", text=text)
    return Entry(Kind(word), f"{word}:{country.upper()}/{place}")
