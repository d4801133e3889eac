"""Who the two sides of a conversation are."""

from palabre.calls.call import Call
from palabre.calls.dispatcher import Dispatcher
from palabre.features.extensions import Extension, extension_at
from palabre.phone.events import Caller
from palabre.routing.plan import Plan


def digits_of(call: Call, extension: Extension) -> str:
    """An extension's short number, as facts name it."""
    return call.account.part(Plan).digits.get(extension.id, extension.name)


def caller_at(call: Call, party: str) -> Caller:
    """How a party is shown to those who are called for it."""
    if party == call.party:
        return call.caller
    number = call.talk.to if call.talk else ""
    extension = extension_at(call, party)
    return Caller(number, extension.name if extension else "")


def call_of(call: Call, party: str) -> Call | None:
    """The call that a party is in, beside this one."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    line = call.world.lines.parties.get(party)
    session = dispatcher.sessions.get(line.call) if line else None
    return session.call if session else None


def lives(call: Call) -> bool:
    """Whether a call has not ended."""
    dispatcher: Dispatcher = call.world.shared[Dispatcher]
    return call.id in dispatcher.sessions and not call.seat.over
