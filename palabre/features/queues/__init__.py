"""Callers wait in line for the next free agent."""

from palabre.features.queues.facts import FULL, LEFT
from palabre.features.queues.keep import check_owned
from palabre.features.queues.reserve import Place, Reserved, free_agents, leave, stand
from palabre.features.queues.snapshot import Queues

__all__ = ["FULL", "LEFT", "Place", "Queues", "Reserved", "check_owned", "free_agents", "leave", "stand"]
