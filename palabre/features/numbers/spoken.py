"""What callers of a short number hear that has moved."""

from palabre.calls.spoken import Sentence

HAS_MOVED = Sentence(
    "has_moved",
    fr="Ce numéro a changé. Nous vous mettons en relation.",
    en="This number has changed. We are connecting you.",
)
AS_A_WORD = 3
"""Numbers of so many digits are said as one number, longer ones digit by digit."""


def number_is_now(old: str, new: str) -> Sentence:
    """Where somebody has moved to."""
    before, now = _aloud(old), _aloud(new)
    return Sentence(
        "number_is_now",
        fr=f"Le {before} est désormais le {now}. Nous vous mettons en relation.",
        en=f"The number {before} is now {now}. We are connecting you.",
    )


def _aloud(digits: str) -> str:
    plain = len(digits) <= AS_A_WORD and not digits.startswith("0")
    return digits if plain else " ".join(digits)
