"""Calls to the outside world: over which trunk, and under which number."""

from palabre.features.outbound.step import flow_to

__all__ = ["flow_to"]
