"""An agent who talked when this process was restarted talks on, and is busy."""

from functools import partial
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.parties import stay
from palabre.features.queues.call_back import reached_after_all
from palabre.features.queues.live import live
from palabre.features.queues.serve import Served, serving
from palabre.features.queues.snapshot import Queues
from palabre.routing.walk import Act


def go_on(call: Call, party: str) -> Act | None:
    """What an agent's call goes on with that stands in no scenario: he called somebody back."""
    return partial(goes_on, party=party) if serving(call) else None


async def goes_on(call: Call, party: str) -> bool:
    """Stay in the conversation; whether it was one with an agent of a queue."""
    answered = serving(call)
    queue = call.account.part(Queues).by_id.get(UUID(answered.data["queue"])) if answered else None
    if answered is None or queue is None:
        await stay(call, party)
        return False
    agent = UUID(answered.data["agent"])
    live(call.world).line(call.account.id, queue.id).take_up(agent)
    with Served(call, queue, agent):
        try:
            await stay(call, party)
        finally:
            reached_after_all(call)
    return True
