"""Who is who in a run: the numbers called, and the ports that callers and callees use."""

from dataclasses import dataclass, field

from bench.machine import free_port

CALLERS = "127.0.0.2"
"""The carrier's address: calls from it come from the trunk."""
PHONES = "127.0.0.3"
"""Where phones of the company call from; from here one has to log in."""
SWITCH = "127.0.0.1"
NUMBER = "+2252720000101"
"""Leads to extension 101, whose phone picks up at once."""
PROBE_NUMBER = "+2252720000102"
"""Leads to extension 102, whose phone is ours and looks at the time."""
BUSY_NUMBER = "+2252720000103"
"""Leads to extension 103, whose phone is busy."""
ABSENT_NUMBER = "+2252720000104"
"""Leads to extension 104, where nobody picks up, and from there to a mailbox."""
MENU_NUMBER = "+2252720000300"
"""Leads to a menu, whose key 1 leads to extension 101."""
MENUS_NUMBER = "+2252720000400"
"""Leads to two menus whose key 1 leads to the other one, for ever."""
QUEUE_NUMBER = "+2252720000600"
"""Leads into a queue whose fifty agents are behind the trunk."""
FAR_NUMBER = "+2250100000000"
"""Somebody outside, behind the trunk."""


@dataclass(frozen=True)
class Side:
    """One of the two switches that are compared."""

    name: str
    sip_port: int = field(default_factory=free_port)
    callee_port: int = field(default_factory=free_port)
    probe_port: int = field(default_factory=free_port)
    busy_port: int = field(default_factory=free_port)
    absent_port: int = field(default_factory=free_port)
    carrier_port: int = field(default_factory=lambda: free_port(address=CALLERS))
