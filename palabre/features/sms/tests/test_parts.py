"""The parts of a text message, counted as networks count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.features.sms.parts import BASIC, EXTENSION, Counted, count


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", Counted("gsm7", 0, 1)),
        ("a" * 160, Counted("gsm7", 160, 1)),
        ("a" * 161, Counted("gsm7", 161, 2)),
        ("a" * 306, Counted("gsm7", 306, 2)),
        ("a" * 307, Counted("gsm7", 307, 3)),
        ("é" * 160, Counted("gsm7", 160, 1)),
        ("€" * 80, Counted("gsm7", 160, 1)),
        ("€" * 81, Counted("gsm7", 162, 2)),
        ("a" * 152 + "€" + "a" * 7, Counted("gsm7", 161, 2)),
        ("a" * 152 + "€" + "a" * 151, Counted("gsm7", 305, 2)),
        ("a" * 152 + "€" + "a" * 152, Counted("gsm7", 306, 3)),
        ("ê" * 70, Counted("ucs2", 70, 1)),
        ("ê" * 71, Counted("ucs2", 71, 2)),
        ("ê" * 134, Counted("ucs2", 134, 2)),
        ("ê" * 135, Counted("ucs2", 135, 3)),
        ("Д" * 70, Counted("ucs2", 70, 1)),
        ("🙂" * 35, Counted("ucs2", 70, 1)),
        ("🙂" * 36, Counted("ucs2", 72, 2)),
        ("🙂" * 67, Counted("ucs2", 134, 3)),
        ("a" * 69 + "🙂", Counted("ucs2", 71, 2)),
    ],
    ids=lambda value: value[:1] + str(len(value)) if isinstance(value, str) else "",
)
def test_the_limits_are_exact(text: str, counted: Counted) -> None:
    assert count(text) == counted


def test_the_alphabet_is_that_of_the_standard() -> None:
    """128 places, of which one is the escape to the extension table."""
    assert (len(BASIC), len(EXTENSION), BASIC & EXTENSION) == (127, 10, frozenset())


@given(st.text(max_size=400))
def test_a_longer_text_never_takes_fewer_parts(text: str) -> None:
    assert count(text + "a").parts >= count(text).parts
    whole = count(text)
    room = {"gsm7": 153, "ucs2": 67}[whole.encoding]
    assert whole.parts == 1 or (whole.parts - 1) * (room - 1) < whole.units <= whole.parts * room
