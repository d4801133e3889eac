"""A caller and an agent talk: how long, and what follows for the agent."""

from types import TracebackType
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.features.queues import facts
from palabre.features.queues.live import live
from palabre.features.queues.snapshot import Queue


class Served:
    """`with Served(call, queue, agent): await talk(…)`: however it ends, the agent is free again after it."""

    def __init__(self, call: Call, queue: Queue, agent: UUID) -> None:
        self._call = call
        self._queue = queue
        self._agent = agent
        self._began = began(call) or call.now().timestamp()

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        now = self._call.now().timestamp()
        talked = now - self._began
        line = live(self._call.world).line(self._call.account.id, self._queue.id)
        wrap_up = self._queue.rules.wrap_up_seconds
        since = line.desk(self._agent).occupied_since
        line.estimate.learn(now - (self._began if since is None else since) + wrap_up)
        who = {"agent": str(self._agent), "caller": self._call.caller.number}
        self._call.note(facts.SERVED, queue=str(self._queue.id), talked=round(talked * 1000), **who)
        line.remember(self._call.caller.number, self._agent)
        line.staff.served(line.desk(self._agent), now, talked, wrap_up)


def talking_with(call: Call) -> UUID | None:
    """The agent who had answered before this process was restarted."""
    for fact in reversed(call.log.facts):
        if fact.kind in (facts.ANSWERED, facts.SERVED):
            return UUID(fact.data["agent"]) if fact.kind == facts.ANSWERED else None
    return None


def began(call: Call) -> float | None:
    """When the conversation that goes on began; None before it does."""
    for fact in reversed(call.log.facts):
        if fact.kind in (Kind.TALK_STARTED, Kind.TALK_ENDED, facts.LEFT):
            return fact.at.timestamp() if fact.kind == Kind.TALK_STARTED else None
    return None
