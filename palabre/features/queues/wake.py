"""After a restart of the call process: the lines are as they were."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact
from palabre.features.queues import facts as happened
from palabre.features.queues.call_back import stand_for
from palabre.features.queues.desk import PAUSED
from palabre.features.queues.live import live
from palabre.features.queues.snapshot import CallBack, Queues


def wake(dispatcher: Dispatcher, facts: Iterable[Fact]) -> None:
    """Who is to be called back stands in line again; nobody is served before all others do.

    `facts` are all that the journal still holds: some may not be in the database yet.
    """
    queues = live(dispatcher.world)
    queues.hold()
    accounts = dispatcher.wiring.directory.accounts
    wanted = {each: {one.id: one for one in it.part(Queues).call_backs} for each, it in accounts.items()}
    for fact in facts:
        if fact.account in accounts:
            _change(wanted[fact.account], fact)
            _seat(dispatcher, fact)
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


def _change(wanted: dict[UUID, CallBack], fact: Fact) -> None:
    """One more to be called back, or one less."""
    data = fact.data
    if fact.kind not in (happened.CALL_BACK_ASKED, happened.CALL_BACK_DONE):
        return
    if fact.kind == happened.CALL_BACK_ASKED:
        joined = datetime.fromisoformat(data["joined"])
        asked = CallBack(UUID(data["id"]), UUID(data["queue"]), data["caller"], joined, data["priority"], 0)
        wanted.setdefault(asked.id, asked)
    elif data["again"] and UUID(data["id"]) in wanted:
        wanted[UUID(data["id"])] = replace(wanted[UUID(data["id"])], tries=data["tries"])
    else:
        wanted.pop(UUID(data["id"]), None)
