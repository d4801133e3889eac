"""Rings what is behind an extension: its phones, level by level, and a number or SIP address outside."""

from dataclasses import dataclass, replace
from itertools import groupby

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.parties import Attempt, Missed, ring_together
from palabre.calls.seat import shown
from palabre.features import outbound
from palabre.features.extensions.snapshot import Device, Extension
from palabre.kit.errors import PalabreError
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.plan import Plan

NEVER_MIND = (Missed.NO_ANSWER, Missed.UNAVAILABLE)
"""Nobody was reached, so that the next round is worth a try; who is busy or says no is not asked again."""


@dataclass(frozen=True)
class Round:
    """What rings together: some of the devices, and what is outside or not."""

    devices: tuple[Device, ...] = ()
    outside: bool = False


OUTSIDE = Round(outside=True)


def rounds(extension: Extension) -> list[Round]:
    """What rings together, and what after that."""
    by_level = groupby(sorted(extension.devices, key=lambda each: each.level), lambda each: each.level)
    phones = [Round(tuple(devices)) for _, devices in by_level]
    if extension.kind == "external":
        return [OUTSIDE]
    if extension.kind == "internal":
        return phones or [Round()]
    first = replace(phones[0], outside=True) if phones else OUTSIDE
    ways = {
        "together": [first, *phones[1:]],
        "mobile": [OUTSIDE],
        "phones": phones or [Round()],
        "phones_first": [*phones, OUTSIDE],
        "mobile_first": [OUTSIDE, *phones],
    }
    return ways[extension.rings]


async def ring(call: Call, extension: Extension, seconds: float) -> Attempt:
    """Ring, each round for so many seconds, until somebody answers or is known not to want to."""
    attempt = Attempt(missed=Missed.UNAVAILABLE)
    for each in rounds(extension):
        tried = await _ring(call, extension, each, seconds)
        # who was rung in vain did not answer, whatever else could not be reached after that
        attempt = attempt if tried.missed is Missed.UNAVAILABLE else tried
        if tried.missed not in NEVER_MIND:
            break
    return attempt


async def legs_of(call: Call, extension: Extension, now: Round, seconds: float) -> tuple[list[Leg], float]:
    """What rings in a round that may last so long, and for how long it does; raises where nothing can."""
    outside = extension.outside if now.outside else None
    times = {each: min(each.ring_seconds or seconds, seconds) for each in now.devices}
    longest = seconds if outside is not None else max(times.values(), default=seconds)
    legs = [_for(leg_to(call, each.endpoint), times[each], longest) for each in now.devices]
    if outside is not None:
        try:
            legs += await outbound.legs_outside(call, outside, None, extension.id)
        except PalabreError as trouble:
            if not legs:
                raise
            call.note(Kind.FAILED, code=trouble.code, text=trouble.text("en"))
    return legs, longest


async def _ring(call: Call, extension: Extension, now: Round, seconds: float) -> Attempt:
    label, outside = label_of(call, extension), extension.outside if now.outside else None
    if outside is not None and not now.devices and not outbound.is_address(outside):
        wanted = outbound.Wanted(outside, seconds, label=label, by=extension.id, drawn=True)
        return await outbound.ring_outside(call, wanted)
    legs, longest = await legs_of(call, extension, now, seconds)
    return await ring_together(call, legs, longest, label)


def _for(leg: Leg, seconds: float, longest: float) -> Leg:
    return replace(leg, seconds=seconds) if seconds < longest else leg


def leg_to(call: Call, phone: str) -> Leg:
    """One phone to ring; it shows the caller, and the caller's codec comes first."""
    caller = Caller(shown(call).number or "anonymous", shown(call).name)
    return Leg(call.new_id("leg"), phone, caller, originator=call.origin)


def label_of(call: Call, extension: Extension) -> str:
    """How the history names an extension: its short number."""
    return call.account.part(Plan).digits.get(extension.id, extension.name)
