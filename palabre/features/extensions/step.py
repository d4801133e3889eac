"""Rings an extension."""

from typing import ClassVar, Literal

from pydantic import Field

from palabre.calls.call import Call
from palabre.calls.parties import Missed, talk
from palabre.features import caller_lists
from palabre.features.extensions import spoken
from palabre.features.extensions.call_in import typed, who_calls_in
from palabre.features.extensions.closed import closed_to
from palabre.features.extensions.diverted import diverted, ring_seconds
from palabre.features.extensions.enter import way_to
from palabre.features.extensions.ring import label_of, ring
from palabre.features.extensions.snapshot import Extension, Extensions
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
        """Ring, then talk; who is refused by the extension's lists or diverted goes where that leads."""
        extension = call.account.part(Extensions).by_id.get(self.extension)
        if extension is None:
            raise NotFound(what=str(self.extension))
        elsewhere = caller_lists.refused_by_extension(call, extension.id)
        elsewhere = elsewhere or diverted(call, extension.id, "always")
        if elsewhere is not None:
            return elsewhere
        missed = closed_to(call, extension) or await self._ring(call, extension)
        if missed is None:
            return None
        return diverted(call, extension.id, missed) or missed

    async def _ring(self, call: Call, extension: Extension) -> Exit | None:
        """Why nobody talked; None after a conversation."""
        seconds = self.seconds or ring_seconds(call, extension.id) or extension.ring_seconds
        attempt = await ring(call, extension, seconds)
        if attempt.answered is None:
            return EXIT_OF[attempt.missed or Missed.UNAVAILABLE]
        await talk(call, attempt.answered, label_of(call, extension))
        return None


class CallIn(Step):
    """Lets a colleague outside call as from his desk: he types short number and PIN, then whom he wants.

    From his own mobile, which his extension names, the PIN is enough.
    """

    type: ClassVar[str] = "call_in"
    icon: ClassVar[str] = "key"
    group: ClassVar[str] = "people"

    async def run(self, call: Call) -> Literal["refused"] | Flow:
        """Ask who it is and whom he wants; the call goes on as if he had dialled that on his phone."""
        await call.answer()
        extension = await who_calls_in(call)
        if extension is None:
            return "refused"
        dialled = await typed(call, spoken.NUMBER_TO_CALL)
        way = way_to(call.account, extension, dialled)
        call.caller = way.caller
        flow: Flow = way.target.flow
        return flow
