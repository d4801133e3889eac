"""Calls to the outside world: over which trunk, and under which number."""

from palabre.features.outbound.addresses import is_address
from palabre.features.outbound.place_call import (
    Result,
    Wanted,
    legs_outside,
    legs_wanted,
    place_call,
    ring_outside,
)
from palabre.features.outbound.step import flow_to

__all__ = [
    "Result",
    "Wanted",
    "flow_to",
    "is_address",
    "legs_outside",
    "legs_wanted",
    "place_call",
    "ring_outside",
]
