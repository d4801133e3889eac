"""What would become of a call outside, without making it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from palabre.calls.directory import Account
from palabre.features import caller_lists
from palabre.features.outbound import dial
from palabre.features.outbound.currency import currency_of
from palabre.features.outbound.decide import Decision, State, Way, Why, Wish, decide
from palabre.features.outbound.dial import is_for_help
from palabre.features.outbound.live_state import state_of
from palabre.features.outbound.purse import Payer
from palabre.features.outbound.rates import FOR_EVER
from palabre.features.outbound.refusals import DestinationListed
from palabre.features.outbound.schemas import (
    ExplainIn,
    ExplainOut,
    RefusalOut,
    ShownOut,
    WayOut,
    WhyOut,
)
from palabre.features.outbound.showable import showable
from palabre.features.outbound.why import told
from palabre.kit.bus import Bus
from palabre.kit.clock import clock
from palabre.kit.errors import Language, NotFound
from palabre.routing import codes, plan
from palabre.routing.plan import Plan
from palabre.routing.publish import account_in


async def explain(session: AsyncSession, bus: Bus, asked: ExplainIn, language: Language) -> ExplainOut:
    """Decide as a call would be decided now. Raises NotFound, NumberNotShowable."""
    account = await account_in(session)
    state, live = await state_of(bus, account, _extension(account, asked.caller))
    decision = foresee(account, asked, state, clock.now())
    return explained(account, decision, language, live)


def foresee(account: Account, asked: ExplainIn, state: State, now: datetime) -> Decision:
    """What the call would become that is asked about. Raises NotFound, NumberNotShowable."""
    wish, extension = _wish(account, asked), _extension(account, asked.caller)
    decision = Decision(wish.number, Payer(account.id, extension, state.day))
    if account.suspended or is_for_help(account, asked.called):
        return decide(account, wish, state)
    if codes.dialled(account, extension, asked.called) or plan.find(account, asked.called):
        decision.why.append(Why("number", "inside", {"number": asked.called}))
        return decision
    name = caller_lists.list_against(account, extension, wish.number, now)
    if name is not None and dial.read(account, asked.called) is not None:
        decision.refused = DestinationListed(name=name, number=wish.number)
        return decision
    return decide(account, wish, state)


def explained(account: Account, decision: Decision, language: Language, live: bool) -> ExplainOut:
    """A decision for people."""
    found, shown, refused = decision.destination, decision.shown, decision.refused
    return ExplainOut(
        allowed=refused is None,
        live=live,
        number=decision.number,
        kind=found.kind if found else None,
        country=found.country if found else None,
        shown=ShownOut(number=shown.e164, withheld=decision.withheld) if shown else None,
        ways=[] if refused else [_way(each) for each in decision.ways],
        currency=currency_of(account),
        seconds=_seconds(decision),
        refusal=RefusalOut(code=refused.code, text=refused.text(language)) if refused else None,
        why=[WhyOut(stage=each.stage, code=each.code, text=told(each, language)) for each in decision.why],
    )


def _wish(account: Account, asked: ExplainIn) -> Wish:
    found = dial.read(account, asked.called) or dial.Dialled(asked.called)
    withheld = found.withheld if asked.withheld is None else asked.withheld
    shown = showable(account, asked.shown) if asked.shown else None
    return Wish(found.number, _extension(account, asked.caller), shown, found.prefix, withheld)


def _extension(account: Account, digits: str) -> UUID:
    kind, thing = account.part(Plan).short.get(digits, ("", None))
    if kind != "extension" or thing is None:
        raise NotFound(field="from", what=digits)
    return thing


def _way(way: Way) -> WayOut:
    rate = way.rate
    return WayOut(
        trunk_id=way.trunk.id,
        name=way.trunk.name,
        dials=way.dialled,
        per_minute=rate.per_minute if rate else None,
        set_up=rate.set_up if rate else None,
    )


def _seconds(decision: Decision) -> int | None:
    """How long the money lasts over the first line."""
    if decision.left is None or decision.refused is not None or decision.emergency:
        return None
    rate = decision.ways[0].rate if decision.ways else None
    lasts = rate.seconds_for(decision.left.amount) if rate else FOR_EVER
    return None if lasts >= FOR_EVER else lasts
