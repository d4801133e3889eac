"""Puts a caller into a queue."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.parties import talk_in
from palabre.features import greetings
from palabre.features.queues import facts
from palabre.features.queues.ask_call_back import ask_call_back, has_asked
from palabre.features.queues.go_on import goes_on
from palabre.features.queues.live import live
from palabre.features.queues.serve import Served
from palabre.features.queues.snapshot import Queue as Known
from palabre.features.queues.snapshot import Queues
from palabre.features.queues.wait import Taken, Terms, Wait, joined_before
from palabre.kit.errors import NotFound
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow
from palabre.routing.plan import flow_of
from palabre.routing.step import QueueRef, Step

Exit = Literal["timeout", "full", "no_agent", "key"]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]
Skill = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class Queue(Step):
    """The caller waits with music until an agent of the queue takes the call; it ends after the conversation.

    After it the queue's rating scenario follows, if there is one and the caller is still there.
    """

    type: ClassVar[str] = "queue"
    icon: ClassVar[str] = "users"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"full", "no_agent"})

    queue: QueueRef
    seconds: int | None = Field(None, ge=1, le=7200, description="the longest wait; unset: any time")
    exit_key: Key | None = Field(None, description="the key that leads out of the queue")
    priority: int = Field(0, ge=0, le=9, description="the greatest is served first")
    skills: Mapping[Skill, Annotated[int, Field(ge=1, le=10)]] = Field(
        {}, max_length=20, description="what an agent must be able to do, and how well"
    )

    def exits(self) -> tuple[str, ...]:
        """A time and a key lead out only where they were given."""
        named = {"timeout": self.seconds is not None, "key": self.exit_key is not None}
        return tuple(each for each in ("timeout", "full", "no_agent", "key") if named.get(each, True))

    async def run(self, call: Call) -> Exit | Flow | None:
        """Wait, talk, and ask how it was."""
        queue = self._known(call)
        if has_asked(call, queue.id):
            await self._says_kept(call)
            return None
        line = live(call.world).line(call.account.id, queue.id)
        full = queue.max_length is not None and len(line.callers) >= queue.max_length
        if full and joined_before(call, queue.id) is None:
            line.full += 1
            call.note(facts.FULL, queue=str(queue.id))
            return "full"
        await greetings.open_call(call)
        terms = Terms(self.seconds, self.exit_key, self.priority, self.skills)
        wait = Wait(call, queue, terms)
        outcome = await wait.until_served()
        if outcome == "call_back":
            ask_call_back(call, queue, self.priority)
            await self._says_kept(call)
            return None
        if not isinstance(outcome, Taken):
            return outcome
        with Served(call, queue, outcome.agent):
            await wait.hush()
            await talk_in(call, outcome.bridge, outcome.party, outcome.label)
        return self._rating(call, queue)

    async def talk_on(self, call: Call, party: str) -> Flow | None:
        """After a restart the agent is known to talk, and all goes on as if nothing had been."""
        queue = self._known(call)
        if not await goes_on(call, party):
            return None
        return self._rating(call, queue)

    async def _says_kept(self, call: Call) -> None:
        await call.say(spoken.CALL_BACK_KEPT)
        await call.hang_up(Cause.NORMAL)

    def _known(self, call: Call) -> Known:
        queue = call.account.part(Queues).by_id.get(self.queue)
        if queue is None:
            raise NotFound(what=str(self.queue))
        return queue

    def _rating(self, call: Call, queue: Known) -> Flow | None:
        """The agent has hung up: the caller may say how it was."""
        if queue.rating is None or call.leaving:
            return None
        return flow_of(call.account, "scenario", queue.rating)
