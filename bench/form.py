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
    calls_at_once: int
    first_rung_seconds: float
    rung_seconds: float
    rungs: tuple[int, ...]
    more_calls: int


SHORT = Form(
    "short",
    rounds=2,
    cost_seconds=6,
    delay_seconds=5,
    menu_seconds=20,
    calls_at_once=100,
    first_rung_seconds=12,
    rung_seconds=5,
    rungs=(30, 45, 60),
    more_calls=0,
)
LONG = Form(
    "long",
    rounds=4,
    cost_seconds=20,
    delay_seconds=15,
    menu_seconds=60,
    calls_at_once=300,
    first_rung_seconds=60,
    rung_seconds=20,
    rungs=(30, 40, 50, 60, 70, 80, 90, 100),
    more_calls=5000,
)
