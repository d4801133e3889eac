"""Calls a number outside, over the account's trunks in turn."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.parties import Attempt, Missed, ring_together, talk
from palabre.features import numbers
from palabre.features.trunks import Trunk, Trunks
from palabre.kit.errors import PalabreError
from palabre.phone.causes import is_trunk_trouble
from palabre.phone.events import Caller
from palabre.phone.port import Leg

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
    """An outside call: digits as dialled, seconds to ring, and the number to show (None: the account's)."""

    number: str
    seconds: float
    shown: UUID | None = None


async def place_call(call: Call, wanted: Wanted) -> Result | None:
    """Ring the number and talk; None when it was answered, else why not."""
    country = call.account.country
    emergency = numbers.is_emergency(wanted.number, country)
    number = wanted.number if emergency else numbers.e164(wanted.number, country)
    if number is None:
        raise NumberNotDiallable(number=wanted.number[: numbers.LONGEST])
    caller = _shown(call, wanted.shown)
    attempt = Attempt(missed=Missed.UNAVAILABLE)
    for trunk in call.account.part(Trunks).all:
        attempt = await _over(call, trunk, number, caller, wanted.seconds)
        if attempt.answered is not None:
            await talk(call, attempt.answered, number)
            return None
        if attempt.last is not None and not is_trunk_trouble(attempt.last.cause, attempt.last.sip):
            break
        if attempt.last is None and attempt.missed is Missed.NO_ANSWER:
            break
    return RESULT_OF[attempt.missed or Missed.UNAVAILABLE]


async def _over(call: Call, trunk: Trunk, number: str, caller: Caller, seconds: float) -> Attempt:
    leg = Leg(call.new_id("leg"), trunk.endpoint, caller, f"sip:{number}@{trunk.server}", call.party)
    return await ring_together(call, [leg], seconds, number, trunk.silence)


def _shown(call: Call, chosen: UUID | None) -> Caller:
    """Only a number that the account owns is ever shown."""
    owned = call.account.part(numbers.Numbers)
    number = owned.by_id.get(chosen) if chosen else None
    number = number or owned.default()
    if number is None:
        raise CallerNumberMissing()
    return Caller(number.e164, call.account.name)
