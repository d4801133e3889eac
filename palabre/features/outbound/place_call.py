"""Calls a number outside, over the account's trunks in turn."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.parties import Attempt, Missed, ring_together, talk
from palabre.features import caller_lists, numbers
from palabre.features.outbound.addresses import is_address, leg_to_address
from palabre.features.trunks import Trunk, Trunks
from palabre.kit.errors import PalabreError
from palabre.phone.causes import is_trunk_trouble
from palabre.phone.diversion import Diversion
from palabre.phone.events import Caller
from palabre.phone.port import Leg
from palabre.routing.flow import Flow

Result = Literal["busy", "no_answer", "unavailable"]
RESULT_OF: dict[Missed, Result] = {
    Missed.BUSY: "busy",
    Missed.REJECTED: "busy",
    Missed.NO_ANSWER: "no_answer",
    Missed.UNAVAILABLE: "unavailable",
}


class CallerNumberMissing(PalabreError):
    """The account owns no number that could be shown."""

    code, status = "caller_number_missing", 409
    fr = "Aucun numéro du compte ne peut être présenté pour cet appel."
    en = "The account has no number that could be shown for this call."


class NumberNotDiallable(PalabreError):
    """Digits that are no telephone number."""

    code, status = "number_not_diallable", 422
    fr = "« {number} » n'est pas un numéro de téléphone."
    en = "“{number}” is not a telephone number."


@dataclass(frozen=True)
class Wanted:
    """An outside call: digits as dialled, seconds to ring, and the number to show (None: the account's).

    `label` is how the history names who is called, where that is not the number. `trunk` is the only one to
    be tried; `as_caller` shows the caller's own number where a trunk takes such numbers. `diversion` tells
    carriers who sends the call on.
    """

    number: str
    seconds: float
    shown: UUID | None = None
    label: str | None = None
    trunk: UUID | None = None
    as_caller: bool = False
    diversion: Diversion | None = None


async def place_call(call: Call, wanted: Wanted) -> Result | Flow | None:
    """Ring the number and talk; None when it was answered, else why not.

    A number that the account's lists forbid is not rung: the call goes where they send it.
    """
    if (refused := caller_lists.refused_destination(call, wanted.number)) is not None:
        return refused
    attempt = await ring_outside(call, wanted)
    if attempt.answered is not None:
        await talk(call, attempt.answered, wanted.label or _dialled(call, wanted.number))
        return None
    return RESULT_OF[attempt.missed or Missed.UNAVAILABLE]


async def ring_outside(call: Call, wanted: Wanted) -> Attempt:
    """Ring the number over one trunk after the other. Raises NumberNotDiallable, CallerNumberMissing."""
    number, caller = _dialled(call, wanted.number), _shown(call, wanted.shown)
    attempt = Attempt(missed=Missed.UNAVAILABLE)
    for trunk in call.account.part(Trunks).all:
        if wanted.trunk not in (None, trunk.id):
            continue
        leg = _showing(call, _leg(call, trunk, number, caller), trunk, wanted)
        attempt = await ring_together(call, [leg], wanted.seconds, wanted.label or number, trunk.silence)
        if attempt.answered is not None:
            break
        if attempt.last is not None and not is_trunk_trouble(attempt.last.cause, attempt.last.sip):
            break
        if attempt.last is None and attempt.missed is Missed.NO_ANSWER:
            break
    return attempt


def _showing(call: Call, leg: Leg, trunk: Trunk, wanted: Wanted) -> Leg:
    """The leg, with who sends it on; where wanted as the caller, until the carrier refuses his number."""
    leg = replace(leg, diversion=wanted.diversion)
    taken = wanted.as_caller and trunk.shows_callers
    shown = numbers.e164(call.caller.number, call.account.country) if taken else None
    if shown is None:
        return leg
    owned = call.account.part(numbers.Numbers).by_e164
    dialled = numbers.e164(call.dialled, call.account.country)
    by = Diversion(dialled if dialled in owned else leg.caller.number)
    return replace(
        leg,
        party=call.new_id("leg"),
        caller=Caller(shown, call.caller.name),
        diversion=leg.diversion or by,
        plainer=leg,
    )


async def legs_outside(call: Call, outside: str, shown: UUID | None) -> list[Leg]:
    """The number or SIP address as a leg to ring beside others; none without a trunk.

    Raises NumberNotDiallable, CallerNumberMissing, AddressForbidden, Unreachable.
    """
    if is_address(outside):
        return [await leg_to_address(call, outside)]
    return legs_wanted(call, Wanted(outside, 0, shown))


def legs_wanted(call: Call, wanted: Wanted) -> list[Leg]:
    """An outside call as a leg to ring beside others; none without a trunk.

    Raises NumberNotDiallable, CallerNumberMissing.
    """
    number, caller = _dialled(call, wanted.number), _shown(call, wanted.shown)
    leg: Leg | None = None
    for trunk in reversed(call.account.part(Trunks).all):
        plain = replace(_leg(call, trunk, number, caller), instead=leg)
        leg = _showing(call, plain, trunk, wanted)
    return [leg] if leg else []


def _dialled(call: Call, wanted: str) -> str:
    country = call.account.country
    number = wanted if numbers.is_emergency(wanted, country) else numbers.e164(wanted, country)
    if number is None:
        raise NumberNotDiallable(number=wanted[: numbers.LONGEST])
    return number


def _leg(call: Call, trunk: Trunk, number: str, caller: Caller) -> Leg:
    return Leg(call.new_id("leg"), trunk.endpoint, caller, f"sip:{number}@{trunk.server}", call.origin)


def _shown(call: Call, chosen: UUID | None) -> Caller:
    """Only a number that the account owns is ever shown."""
    owned = call.account.part(numbers.Numbers)
    number = owned.by_id.get(chosen) if chosen else None
    number = number or owned.default()
    if number is None:
        raise CallerNumberMissing()
    return Caller(number.e164, call.account.name)
