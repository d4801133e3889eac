"""Rings an extension."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.calls.parties import Missed, talk
from palabre.features import caller_lists
from palabre.features.extensions.ring import label_of, ring
from palabre.features.extensions.snapshot import Extensions
from palabre.kit.errors import NotFound
from palabre.routing.flow import Flow
from palabre.routing.step import ExtensionRef, Step

Exit = Literal["busy", "no_answer", "unavailable"]
EXIT_OF: dict[Missed, Exit] = {
    Missed.BUSY: "busy",
    Missed.REJECTED: "busy",
    Missed.NO_ANSWER: "no_answer",
    Missed.UNAVAILABLE: "unavailable",
}


class DialExtension(Step):
    """Rings an extension, its phones or what is outside; the call ends after the conversation."""

    type: ClassVar[str] = "dial_extension"
    icon: ClassVar[str] = "phone"
    group: ClassVar[str] = "people"
    at_once: ClassVar[frozenset[str]] = frozenset({"busy", "unavailable"})

    extension: ExtensionRef
    seconds: int | None = Field(
        None, ge=1, le=600, description="how long to ring; unset: as the extension says"
    )

    async def run(self, call: Call) -> Exit | Flow | None:
        """Ring, then talk; a caller whom the extension's lists refuse goes where they send him."""
        extension = call.account.part(Extensions).by_id.get(self.extension)
        if extension is None:
            raise NotFound(what=str(self.extension))
        if (refused := caller_lists.refused_by_extension(call, extension.id)) is not None:
            return refused
        attempt = await ring(call, extension, self.seconds or extension.ring_seconds)
        if attempt.answered is not None:
            await talk(call, attempt.answered, label_of(call, extension))
            return None
        return EXIT_OF[attempt.missed or Missed.UNAVAILABLE]
