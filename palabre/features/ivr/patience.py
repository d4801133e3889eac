"""How often a menu asks again."""

from typing import Literal

Missed = Literal["no_key", "wrong_key"]


class Patience:
    """Counts silences and wrong keys: together, or for themselves where they have a count of their own."""

    def __init__(self, together: int, no_key: int | None, wrong_key: int | None) -> None:
        self._own: dict[Missed, int | None] = {"no_key": no_key, "wrong_key": wrong_key}
        self._left: dict[str, int] = {
            "together": together,
            "no_key": no_key or 0,
            "wrong_key": wrong_key or 0,
        }

    def ends_with(self, missed: Missed) -> bool:
        """Count one more; whether it was one too many."""
        name = "together" if self._own[missed] is None else missed
        self._left[name] -= 1
        return self._left[name] < 0
