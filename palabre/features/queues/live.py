"""All queues of this process: the lines, and the people at their desks."""

from collections.abc import Iterator
from uuid import UUID

from palabre.calls.call import World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features.queues.desk import Staff
from palabre.features.queues.live_line import Line

HOLD_SECONDS = 1.0
"""After a restart nobody is served before those who waited before it are in line again."""


class Live:
    """Found by `live(world)`; everything in it belongs to one account each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._staff: dict[UUID, Staff] = {}
        self._lines: dict[tuple[UUID, UUID], Line] = {}
        self._held_until = 0.0

    @property
    def dispatcher(self) -> Dispatcher:
        """Who begins calls."""
        found: Dispatcher = self.world.shared[Dispatcher]
        return found

    def account(self, account: UUID) -> Account | None:
        """A company as it is now."""
        return self.dispatcher.wiring.directory.accounts.get(account)

    def staff(self, account: UUID) -> Staff:
        """A company's agents."""
        if account not in self._staff:
            self._staff[account] = Staff(lambda _: self.look(account))
        return self._staff[account]

    def line(self, account: UUID, queue: UUID) -> Line:
        """A queue's line."""
        found = self._lines.get((account, queue))
        if found is None:
            found = Line(self.world.clock, queue, self.staff(account), lambda: self.account(account))
            found.held_until = self._held_until
            self._lines[account, queue] = found
        return found

    def lines(self, account: UUID) -> Iterator[Line]:
        """The lines of a company that anybody has ever stood in."""
        return (line for (owner, _), line in self._lines.items() if owner == account)

    def look(self, account: UUID) -> None:
        """Something has changed: every line looks again, the one with the first caller first."""
        for line in sorted(self.lines(account), key=lambda each: each.first):
            line.look()

    def hold(self) -> None:
        """Serve nobody for a moment."""
        self._held_until = self.world.clock.now().timestamp() + HOLD_SECONDS
        for line in self._lines.values():
            line.held_until = self._held_until


def live(world: World) -> Live:
    """The queues of the process that a call lives in."""
    found: Live = world.shared.setdefault(Live, Live(world))
    return found


def in_line(world: World, account: UUID, queue: UUID) -> list[UUID]:
    """The calls that stand in line in a queue of an account, the first one first."""
    line = next((each for each in live(world).lines(account) if each.queue == queue), None)
    callers = sorted(line.callers.values(), key=lambda each: each.waiting.place) if line else []
    return [each.call for each in callers if each.call is not None]
