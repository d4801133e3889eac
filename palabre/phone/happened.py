"""What a fake switch keeps of what happened on it."""

from dataclasses import dataclass


@dataclass
class Heard:
    """Sounds that a party heard, from `at` for `seconds`; `cut` before their end."""

    party: str
    says: tuple[str, ...]
    at: float
    seconds: float = 0
    cut: bool = False


@dataclass(frozen=True)
class Done:
    """One thing that was asked of the switch."""

    at: float
    verb: str
    subject: str
    detail: str = ""
