"""After a restart: who is lent goes on being wanted back, and who was passed on can still come back."""

from collections.abc import Iterable
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact, Kind
from palabre.calls.session import EndCall, Order, Redirect
from palabre.features.extensions import Extension, Extensions
from palabre.features.transfer import facts
from palabre.features.transfer.consult import Consultation
from palabre.features.transfer.send_on import quietly, remember
from palabre.features.transfer.target import Refusal, Wish, target
from palabre.routing.walk import TalkHere


def wake(dispatcher: Dispatcher, _: Iterable[Fact]) -> None:
    """Read it from what the calls have noted."""
    for session in list(dispatcher.sessions.values()):
        call = session.call
        last = next((each for each in reversed(call.log.facts) if each.kind in TOLD), None)
        if last is not None and last.kind == facts.CONSULTS:
            _lend(dispatcher, call, last)
        elif (into := _gone_into(call)) is not None:
            call.seat.into = into
            call.inbox.put_nowait(EndCall())
        elif last is not None and last.kind == facts.TRANSFERRED and not _taken(call, last):
            extension = call.account.part(Extensions).by_id.get(UUID(last.data["extension"]))
            if extension is not None:
                remember(call, extension)
                _send_on(call, extension, last)
                _connect(call, last)


TOLD = (facts.CONSULTS, facts.TRANSFERRED, facts.RETURNED, facts.TAKEN_BACK)


def _taken(call: Call, transferred: Fact) -> bool:
    """Whether somebody has talked since."""
    return any(each.kind == Kind.TALK_STARTED for each in call.log.facts[transferred.seq :])


def _send_on(call: Call, by: Extension, transferred: Fact) -> None:
    """Who was passed on while the process was killed goes on to where he was sent."""
    since = call.log.facts[transferred.seq :]
    if transferred.data["manner"] == "blind" and not any(each.kind == Kind.STEP_ENTERED for each in since):
        way = target(call.account, by, transferred.data["to"])
        if not isinstance(way, Refusal):
            call.inbox.put_nowait(Order(_part))
            call.inbox.put_nowait(Redirect(way.target))


def _connect(call: Call, transferred: Fact) -> None:
    """Two who were brought together while the process was killed talk with each other."""
    since = call.log.facts[transferred.seq :]
    came = next((each.data["party"] for each in since if each.kind == Kind.PARTY_CAME), None)
    if transferred.data["manner"] == "attended" and came in call.parties:
        talk = next(each.data for each in reversed(call.log.facts) if each.kind == Kind.TALK_STARTED)
        call.inbox.put_nowait(Redirect(TalkHere(talk["bridge"], came, transferred.data["to"])))


def _gone_into(call: Call) -> UUID | None:
    """The call to which a side of this one's conversation has gone for good; it ends, for want of anybody."""
    away: dict[str, str] = {}
    sides = {call.party}
    for fact in call.log.facts:
        if fact.kind == Kind.PARTY_WENT:
            away[fact.data["party"]] = fact.data["call"]
        elif fact.kind == Kind.PARTY_CAME:
            away.pop(fact.data["party"], None)
        elif fact.kind == Kind.TALK_STARTED:
            sides = {call.party, fact.data["party"]}
        elif fact.kind == Kind.TALK_ENDED and not fact.data.get("held"):
            sides = {call.party}
    return next((UUID(away[each]) for each in sides if each in away), None)


async def _part(call: Call) -> None:
    """Who has passed him on is not needed any more."""
    for party in call.parties - {call.party}:
        await quietly(call.world.phone.hang_up(party))


def _lend(dispatcher: Dispatcher, call: Call, consults: Fact) -> None:
    borrower = dispatcher.sessions.get(UUID(consults.data["call"]))
    by = call.account.part(Extensions).by_id.get(UUID(consults.data["extension"]))
    if borrower is not None and by is not None:
        wish = Wish(consults.data["party"], consults.data["to"], consults.data["how"])
        call.seat.lends = borrower.call.seat.lent = Consultation(call, borrower.call, wish, by)
