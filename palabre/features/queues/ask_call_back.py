"""A caller leaves his place in line to his number."""

from uuid import UUID, uuid4

from palabre.calls.call import Call
from palabre.features.queues import facts
from palabre.features.queues.call_back import stand_for, told
from palabre.features.queues.snapshot import CallBack, Queue


def ask_call_back(call: Call, queue: Queue, priority: int) -> None:
    """He keeps the place of his first arrival."""
    came = next(each.at for each in reversed(call.log.facts) if each.kind == facts.JOINED)
    wanted = CallBack(uuid4(), queue.id, call.caller.number, came, priority, 0)
    call.note(facts.CALL_BACK_ASKED, **told(wanted))
    stand_for(call.world, call.account, wanted)


def has_asked(call: Call, queue: UUID) -> bool:
    """Whether a caller has left the line to be called back, and we were restarted before he hung up."""
    for fact in reversed(call.log.facts):
        if fact.kind in (facts.JOINED, facts.CALL_BACK_ASKED) and fact.data["queue"] == str(queue):
            return fact.kind == facts.CALL_BACK_ASKED
    return False
