"""Rings an extension."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.calls.parties import Missed, ring_together, talk
from palabre.features.extensions.snapshot import Extension, Extensions
from palabre.kit.errors import NotFound
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.plan import Plan
from palabre.routing.step import ExtensionRef, Step

Exit = Literal["busy", "no_answer", "unavailable"]
EXIT_OF: dict[Missed, Exit] = {
    Missed.BUSY: "busy",
    Missed.REJECTED: "busy",
    Missed.NO_ANSWER: "no_answer",
    Missed.UNAVAILABLE: "unavailable",
}


class DialExtension(Step):
    """Rings all phones of an extension together; the call ends after the conversation."""

    type: ClassVar[str] = "dial_extension"
    icon: ClassVar[str] = "phone"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"busy", "unavailable"})

    extension: ExtensionRef
    seconds: int | None = Field(
        None, ge=1, le=600, description="how long to ring; unset: as the extension says"
    )

    async def run(self, call: Call) -> Exit | None:
        """Ring, then talk."""
        extension = call.account.part(Extensions).by_id.get(self.extension)
        if extension is None:
            raise NotFound(what=str(self.extension))
        legs = [leg_to(call, phone) for phone in extension.phones]
        label = label_of(call, extension)
        attempt = await ring_together(call, legs, self.seconds or extension.ring_seconds, label)
        if attempt.answered is not None:
            await talk(call, attempt.answered, label)
            return None
        return EXIT_OF[attempt.missed or Missed.UNAVAILABLE]


def leg_to(call: Call, phone: str) -> Leg:
    """One phone to ring; it shows the caller, and the caller's codec comes first."""
    caller = Caller(call.caller.number or "anonymous", call.caller.name)
    return Leg(call.new_id("leg"), phone, caller, originator=call.party)


def label_of(call: Call, extension: Extension) -> str:
    """How the history names an extension: its short number."""
    return call.account.part(Plan).digits.get(extension.id, extension.name)
