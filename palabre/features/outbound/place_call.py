"""Calls a number outside, over the account's trunks in turn."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.parties import Attempt, Missed, ring_together, talk
from palabre.features import caller_lists, numbers
from palabre.features.outbound.addresses import is_address, leg_to_address
from palabre.features.outbound.decide import Decision, State, Way, Wish, decide
from palabre.features.outbound.facts import CHOSEN
from palabre.features.outbound.purse import today
from palabre.features.outbound.refusals import NoTrunk
from palabre.features.outbound.tab import Tab
from palabre.features.outbound.till import till
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


@dataclass(frozen=True)
class Wanted:
    """An outside call: digits as dialled, seconds to ring, and the number to show (None: the caller's).

    `label` is how the history names who is called, where that is not the number. `trunk` is the only one to
    be tried; `as_caller` shows the caller's own number where a trunk takes such numbers. `diversion` tells
    carriers who sends the call on. `by` is the extension that calls and pays (None: the company); with
    `drawn` an administrator has chosen the number, and no permission is asked for. `prefix` and `withheld`
    are as the caller has dialled. `own`: the extension talks itself, and who takes over pays from then on.
    """

    number: str
    seconds: float
    shown: UUID | None = None
    label: str | None = None
    trunk: UUID | None = None
    as_caller: bool = False
    diversion: Diversion | None = None
    by: UUID | None = None
    drawn: bool = False
    prefix: str | None = None
    withheld: bool | None = None
    own: bool = False

    @property
    def wish(self) -> Wish:
        """What is to be decided about it."""
        return Wish(
            self.number, self.by, self.shown, self.prefix, self.withheld, self.trunk, drawn=self.drawn
        )


async def place_call(call: Call, wanted: Wanted) -> Result | Flow | None:
    """Ring the number and talk; None when it was answered, else why not.

    A number that the account's lists forbid is not rung: the call goes where they send it.
    """
    if (refused := caller_lists.refused_destination(call, wanted.number)) is not None:
        return refused
    attempt = await ring_outside(call, wanted)
    if attempt.answered is not None:
        number = numbers.e164(wanted.number, call.account.country) or wanted.number
        await talk(call, attempt.answered, wanted.label or number)
        return None
    return RESULT_OF[attempt.missed or Missed.UNAVAILABLE]


async def ring_outside(call: Call, wanted: Wanted) -> Attempt:
    """Ring the number over one trunk after the other. Raises OutsideRefused."""
    try:
        decision = decided(call, wanted.wish)
    except NoTrunk:
        return Attempt(missed=Missed.UNAVAILABLE)
    attempt, tab = Attempt(missed=Missed.UNAVAILABLE), Tab(call, decision, in_turn=True, own=wanted.own)
    to = wanted.label or decision.number
    try:
        for way in decision.ways:
            leg = _leg(call, decision, way, wanted)
            tab.expect(leg, way)
            attempt = await ring_together(call, [leg], wanted.seconds, to, way.trunk.silence)
            if attempt.answered is not None or not _goes_on(attempt, decision):
                break
    finally:
        tab.close()
    return attempt


def _goes_on(attempt: Attempt, decision: Decision) -> bool:
    """Whether another carrier may do better; for a call for help, every one is tried."""
    if decision.emergency:
        return True
    if attempt.last is not None:
        return is_trunk_trouble(attempt.last.cause, attempt.last.sip)
    return attempt.missed is not Missed.NO_ANSWER


def decided(call: Call, wish: Wish) -> Decision:
    """What becomes of a wish now; it is kept in the facts. Raises OutsideRefused."""
    counted, account = till(call.world), _as_it_is(call)
    turn, busy = counted.turns[account.id], call.world.lines.count
    decision = decide(account, wish, State(today(account, call.now()), counted.purse.used, turn, busy))
    if decision.refused is not None:
        raise decision.refused
    counted.turns[account.id] += 1
    rate, shown = decision.ways[0].rate, decision.shown
    call.note(
        CHOSEN,
        number=decision.number,
        destination=decision.destination.kind if decision.destination else None,
        shown=shown.e164 if shown else None,
        why=shown.why if shown else None,
        withheld=decision.withheld,
        trunks=[each.trunk.name for each in decision.ways],
        per_minute=rate.per_minute if rate else None,
        location=decision.location,
    )
    return decision


def _as_it_is(call: Call) -> Account:
    """The account as it is now: it may have changed since the call has begun."""
    dispatcher: Dispatcher | None = call.world.shared.get(Dispatcher)
    known = dispatcher.wiring.directory.accounts if dispatcher else {}
    return known.get(call.account.id, call.account)


async def legs_outside(call: Call, outside: str, shown: UUID | None, by: UUID | None = None) -> list[Leg]:
    """The number or SIP address as a leg to ring beside others; none without a trunk.

    Raises OutsideRefused, AddressForbidden, Unreachable.
    """
    if is_address(outside):
        return [await leg_to_address(call, outside)]
    return legs_wanted(call, Wanted(outside, 0, shown, by=by, drawn=True))


def legs_wanted(call: Call, wanted: Wanted) -> list[Leg]:
    """An outside call as a leg to ring beside others; none without a trunk. Raises OutsideRefused."""
    try:
        decision = decided(call, wanted.wish)
    except NoTrunk:
        return []
    tab, leg = Tab(call, decision), None
    for way in reversed(decision.ways):
        leg = _leg(call, decision, way, wanted, instead=leg)
        tab.expect(leg, way)
    return [leg] if leg else []


def _leg(call: Call, decision: Decision, way: Way, wanted: Wanted, instead: Leg | None = None) -> Leg:
    """The way to a number; where wanted as the caller, until the carrier refuses his number (RFC 5806)."""
    shown, trunk, country = decision.shown, way.trunk, call.account.country
    own = trunk.shown(shown.e164, country) if shown else trunk.username
    leg = Leg(
        call.new_id("leg"),
        trunk.endpoint,
        Caller(own or "anonymous", call.account.name),
        f"sip:{way.dialled}@{trunk.server}",
        call.origin,
        instead=instead,
        diversion=wanted.diversion,
        withheld=decision.withheld,
    )
    taken = wanted.as_caller and trunk.shows_callers and not decision.emergency
    number = numbers.e164(call.caller.number, country) if taken else None
    if number is None:
        return leg
    dialled = numbers.e164(call.dialled, country)
    by = Diversion(dialled if dialled in call.account.part(numbers.Numbers).by_e164 else leg.caller.number)
    return replace(
        leg,
        party=call.new_id("leg"),
        caller=Caller(trunk.shown(number, country), call.caller.name),
        diversion=leg.diversion or by,
        plainer=leg,
    )
