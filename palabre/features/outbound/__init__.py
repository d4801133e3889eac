"""Calls to the outside world: over which trunk, under which number, for how much."""

from palabre.features.outbound.addresses import is_address
from palabre.features.outbound.call_outside import CallOutside, Showing, flow_to
from palabre.features.outbound.dial import is_for_help
from palabre.features.outbound.missed import called_back
from palabre.features.outbound.place_call import (
    Result,
    Wanted,
    legs_outside,
    legs_wanted,
    place_call,
    ring_outside,
)
from palabre.features.outbound.refusals import OutsideRefused
from palabre.features.outbound.showable import showable
from palabre.features.outbound.take_over import talks_with

__all__ = [
    "CallOutside",
    "OutsideRefused",
    "Result",
    "Showing",
    "Wanted",
    "called_back",
    "flow_to",
    "is_address",
    "is_for_help",
    "legs_outside",
    "legs_wanted",
    "place_call",
    "ring_outside",
    "showable",
    "talks_with",
]
