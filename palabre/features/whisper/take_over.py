"""A supervisor takes the agent's place in a conversation."""

import asyncio

from palabre.calls.call import Call
from palabre.calls.moving import empty, go_on_with, move
from palabre.calls.session import Order
from palabre.features.whisper.ear import note_mode
from palabre.features.whisper.find_talk import Seen

TAKEN_OVER = "taken_over"
"""The fact in the agent's call: by, party (the supervisor's), agent (the party that has left)."""
TAKES_OVER = "take_over"
PATIENCE_SECONDS = 3.0


async def take_over(call: Call, seen: Seen, agent: str) -> bool:
    """Whether the agent, a short number, was still there; decided in his call, between two of its events."""
    decided: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    supervisor = call.party

    async def act(other: Call) -> None:
        talk = other.talk
        there = talk is not None and not talk.held and seen.party in (talk.party, other.party)
        there = there and not other.seat.shared and talk is not None and talk.bridge in other.bridges
        try:
            if talk is not None and there:
                note_mode(call, other, agent, TAKES_OVER)
                move(call, other, supervisor)
                other.note(TAKEN_OVER, by=call.caller.number, party=supervisor, agent=seen.party)
                if seen.party == talk.party:
                    talk.to = call.caller.number
                await go_on_with(other, seen.party, supervisor, call.caller)
        finally:
            if not decided.done():
                decided.set_result(there)
            if there:
                empty(call, other)

    seen.call.inbox.put_nowait(Order(act))
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await decided
    except TimeoutError:
        return False
