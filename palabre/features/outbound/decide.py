"""Decides a call outside before it is dialled: whether, under which number, over which lines, for how much.

Values in, values out: the call process acts on it, and the portal explains it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from palabre.calls.directory import Account
from palabre.features import numbers
from palabre.features.outbound import refusals, services
from palabre.features.outbound.choose_number import Known, Shown, by_prefix, by_rule
from palabre.features.outbound.currency import currency_of
from palabre.features.outbound.lines import ordered
from palabre.features.outbound.purse import LEAST_SECONDS, Key, Left, Payer, left
from palabre.features.outbound.rates import UNITS, Rate
from palabre.features.outbound.rules import InForce, Settings
from palabre.features.outbound.snapshot import Outgoing, Rates
from palabre.features.trunks import Trunk, Trunks
from palabre.kit.errors import PalabreError

Stage = Literal["number", "permission", "shown", "withheld", "trunks", "price", "money"]


@dataclass(frozen=True)
class Wish:
    """A call that somebody wants to make: `number` as dialled, `by` the extension (None: the company itself).

    `drawn`: an administrator has chosen the number, so that no permission is asked for. `withheld` None:
    as the rule says.
    """

    number: str
    by: UUID | None = None
    shown: UUID | None = None
    prefix: str | None = None
    withheld: bool | None = None
    trunk: UUID | None = None
    drawn: bool = False


@dataclass(frozen=True)
class State:
    """How things are at the moment: money used, the account's day, how often numbers were taken in turn."""

    day: date
    used: Mapping[Key, int] = field(default_factory=dict)
    turn: int = 0
    busy: Callable[[str], int] = lambda _: 0


@dataclass(frozen=True)
class Way:
    """One line for a call, the number as it dials it, and the call's price (None: not known)."""

    trunk: Trunk
    dialled: str
    rate: Rate | None


@dataclass(frozen=True)
class Why:
    """One reason, with what it speaks of."""

    stage: Stage
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Decision:
    """What becomes of a wish; `refused` says why nothing does. `ways` are tried one after the other."""

    number: str
    payer: Payer
    destination: numbers.Destination | None = None
    shown: Shown | None = None
    withheld: bool = False
    location: str | None = None
    ways: tuple[Way, ...] = ()
    left: Left | None = None
    refused: PalabreError | None = None
    why: list[Why] = field(default_factory=list)

    @property
    def emergency(self) -> bool:
        """Whether it is a call for help."""
        return self.destination is not None and self.destination.kind == "emergency"


def decide(account: Account, wish: Wish, state: State) -> Decision:
    """Decide about one call."""
    deciding = _Deciding(account, wish, state)
    try:
        deciding.go()
    except refusals.OutsideRefused as refused:
        deciding.decision.refused = refused
    return deciding.decision


