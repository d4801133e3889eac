"""Who is who in a run: the numbers called, and the ports that callers and callees use."""

from dataclasses import dataclass, field

from bench.machine import free_port

CALLERS = "127.0.0.2"
"""The carrier's address: calls from it come from the trunk."""
SWITCH = "127.0.0.1"
NUMBER = "+2252720000101"
"""Leads to extension 101, whose phone is sipp."""
PROBE_NUMBER = "+2252720000102"
"""Leads to extension 102, whose phone is ours and looks at the time."""


@dataclass(frozen=True)
class Side:
    """One of the two switches that are compared."""

    name: str
    sip_port: int = field(default_factory=free_port)
    callee_port: int = field(default_factory=free_port)
    probe_port: int = field(default_factory=free_port)
