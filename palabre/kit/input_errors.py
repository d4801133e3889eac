"""FastAPI's and Pydantic's complaints about input as coded errors in both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from palabre.kit.errors import PalabreError


class InvalidInput(PalabreError):
    """A field of the request cannot be accepted."""

    code, status = "invalid_input", 422
    fr = "La valeur de « {name} » n'est pas acceptée."
    en = "The value of “{name}” is not accepted."


class Missing(InvalidInput):
    """A field that must be sent was not."""

    fr = "« {name} » est obligatoire."
    en = "“{name}” is required."


class TooLong(InvalidInput):
    """More characters than allowed."""

    fr = "« {name} » est trop long : {max_length} caractères au plus."
    en = "“{name}” is too long: {max_length} characters at most."


class TooShort(InvalidInput):
    """Fewer characters than needed."""

    fr = "« {name} » est trop court : {min_length} caractère(s) au moins."
    en = "“{name}” is too short: {min_length} character(s) at least."


class TooMany(InvalidInput):
    """More entries than allowed."""

    fr = "« {name} » compte trop d'éléments : {max_length} au plus."
    en = "“{name}” has too many entries: {max_length} at most."


class TooFew(InvalidInput):
    """Fewer entries than needed."""

    fr = "« {name} » compte trop peu d'éléments : {min_length} au moins."
    en = "“{name}” has too few entries: {min_length} at least."


class TooSmall(InvalidInput):
    """A number below its limit."""

    fr = "« {name} » doit être au moins {ge}."
    en = "“{name}” must be at least {ge}."


class TooLarge(InvalidInput):
    """A number above its limit."""

    fr = "« {name} » doit être au plus {le}."
    en = "“{name}” must be at most {le}."


class NotOneOf(InvalidInput):
    """Not one of the possible words."""

    fr = "« {name} » doit être l'une de ces valeurs : {expected}."
    en = "“{name}” must be one of these values: {expected}."


class WrongForm(InvalidInput):
    """Characters that do not fit the pattern."""

    fr = "« {name} » n'a pas la forme attendue ({pattern})."
    en = "“{name}” does not have the expected form ({pattern})."


class NotPrintable(InvalidInput):
    """Line breaks or other control characters."""

    fr = "« {name} » contient des caractères de contrôle, qui sont interdits."
    en = "“{name}” contains control characters, which are not allowed."


class Unknown(InvalidInput):
    """A field that does not exist."""

    fr = "« {name} » n'existe pas."
    en = "“{name}” does not exist."


class NotJson(InvalidInput):
    """The body cannot be read."""

    fr = "Le corps de la requête n'est pas du JSON valable."
    en = "The body of the request is not valid JSON."


_KINDS: dict[str, type[InvalidInput]] = {
    "missing": Missing,
    "string_too_long": TooLong,
    "string_too_short": TooShort,
    "too_long": TooMany,
    "too_short": TooFew,
    "greater_than_equal": TooSmall,
    "less_than_equal": TooLarge,
    "literal_error": NotOneOf,
    "enum": NotOneOf,
    "string_pattern_mismatch": WrongForm,
    "not_printable": NotPrintable,
    "extra_forbidden": Unknown,
    "json_invalid": NotJson,
}
_TOLD = ("max_length", "min_length", "ge", "le", "expected", "pattern")
_PLACES = ("body", "query", "path", "header", "cookie")


def first_of(complaints: Sequence[Mapping[str, Any]]) -> InvalidInput:
    """The first complaint of a validation, with the dotted name of its field and the limit."""
    complaint = complaints[0]
    place = [str(part)[:80] for part in complaint["loc"]]
    inner = place[1:] if place and place[0] in _PLACES else place
    name = "body" if complaint["type"] == "json_invalid" else ".".join(inner) or "body"
    limits = {key: value for key, value in (complaint.get("ctx") or {}).items() if key in _TOLD}
    return _KINDS.get(complaint["type"], InvalidInput)(field=name, name=name, **limits)
