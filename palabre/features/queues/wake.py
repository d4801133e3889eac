"""After a restart of the call process: the lines are as they were."""

from collections.abc import Iterable
from uuid import UUID

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened
from palabre.features.queues.call_back import stand_for, wanted_in
from palabre.features.queues.desk import PAUSED
from palabre.features.queues.live import live
from palabre.features.queues.serve import open_offers
from palabre.features.queues.snapshot import CallBack, Queues


def wake(dispatcher: Dispatcher, facts: Iterable[Fact]) -> None:
    """Who is to be called back stands in line again; nobody is served before all others do.

    `facts` are all that the journal still holds: some may not be in the database yet.
    """
    queues = live(dispatcher.world)
    queues.hold()
    accounts = dispatcher.wiring.directory.accounts
    wanted = {each: {one.id: one for one in it.part(Queues).call_backs} for each, it in accounts.items()}
    begun: set[str] = set()
    known: set[tuple[UUID, int]] = set()
    for fact in facts:
        if fact.account in accounts:
            _change(wanted[fact.account], begun, fact)
            _seat(dispatcher, fact)
            _learn(dispatcher, fact, known)
    for session in dispatcher.sessions.values():
        for offer in open_offers(session.call):
            session.call.note(
                happened.WITHDRAWN, queue=offer.data["queue"], agent=offer.data["agent"], why="restart"
            )
    for name, account in accounts.items():
        for each in wanted[name].values():
            stand_for(dispatcher.world, account, each)


def _seat(dispatcher: Dispatcher, fact: Fact) -> None:
    """Who had paused before is paused still."""
    if fact.kind not in (happened.AGENT_STATE, happened.AGENT_PAUSED):
        return
    account = dispatcher.wiring.directory.accounts[fact.account]
    staff = live(dispatcher.world).staff(fact.account)
    desk = staff.desk(account, UUID(fact.data["agent"]))
    state = fact.data.get("state", PAUSED)
    staff.becomes(desk, state, fact.data["reason"], fact.at)


def _learn(dispatcher: Dispatcher, fact: Fact, known: set[tuple[UUID, int]]) -> None:
    """What waits are foretold from, and how wrong they were, is known still; a fact may come twice."""
    data = fact.data
    if fact.kind not in (happened.SERVED, happened.ANSWERED) or (fact.call, fact.seq) in known:
        return
    known.add((fact.call, fact.seq))
    estimate = live(dispatcher.world).line(fact.account, UUID(data["queue"])).estimate
    if fact.kind == happened.ANSWERED and data["estimate"] is not None:
        estimate.check(data["estimate"], data["waited"] / 1000)
    elif "occupied" in data:
        estimate.learn(data["occupied"] / 1000)


def _change(wanted: dict[UUID, CallBack], begun: set[str], fact: Fact) -> None:
    """One more to be called back, or one less: a phone that may have rung already does not ring again."""
    data = fact.data
    match fact.kind:
        case happened.CALL_BACK_BEGUN:
            begun.add(data["id"])
            wanted.pop(UUID(data["id"]), None)
        case happened.CALL_BACK_DONE if data["again"]:
            wanted[UUID(data["id"])] = wanted_in(data)
        case happened.CALL_BACK_ASKED if data["id"] not in begun:
            wanted[UUID(data["id"])] = wanted_in(data)
