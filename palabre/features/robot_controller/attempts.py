"""The attempts that this process knows of: none is begun twice."""

from dataclasses import dataclass, field
from uuid import UUID

from palabre.calls.call import World


@dataclass
class Attempts:
    """By claim: those whose client may have been rung, and the last call of each."""

    awake: bool = False
    spent: set[UUID] = field(default_factory=set)
    calls: dict[UUID, UUID] = field(default_factory=dict)


def attempts(world: World) -> Attempts:
    """The attempts of the process that a call lives in."""
    found: Attempts = world.shared.setdefault(Attempts, Attempts())
    return found
