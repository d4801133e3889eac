"""Where the calls of a process put money aside, spend it, and take numbers in turn."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from palabre.calls.call import World
from palabre.features.outbound.purse import Purse

if TYPE_CHECKING:
    from palabre.features.outbound.meter import Meter
    from palabre.features.outbound.tab import Tab


@dataclass
class Till:
    """`tabs` and `meters` by the party that is rung or talked with; `turns` counts an account's calls."""

    purse: Purse = field(default_factory=Purse)
    turns: Counter[UUID] = field(default_factory=Counter)
    tabs: dict[str, "Tab"] = field(default_factory=dict)
    meters: dict[str, "Meter"] = field(default_factory=dict)


def till(world: World) -> Till:
    """The one of the process that a call lives in."""
    found: Till | None = world.shared.get(Till)
    if found is None:
        found = world.shared[Till] = Till()
    return found
