"""Callers wait in line for the next free agent."""

from palabre.features.queues.facts import FULL, LEFT, OFFERED
from palabre.features.queues.keep import check_owned
from palabre.features.queues.live import in_line
from palabre.features.queues.presence import came_to_portal, left_portal
from palabre.features.queues.reserve import Place, Reserved, free_agents, leave, stand
from palabre.features.queues.snapshot import Queues

__all__ = [
    "FULL",
    "LEFT",
    "OFFERED",
    "Place",
    "Queues",
    "Reserved",
    "came_to_portal",
    "check_owned",
    "free_agents",
    "in_line",
    "leave",
    "left_portal",
    "stand",
]
