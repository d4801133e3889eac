"""Switches do-not-disturb from a phone, and says which way."""

from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.features.extensions import spoken
from palabre.features.extensions.snapshot import Extensions
from palabre.kit.errors import NotFound
from palabre.routing.step import Step

DISTURB_SWITCHED = "do_not_disturb_switched"
"""The fact from which the database learns it: `extension`, `on`."""


class SwitchDisturb(Step):
    """What the code for it does."""

    type: ClassVar[str] = "switch_disturb"
    icon: ClassVar[str] = "bell-off"
    group: ClassVar[str] = "end"

    extension: UUID

    async def run(self, call: Call) -> None:
        """Switch it over, which holds from this moment, and confirm it."""
        known = call.account.part(Extensions)
        extension = known.by_id.get(self.extension)
        if extension is None:
            raise NotFound(what=str(self.extension))
        await call.answer()
        # taken up again after a crash, it is not switched back
        done = [each.data["on"] for each in call.log.facts if each.kind == DISTURB_SWITCHED]
        closed: bool = done[0] if done else not extension.do_not_disturb
        if not done:
            call.note(DISTURB_SWITCHED, extension=str(extension.id), on=closed)
        known.disturb(extension.id, closed)
        await call.say(spoken.LEFT_IN_PEACE if closed else spoken.CALLED_AGAIN)
        await call.hang_up()
