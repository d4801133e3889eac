"""Tells a caller who has dialled an old short number the new one."""

from typing import ClassVar
from uuid import UUID

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.features.numbers.snapshot import MovedNumbers
from palabre.features.numbers.spoken import HAS_MOVED, number_is_now
from palabre.phone.causes import Cause
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan, flow_of
from palabre.routing.step import Step
from palabre.routing.tell import Tell

UNKNOWN = Tell(sentence=spoken.NUMBER_UNKNOWN, cause=Cause.UNASSIGNED, always=True, refused=True)


class AnnounceMoved(Step):
    """Says the new number, then connects; after its time the old number is nobody's."""

    type: ClassVar[str] = "announce_moved"
    icon: ClassVar[str] = "signpost"
    group: ClassVar[str] = "people"

    moved: UUID

    async def run(self, call: Call) -> Flow | None:
        """Say it before the answer, so that it costs the caller nothing."""
        moved = call.account.part(MovedNumbers).by_id.get(self.moved)
        there = flow_of(call.account, moved.kind, moved.target) if moved else None
        if moved is None or there is None or call.now() >= moved.ends_at:
            await UNKNOWN.run(call)
            return None
        new = call.account.part(Plan).digits.get(moved.target)
        sentence = number_is_now(moved.digits, new) if new else HAS_MOVED
        await call.play([await call.world.sounds.spoken(sentence.text(call.language), call.language)])
        return there
