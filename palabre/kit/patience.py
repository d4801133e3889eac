"""How long to wait before something that failed is tried again."""

from datetime import timedelta

PAUSES = (2, 10, 60, 300, 900, 1800, 3600)
"""Seconds; the last one again and again."""


def pause_after(failures: int) -> timedelta:
    """The pause after so many failures in a row, the first one included."""
    return timedelta(seconds=PAUSES[min(failures, len(PAUSES)) - 1])
