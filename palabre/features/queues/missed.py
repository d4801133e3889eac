"""An agent has let a call ring in vain: the next is chosen, and who does so too often is paused."""

from uuid import UUID

from palabre.features.queues import facts
from palabre.features.queues.desk import AVAILABLE, PAUSED
from palabre.features.queues.live_line import Line
from palabre.features.queues.ring import Rung, Why


def missed(rung: Rung, line: Line, name: UUID, why: Why) -> None:
    """He has not taken the call of somebody in line (`name`)."""
    agent = rung.agent.id
    rung.note(facts.MISSED, why=why)
    line.tried(name, agent, why)
    desk, limit = line.desk(agent), rung.queue.misses_before_pause
    if limit is not None and desk.missed_in_a_row >= limit and desk.state == AVAILABLE:
        rung.note(facts.AGENT_PAUSED, reason="missed")
        line.staff.becomes(desk, PAUSED, "missed", rung.call.now())
