"""Who logs out of the portal gets no more calls from queues; who comes back gets them again."""

from uuid import UUID

from palabre.calls.control import tell
from palabre.kit.bus import Bus


async def left_portal(bus: Bus, account: UUID, extension: UUID | None) -> None:
    """A user, tied to an extension or not, is logged in nowhere any more."""
    if extension is not None:
        await tell(bus, account, "agent_presence", agent=str(extension), there=False)


async def came_to_portal(bus: Bus, account: UUID, extension: UUID | None) -> None:
    """A user who wants calls from queues when he works has logged in."""
    if extension is not None:
        await tell(bus, account, "agent_presence", agent=str(extension), there=True)
