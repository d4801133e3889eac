"""Which calls of a company ring at the moment, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Kind
from palabre.features import extensions, queues
from palabre.routing.plan import Plan

OVER = frozenset({Kind.STEP_ENTERED, Kind.PARTY_ANSWERED, Kind.TALK_STARTED, Kind.TALK_ENDED})
"""What rang before one of these does not ring any more."""


@dataclass(frozen=True)
class Rings:
    """A call rings at an extension, or waits in a queue (`queue`), since a moment; `to` names it."""

    call: Call
    to: str
    since: datetime
    extension: UUID | None = None
    queue: UUID | None = None


def ringing(call: Call) -> Iterator[Rings]:
    """Where a call rings inside the company; nothing while its people talk, or when it goes out."""
    if call.talk is not None or call.gone is not None or call.seat.taken:
        return
    others = call.parties - {call.party}
    for fact in reversed(call.log.facts):
        if fact.kind in OVER:
            break
        if fact.kind in (Kind.DIALLED, queues.OFFERED) and not others.isdisjoint(fact.data["parties"]):
            queue = UUID(fact.data["queue"]) if fact.kind == queues.OFFERED else None
            extension = _extension(call, fact.data)
            if extension is not None or queue is not None:
                yield Rings(call, fact.data["to"], fact.at, extension, queue)


def all_ringing(call: Call) -> Iterator[Rings]:
    """The same for all calls of the company but this one."""
    for other in _others(call):
        yield from ringing(other)


def waiting_in(call: Call, queue: UUID) -> Iterator[Rings]:
    """The calls that stand in line in a queue, the first one first; whether a phone rings or not."""
    calls = {each.id: each for each in _others(call)}
    digits = call.account.part(Plan).digits.get(queue, "")
    for name in queues.in_line(call.world, call.account.id, queue):
        found = calls.get(name)
        if found is not None and found.talk is None and found.gone is None and not found.seat.taken:
            yield Rings(found, digits, found.log.facts[0].at, queue=queue)


def _others(call: Call) -> Iterator[Call]:
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    for session in dispatcher.sessions.values():
        other = session.call
        if other.account.id == call.account.id and other.id != call.id:
            yield other


def _extension(call: Call, dialled: dict[str, Any]) -> UUID | None:
    """Whose phones ring: by the short number that the history names, else by the phones themselves."""
    kind, thing = call.account.part(Plan).short.get(dialled["to"], ("", UUID(int=0)))
    if kind == "extension":
        return thing
    own, lines = call.account.part(extensions.Extensions).by_endpoint, call.world.lines.parties
    on = (lines[party].endpoint for party in dialled["parties"] if party in lines)
    return next((own[each].id for each in on if each in own), None)
