"""How many parts a text message takes, as every network counts them.

3GPP TS 23.038: a message has 140 octets. In the GSM alphabet (7 bits) that is 160 characters, those of its
extension table counting twice; any other character makes the whole message UCS-2: 70 characters. A longer
text goes in parts with a header of 6 octets each (3GPP TS 23.040, 9.2.3.24.1): 153 or 67 characters, and no
character may be cut in two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
Encoding = Literal["gsm7", "ucs2"]


@dataclass(frozen=True)
class Counted:
    """A text as it travels: `units` are septets of the GSM alphabet or 16-bit units of UCS-2."""

    encoding: Encoding
    units: int
    parts: int


def count(text: str) -> Counted:
    """Encoding, length and number of parts of a text; an empty text is one part."""
    plain = all(each in BASIC or each in EXTENSION for each in text)
    encoding: Encoding = "gsm7" if plain else "ucs2"
    sizes = list(_sizes(text, encoding))
    alone, joined = (160, 153) if plain else (70, 67)
    units = sum(sizes)
    return Counted(encoding, units, 1 if units <= alone else _filled(sizes, joined))


def _sizes(text: str, encoding: Encoding) -> Iterator[int]:
    for each in text:
        if encoding == "gsm7":
            yield 2 if each in EXTENSION else 1
        else:
            yield 2 if each > "\uffff" else 1


def _filled(sizes: list[int], room: int) -> int:
    """Parts that are filled one after the other; a character that takes two units is not cut in two."""
    parts, left = 1, room
    for size in sizes:
        if size > left:
            parts, left = parts + 1, room
        left -= size
    return parts
