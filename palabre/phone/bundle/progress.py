"""Tells whoever waits how far a download is."""

from typing import Literal, Protocol

Stage = Literal["wait", "index", "download", "unpack"]


class Progress(Protocol):
    """Called often with what is being done, and how much of it: `done` of `total` (per cent or packages)."""

    def __call__(self, stage: Stage, done: int, total: int) -> None: ...


def silent(stage: Stage, done: int, total: int) -> None:
    """For those who do not look."""
