"""After a restart of the call process: what was spent, and who still talks on somebody's money."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact
from palabre.features.outbound.facts import PAID, PAYING
from palabre.features.outbound.meter import Meter, Paid, Since, note_spent
from palabre.features.outbound.purse import Payer, spent_before
from palabre.features.outbound.rates import Rate
from palabre.features.outbound.snapshot import Spent
from palabre.features.outbound.till import Till, till


def wake(dispatcher: Dispatcher, facts: Iterable[Fact]) -> None:
    """What the database knows, and what the journal holds beyond it."""
    known = till(dispatcher.world)
    accounts = dispatcher.wiring.directory.accounts
    for account in accounts.values():
        known.purse.used |= spent_before(account)
    counted = {each for account in accounts.values() for each in account.part(Spent).latest}
    talking: dict[str, Fact] = {}
    seen: set[tuple[UUID, int]] = set()
    for fact in facts:
        if fact.kind not in (PAYING, PAID) or (fact.call, fact.seq) in seen or fact.account not in accounts:
            continue
        seen.add((fact.call, fact.seq))
        if fact.kind == PAYING:
            talking[fact.data["party"]] = fact
            continue
        talking.pop(fact.data["party"], None)
        if (fact.call, fact.seq) not in counted:
            known.purse.take(_payer(fact), fact.data["amount"])
    for fact in talking.values():
        _take_up(dispatcher, known, fact)


def _take_up(dispatcher: Dispatcher, known: Till, fact: Fact) -> None:
    """Who talks on is counted on; who has gone meanwhile has talked until now."""
    world, payer, paid, since = dispatcher.world, _payer(fact), _paid(fact), _since(fact)
    if paid.party in world.inboxes:
        Meter(world, payer, paid, since).go_on()
    elif (session := dispatcher.sessions.get(fact.call)) is not None:
        seconds = max(1, round((world.clock.now() - since.began).total_seconds()))
        amount = max(0, paid.rate.cost(seconds) - since.amount)
        known.purse.take(payer, amount)
        note_spent(session.call, payer, paid, max(0, seconds - since.seconds), amount)


def _payer(fact: Fact) -> Payer:
    extension = fact.data["extension"]
    day = date.fromisoformat(fact.data["day"])
    return Payer(fact.account, UUID(extension) if extension else None, day)


def _paid(fact: Fact) -> Paid:
    data = fact.data
    return Paid(data["party"], data["number"], data["destination"], UUID(data["trunk"]), Rate(*data["rate"]))


def _since(fact: Fact) -> Since:
    began, (seconds, amount) = fact.data.get("began"), fact.data.get("before", (0, 0))
    own = fact.data.get("own", False)
    return Since(datetime.fromisoformat(began) if began else fact.at, own, seconds, amount)
