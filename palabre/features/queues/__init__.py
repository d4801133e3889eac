"""Callers wait in line for the next free agent."""

from palabre.features.queues.facts import LEFT
from palabre.features.queues.keep import check_owned
from palabre.features.queues.reserve import Reserved, free_agents, leave, stand, stands
from palabre.features.queues.snapshot import Queues

__all__ = ["LEFT", "Queues", "Reserved", "check_owned", "free_agents", "leave", "stand", "stands"]
