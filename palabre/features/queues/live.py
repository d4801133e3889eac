"""All queues of this process: the lines, and the people at their desks."""

from collections.abc import Iterator
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.calls.lines import Line as Phone
from palabre.features.extensions import Extensions
from palabre.features.queues import facts
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
        world.lines.watch(self._hung_up)

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
            self._staff[account] = Staff(self.world, lambda _: self.look(account))
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

    def _hung_up(self, party: str, line: Phone) -> None:
        """A phone is free again: if it is an agent's who was in a private call, a caller may be for him."""
        known = self.dispatcher.wiring.directory.who(line.endpoint)
        if known is None or known.account.id not in self._staff:
            return
        extension = known.account.part(Extensions).by_endpoint.get(line.endpoint)
        session = self.dispatcher.sessions.get(line.call)
        if extension is None or session is None:
            return
        staff = self._staff[known.account.id]
        if was_private(session.call, party, extension.id):
            staff.private_call_over(
                staff.desk(known.account, extension.id), self.world.clock.now().timestamp()
            )
        self.look(known.account.id)

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


def was_private(call: Call, party: str, agent: UUID) -> bool:
    """Whether a party that leaves has talked, and not because a queue wanted the agent."""
    talked = False
    for fact in call.log.facts:
        if fact.kind == facts.OFFERED and fact.data["agent"] == str(agent):
            return False
        talked = talked or (fact.kind == Kind.TALK_STARTED and party in (call.party, fact.data["party"]))
    return talked