class _Deciding:
    def __init__(self, account: Account, wish: Wish, state: State) -> None:
        self.account, self.wish, self.state = account, wish, state
        outgoing = account.part(Outgoing)
        self.settings: Settings = outgoing.rules.settings
        self.subscriber = outgoing.rules.subscriber(wish.by)
        self.rule: InForce = outgoing.rules.in_force(wish.by)
        self.known = Known(account.part(numbers.Numbers), dict(outgoing.verified))
        self.decision = Decision(wish.number, Payer(account.id, wish.by, state.day))

    def go(self) -> None:
        """All questions, in the order in which they are answered."""
        self._number()
        if self.decision.emergency:
            self._help()
            return
        if self.account.suspended:
            raise refusals.OutgoingSuspended()
        self._permission()
        self._shown()
        self._lines()
        self._price()

    def _because(self, stage: Stage, code: str, **values: Any) -> None:
        self.decision.why.append(Why(stage, code, values))

    def _number(self) -> None:
        country, decision = self.account.country, self.decision
        if numbers.is_emergency(self.wish.number, country):
            decision.destination = numbers.Destination("emergency", country)
            self._because("number", "kind_emergency", number=self.wish.number)
            return
        if services.is_service(self.account, self.wish.number):
            found = decision.destination = services.destination(self.account, self.wish.number)
            self._because("number", f"kind_{found.kind}", number=self.wish.number, country=country)
            return
        number = numbers.e164(self.wish.number, country)
        if number is None:
            raise refusals.NumberNotDiallable(number=self.wish.number[: numbers.LONGEST])
        decision.number = number
        homes = self.known.owned.homes(country)
        found = decision.destination = numbers.destination(number, country, homes)
        self._because("number", f"kind_{found.kind}", number=number, country=found.country)

    def _help(self) -> None:
        """Nothing stands in the way of a call for help; it shows the number that belongs to the place."""
        decision, rule = self.decision, self.rule
        decision.shown = (
            self.known.get(rule.emergency_number, "shown_emergency")
            or self.known.get(rule.number, "shown_extension")
            or by_rule(self.known, self.account.part(Outgoing).rules.in_force(None), "", 0)
        )
        decision.location = rule.location
        if decision.shown is not None:
            self._because("shown", decision.shown.why, shown=decision.shown.e164)
        decision.ways = tuple(Way(each, self.wish.number, None) for each in self.account.part(Trunks).all)
        self._because("trunks", "trunks_all", count=len(decision.ways))
        if not decision.ways:
            raise refusals.NoTrunk()

    def _permission(self) -> None:
        found, rule = self.decision.destination, self.rule
        assert found is not None
        if self.wish.by is None or self.wish.drawn:
            self._because("permission", "not_asked")
            return
        forbidden = refusals.DestinationForbidden(kind=found.kind, permission=rule.permission)
        if not numbers.allows(rule.permission, found):
            raise forbidden
        wanted = {"satellite": rule.satellite, "service": rule.services}
        if (found.premium and not rule.premium) or not wanted.get(found.kind, True):
            raise forbidden
        place = rule.said_by.get("permission", "standard")
        self._because("permission", f"allowed_{place}", permission=rule.permission)

    def _shown(self) -> None:
        wish, decision = self.wish, self.decision
        if wish.prefix is not None and self.subscriber.kind == "mobile":
            raise refusals.PrefixNotForMobile()
        shown = by_prefix(self.known, wish.prefix) if wish.prefix else None
        shown = shown or self.known.get(wish.shown, "shown_asked")
        shown = shown or by_rule(self.known, self.rule, decision.number, self.state.turn)
        if shown is None:
            raise refusals.CallerNumberMissing()
        decision.shown = shown
        self._because("shown", shown.why, shown=shown.e164)
        found = decision.destination
        assert found is not None
        if shown.number is not None and not numbers.allows(shown.number.permission, found):
            raise refusals.NumberForbidden(shown=shown.e164, kind=found.kind)
        decision.withheld = self.rule.withheld if wish.withheld is None else wish.withheld
        if decision.withheld:
            self._because("withheld", "withheld_rule" if wish.withheld is None else "withheld_asked")

    def _lines(self) -> None:
        trunks = [each for each in self.account.part(Trunks).all if self.wish.trunk in (None, each.id)]
        busy, most = self.state.busy, self.settings.most_calls
        if most is not None and sum(busy(each.endpoint) for each in self.account.part(Trunks).all) >= most:
            raise refusals.AllLinesBusy(limit=most)
        free = []
        for each in trunks:
            if each.most_calls is not None and busy(each.endpoint) >= each.most_calls:
                self._because("trunks", "trunk_full", trunk=each.name, limit=each.most_calls)
            else:
                free.append(each)
        if trunks and not free:
            raise refusals.AllLinesBusy(limit=sum(each.most_calls or 0 for each in trunks))
        if not free:
            raise refusals.NoTrunk()
        tariff, number = self.account.part(Rates).tariff, self.decision.number
        costs = {each.id: tariff.cost(each.id, number) for each in free}
        chosen = ordered(free, costs, self.settings.trunk_choice, self.state.turn)
        self.decision.ways = tuple(
            Way(each, each.dialled(number, self.account.country), tariff.price(each.id, number))
            for each in chosen
        )
        how = "trunk_only" if self.wish.trunk else f"trunks_{self.settings.trunk_choice}"
        self._because("trunks", how, trunks=", ".join(each.name for each in chosen))

    def _price(self) -> None:
        """Ways that cannot be paid for fall away; where nothing limits the money, all of them stay."""
        decision, found = self.decision, self.decision.destination
        rate, currency = decision.ways[0].rate, currency_of(self.account)
        if rate is None:
            self._because("price", "price_unknown", number=decision.number)
        else:
            price = {"per_minute": money(rate.per_minute), "set_up": money(rate.set_up)}
            self._because("price", "price", currency=currency, name=rate.name, **price)
        limit = decision.left = left(self.settings, self.rule, decision.payer, self.state.used)
        if limit is None or (found is not None and found.kind == "freephone"):
            self._because("money", "no_limit")
            return
        priced = [each for each in decision.ways if each.rate is not None]
        if not priced:
            raise refusals.PriceUnknown(number=decision.number)
        decision.ways = tuple(
            each for each in priced if each.rate and each.rate.cost(LEAST_SECONDS) <= max(0, limit.amount)
        )
        told = {"limit": money(limit.limit), "currency": currency}
        told |= {"period": limit.period, "whose": limit.whose}
        if not decision.ways:
            raise refusals.MoneySpent(**told)
        self._because("money", "money_left", left=money(limit.amount), **told)


def money(amount: int) -> str:
    """Millionths as people write them: `25`, `0.35`."""
    sign, amount = "-" * (amount < 0), abs(amount)
    whole, rest = divmod(amount, UNITS)
    return f"{sign}{whole}" + (f".{rest:06}".rstrip("0") if rest else "")
