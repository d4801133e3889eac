"""In which conversation somebody is at the moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from palabre.calls.call import Call, World
from palabre.calls.directory import Account
from palabre.calls.dispatcher import Dispatcher
from palabre.features import extensions


@dataclass(frozen=True)
class Seen:
    """A party of a conversation that goes on, and its call."""

    call: Call
    party: str

    @property
    def other(self) -> str | None:
        """The side that it talks with."""
        return self.call.talk.other(self.party) if self.call.talk else None


def talking(world: World, account: Account, extension: UUID) -> Seen | None:
    """The conversation of an extension; the latest, when it has several."""
    known = account.part(extensions.Extensions).by_id.get(extension)
    phones = known.phones if known else ()
    return _newest(world, (party for phone in phones for party in world.lines.of(phone)))


def talking_still(world: World, party: str) -> Seen | None:
    """The conversation that a party is in, wherever it has gone."""
    return _newest(world, [party])


def _newest(world: World, parties: Iterable[str]) -> Seen | None:
    dispatcher: Dispatcher = world.shared[Dispatcher]
    seen = []
    for party in parties:
        line = world.lines.parties.get(party)
        session = dispatcher.sessions.get(line.call) if line else None
        talk = session.call.talk if session else None
        if session is not None and talk is not None and party in (talk.party, session.call.party):
            seen.append(Seen(session.call, party))
    return max(seen, key=lambda each: each.call.log.facts[0].at, default=None)
