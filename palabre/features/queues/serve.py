"""A caller and an agent talk: how long, and what follows for the agent."""

from datetime import timedelta
from types import TracebackType
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Fact, Kind
from palabre.features.queues import facts
from palabre.features.queues.live import live
from palabre.features.queues.snapshot import Queue


class Served:
    """`with Served(call, queue, agent): await talk(…)`: however it ends, the agent is free again after it."""

    def __init__(self, call: Call, queue: Queue, agent: UUID) -> None:
        self._call = call
        self._queue = queue
        self._agent = agent

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        call, now = self._call, self._call.now().timestamp()
        occupied, talked = spent(call)
        line = live(call.world).line(call.account.id, self._queue.id)
        wrap_up = self._queue.rules.wrap_up_seconds
        since = line.desk(self._agent).occupied_since
        occupied = (occupied if since is None else now - since) + wrap_up
        line.estimate.learn(occupied)
        told = {"queue": str(self._queue.id), "agent": str(self._agent), "talked": round(talked * 1000)}
        told["occupied"] = round(occupied * 1000)
        if talked:
            line.remember(call.caller.number, self._agent)
            told["caller"] = call.caller.number
        call.note(facts.SERVED, **told)
        line.staff.served(line.desk(self._agent), now, talked, wrap_up)


def serving(call: Call) -> Fact | None:
    """The fact that an agent has answered who has not served yet (this process was restarted meanwhile)."""
    for fact in reversed(call.log.facts):
        if fact.kind in (facts.ANSWERED, facts.SERVED):
            return fact if fact.kind == facts.ANSWERED else None
    return None


def spent(call: Call) -> tuple[float, float]:
    """For how long the agent has been occupied since he answered, and of that in conversation; in seconds."""
    talked, until = timedelta(0), call.now()
    for fact in reversed(call.log.facts):
        if fact.kind == Kind.TALK_ENDED:
            until = fact.at
        elif fact.kind == Kind.TALK_STARTED:
            talked += until - fact.at
        elif fact.kind == facts.ANSWERED:
            return (call.now() - fact.at).total_seconds(), talked.total_seconds()
    return 0.0, 0.0


def open_offers(call: Call) -> list[Fact]:
    """The offers in a call that have come to no end: this process was restarted while phones rang."""
    ringing: dict[str, Fact] = {}
    for fact in call.log.facts:
        if fact.kind == facts.OFFERED:
            ringing[fact.data["agent"]] = fact
        elif fact.kind in (facts.MISSED, facts.WITHDRAWN, facts.ANSWERED):
            ringing.pop(fact.data["agent"], None)
    return list(ringing.values())
