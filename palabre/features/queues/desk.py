"""What every agent of a company is doing at the moment; all its queues see the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from palabre.calls.call import World
from palabre.calls.directory import Account
from palabre.features.extensions import Extensions, do_not_disturb
from palabre.features.queues import line
from palabre.features.queues.snapshot import Agent, Member, Queues, agent_of

Doing = Literal["idle", "ringing", "talking"]
AVAILABLE, PAUSED, LOGGED_OUT = "available", "paused", "logged_out"
PORTAL = "portal"
"""The reason of who has logged out of the portal."""
UNREACHABLE_SECONDS = 5.0


@dataclass
class Desk:
    """One agent: what he does, and has done since this process began. Times are seconds since 1970."""

    agent: UUID
    state: str = AVAILABLE
    reason: str = ""
    since: datetime | None = None
    doing: Doing = "idle"
    occupied_since: float | None = None
    ready_at: float = 0
    idle_since: float = 0
    unreachable: bool = False
    private_until: float = 0
    last_offer: int = 0
    calls: int = 0
    talked: float = 0
    missed: int = 0
    missed_in_a_row: int = 0

    @property
    def present(self) -> bool:
        """Whether a caller may hope for him."""
        return self.state == AVAILABLE and not self.unreachable

    def shown(self, now: float, engaged: bool) -> str:
        """His state in one word; `engaged` with what comes from no queue he is `busy`."""
        if self.state != AVAILABLE or self.doing != "idle":
            return self.state if self.doing == "idle" else self.doing
        if self.unreachable:
            return "unreachable"
        if engaged:
            return "busy"
        return "wrap_up" if now < self.ready_at else AVAILABLE


class Staff:
    """The desks of one company; `freed` is told when somebody may be disturbed again."""

    def __init__(self, world: World, freed: Callable[[UUID], None]) -> None:
        self._world = world
        self._freed = freed
        self._desks: dict[UUID, Desk] = {}
        self._offers = 0

    def desk(self, account: Account, agent: UUID) -> Desk:
        """An agent's desk; one who has been paused before is paused still."""
        found = self._desks.get(agent)
        if found is None:
            known = account.part(Queues).states.get(agent)
            found = Desk(agent, known.state, known.reason, known.since) if known else Desk(agent)
            self._desks[agent] = found
        return found

    def engaged(self, account: Account, desk: Desk) -> bool:
        """Whether no queue rings him: his phones ring or talk for somebody else, or he wants his peace."""
        known = agent_of(account, desk.agent) if desk.doing == "idle" else None
        return known is not None and self._busy(account, known)

    def may_come(self, account: Account, desk: Desk) -> bool:
        """Whether a caller may hope for him; who rings may come even if he was not to be reached before."""
        known = agent_of(account, desk.agent)
        quiet = known and known.extension and do_not_disturb(account, known.extension)
        return desk.doing != "idle" or (desk.present and not quiet)

    def _busy(self, account: Account, agent: Agent) -> bool:
        extension = account.part(Extensions).by_id.get(agent.extension) if agent.extension else None
        if extension is None:
            return False
        # asked for every agent at every decision: hence no counting of calls
        count = self._world.lines.count
        return extension.do_not_disturb or any(count(each.endpoint) for each in extension.devices)

    def agent(self, account: Account, member: Member, penalty: float) -> line.Agent | None:
        """A member of a queue as its decision sees him; None for one who is no agent any more.

        For so long after a private call (`penalty`) he is left alone.
        """
        known = agent_of(account, member.agent)
        if known is None:
            return None
        desk = self.desk(account, member.agent)
        ready = desk.state == AVAILABLE and desk.doing == "idle" and not self._busy(account, known)
        return line.Agent(
            member.agent,
            member.level,
            member.position,
            known.skills,
            max(desk.ready_at, desk.private_until + penalty) if ready else line.NEVER,
            desk.idle_since,
            desk.last_offer,
            desk.calls,
            desk.talked,
        )

    def rings(self, desk: Desk, now: float) -> None:
        """His phone begins to ring."""
        self._offers += 1
        desk.doing, desk.last_offer, desk.occupied_since = "ringing", self._offers, now

    def talks(self, desk: Desk) -> None:
        """He has picked up."""
        desk.doing, desk.unreachable, desk.missed_in_a_row = "talking", False, 0
        desk.calls += 1

    def served(self, desk: Desk, now: float, talked: float, wrap_up: float) -> None:
        """His conversation is over; for a while he is left alone."""
        desk.talked += talked
        self.free(desk, now, wrap_up)

    def let_ring(self, desk: Desk, now: float, why: str, penalty: float) -> None:
        """He did not take a call: busy with somebody else, not to be reached, or not at his desk."""
        desk.unreachable = why == "unavailable"
        if desk.unreachable:
            self.free(desk, now, UNREACHABLE_SECONDS)
        elif why == "busy":
            self.free(desk, now, penalty)
        elif why == "withdrawn":
            self.free(desk, now)
        else:
            desk.missed += 1
            desk.missed_in_a_row += 1
            self.free(desk, now)

    def private_call_over(self, desk: Desk, now: float) -> None:
        """He has talked with somebody whom no queue sent."""
        desk.private_until = now

    def free(self, desk: Desk, now: float, rest: float = 0) -> None:
        """He does nothing any more, and may be disturbed after a rest."""
        desk.doing, desk.idle_since, desk.ready_at, desk.occupied_since = "idle", now, now + rest, None
        self._freed(desk.agent)

    def becomes(self, desk: Desk, state: str, reason: str, at: datetime) -> None:
        """He logs in or out, or pauses."""
        desk.state, desk.reason, desk.since = state, reason, at
        if state == AVAILABLE:
            desk.missed_in_a_row, desk.unreachable, desk.private_until = 0, False, 0
            desk.ready_at = min(desk.ready_at, at.timestamp())
        self._freed(desk.agent)
