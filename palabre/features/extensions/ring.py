"""Rings what is behind an extension: its phones, a number or SIP address outside, or one after the other."""

from typing import Literal

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.parties import Attempt, Missed, ring_together
from palabre.features import outbound
from palabre.features.extensions.snapshot import Extension
from palabre.kit.errors import PalabreError
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.plan import Plan

Side = Literal["phones", "outside"]
ROUNDS: dict[str, tuple[tuple[Side, ...], ...]] = {
    "together": (("phones", "outside"),),
    "mobile": (("outside",),),
    "phones": (("phones",),),
    "phones_first": (("phones",), ("outside",)),
    "mobile_first": (("outside",), ("phones",)),
}
NEVER_MIND = (Missed.NO_ANSWER, Missed.UNAVAILABLE)
"""Nobody was reached, so that the next round is worth a try; who is busy or says no is not asked again."""


def rounds(extension: Extension) -> tuple[tuple[Side, ...], ...]:
    """What rings together, and what after that."""
    if extension.kind == "mobile":
        return ROUNDS[extension.rings]
    return (("outside",),) if extension.kind == "external" else (("phones",),)


async def ring(call: Call, extension: Extension, seconds: float) -> Attempt:
    """Ring, each round for so many seconds, until somebody answers or is known not to want to."""
    attempt = Attempt(missed=Missed.UNAVAILABLE)
    for sides in rounds(extension):
        attempt = await _ring(call, extension, sides, seconds)
        if attempt.missed not in NEVER_MIND:
            break
    return attempt


async def _ring(call: Call, extension: Extension, sides: tuple[Side, ...], seconds: float) -> Attempt:
    label, outside = label_of(call, extension), extension.outside
    by_trunk = outside is not None and not outbound.is_address(outside)
    if sides == ("outside",) and by_trunk:
        wanted = outbound.Wanted(outside or "", seconds, extension.outgoing_number, label)
        return await outbound.ring_outside(call, wanted)
    legs = [leg_to(call, each) for each in extension.phones if "phones" in sides]
    if outside is not None and "outside" in sides:
        try:
            legs += await outbound.legs_outside(call, outside, extension.outgoing_number)
        except PalabreError as trouble:
            if not legs:
                raise
            call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
    return await ring_together(call, legs, seconds, label)


def leg_to(call: Call, phone: str) -> Leg:
    """One phone to ring; it shows the caller, and the caller's codec comes first."""
    caller = Caller(call.caller.number or "anonymous", call.caller.name)
    return Leg(call.new_id("leg"), phone, caller, originator=call.origin)


def label_of(call: Call, extension: Extension) -> str:
    """How the history names an extension: its short number."""
    return call.account.part(Plan).digits.get(extension.id, extension.name)
