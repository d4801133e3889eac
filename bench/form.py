"""How long each part of a run takes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """The short form is for every day, the long one for figures that are quoted."""

    name: str
    rounds: int
    cost_seconds: float
    delay_seconds: float
    menu_seconds: float
    queue_seconds: float
    list_entries: int
    calls_at_once: int
    first_rung_seconds: float
    rung_seconds: float
    rungs: tuple[int, ...]
    more_calls: int
    whole: bool
    """Whether what takes a minute is measured too: a file of a million numbers."""


SHORT = Form(
    "short",
    rounds=2,
    cost_seconds=5,
    delay_seconds=3,
    menu_seconds=6,
    queue_seconds=6,
    list_entries=200_000,
    calls_at_once=75,
    first_rung_seconds=6,
    rung_seconds=4,
    rungs=(30, 60),
    more_calls=0,
    whole=False,
)
LONG = Form(
    "long",
    rounds=4,
    cost_seconds=20,
    delay_seconds=15,
    menu_seconds=60,
    queue_seconds=60,
    list_entries=1_000_000,
    calls_at_once=300,
    first_rung_seconds=60,
    rung_seconds=20,
    rungs=(30, 40, 50, 60, 70, 80, 90, 100),
    more_calls=5000,
    whole=True,
)
