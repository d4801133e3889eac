"""Asks the features that send an extension's calls elsewhere: each of them brings a `divert.py`."""

from functools import cache
from typing import Literal, Protocol, cast
from uuid import UUID

from palabre.calls.call import Call
from palabre.kit import discover
from palabre.routing.flow import Flow

Missed = Literal["busy", "no_answer", "unavailable"]
Why = Literal["always"] | Missed


class Diverts(Protocol):
    """What a `divert.py` does."""

    def divert(self, call: Call, extension: UUID, why: Why) -> Flow | None:
        """Where a call goes before the extension rings (`always`) or when it missed it; None: nowhere."""
        ...

    def ring_seconds(self, call: Call, extension: UUID) -> int | None:
        """How long it rings before its calls go elsewhere; None: as the extension says."""
        ...


@cache
def _features() -> tuple[Diverts, ...]:
    return cast(tuple[Diverts, ...], discover.modules("palabre.features", "divert"))


def diverted(call: Call, extension: UUID, why: Why) -> Flow | None:
    """The first place that a feature sends the call to."""
    found = (each.divert(call, extension, why) for each in _features())
    return next((flow for flow in found if flow is not None), None)


def ring_seconds(call: Call, extension: UUID) -> int | None:
    """How long an extension rings before a feature takes its call elsewhere; None: as the extension says."""
    found = (each.ring_seconds(call, extension) for each in _features())
    return next((seconds for seconds in found if seconds is not None), None)
