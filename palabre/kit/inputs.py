"""The kinds of input that the API takes, bounded and cleaned at the door."""

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from palabre.kit.errors import LANGUAGES, Language

__all__ = [
    "LANGUAGES",
    "Digits",
    "Dtmf",
    "Email",
    "Input",
    "Language",
    "Name",
    "Output",
    "Password",
    "Prose",
    "Word",
    "untouched",
]


def _spaced(value: Any) -> Any:
    """Typographic spaces become plain ones, and letters take their composed form."""
    if not isinstance(value, str) or len(value) > 10_000:  # too long anyway: the length is told, not searched
        return value
    return unicodedata.normalize("NFC", value.replace("\u00a0", " ").replace("\u202f", " "))


def _printable(value: str) -> str:
    """Names travel in SIP headers, where a line break would begin another header (RFC 3261, 7.3)."""
    if not value.isprintable():
        raise PydanticCustomError("not_printable", "control characters are not allowed")
    return value


def _speakable(value: str) -> str:
    """Texts may have several lines, but nothing else that cannot be printed."""
    _printable(" ".join(value.split()))
    return value


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    BeforeValidator(_spaced),
    AfterValidator(_printable),
]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    BeforeValidator(_spaced),
    AfterValidator(_speakable),
]
Word = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,128}$", min_length=1, max_length=128)]
"""Visible ASCII without spaces: logins and secrets of SIP."""

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        to_lower=True,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$",
    ),
]
Password = Annotated[str, StringConstraints(min_length=10, max_length=200)]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}$", max_length=6)]
Dtmf = Literal["auto", "rfc4733", "info", "inband"]
"""How keys travel: events in the RTP (RFC 4733), SIP INFO, or tones in the sound (G.711 only)."""


class Input(BaseModel):
    """What a client sends: unknown fields are refused rather than ignored."""

    model_config = ConfigDict(extra="forbid")

    def sent(self) -> dict[str, Any]:
        """The fields that were really sent, for a PATCH."""
        return self.model_dump(exclude_unset=True)


class Output(BaseModel):
    """What a client gets, read from a row."""

    model_config = ConfigDict(from_attributes=True)


def _nothing() -> None:
    return None


def untouched() -> Any:
    """The default of a field of a PATCH that need not be sent; null is refused unless the type allows it."""
    return Field(default_factory=_nothing)
