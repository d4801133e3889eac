"""A conversation is passed on: one of those who talk leaves, and the other goes on with somebody else."""

from palabre.features.transfer.facts import TRANSFERRED

__all__ = ["TRANSFERRED"]
