"""After a restart of the call process: messages that were cut, wrong PINs, what the database lacks."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from palabre.calls.dispatcher import Dispatcher
from palabre.calls.facts import Fact, Kind
from palabre.features.voicemail.brake import PinBrake, brake_of
from palabre.features.voicemail.door import PIN_RIGHT, REFUSED
from palabre.features.voicemail.keep import CHANGED, DELETED, FORWARDED
from palabre.features.voicemail.letters import Letter, Letters
from palabre.features.voicemail.live import letters_of
from palabre.features.voicemail.snapshot import Mailboxes, Tries
from palabre.features.voicemail.take_message import interrupted, recover


def wake(dispatcher: Dispatcher, facts: Iterable[Fact]) -> None:
    """`facts` are all that the journal still holds: some may not be in the database yet."""
    accounts = dispatcher.wiring.directory.accounts
    for fact in facts:
        if fact.account in accounts and "message" in fact.data:
            _again(letters_of(dispatcher.world, accounts[fact.account]), fact)
        elif fact.account in accounts and fact.kind in (REFUSED, PIN_RIGHT):
            _tried(brake_of(dispatcher.world, accounts[fact.account]), fact)
    for session in dispatcher.sessions.values():
        call = session.call
        if call.inbox.empty():  # still there: the step itself goes on with his message
            continue
        for mailbox in call.account.part(Mailboxes).by_id.values():
            if (started := interrupted(call, mailbox)) is not None:
                recover(call, mailbox, started.data)


def _again(letters: Letters, fact: Fact) -> None:
    """What happened to a message, once more: nothing changes where it is known already."""
    data, known = fact.data, letters.get(UUID(fact.data["message"]))
    match fact.kind:
        case Kind.RECORDED if known is None:
            letters.put(_letter(fact, fact.call, fact.at))
        case kind if kind == FORWARDED and known is None:
            received = datetime.fromisoformat(data["received_at"])
            letters.put(_letter(fact, UUID(data["left_in"]), received))
        case kind if kind == CHANGED and known is not None and known.changed_at < fact.at:
            letters.put(known.becomes(data["heard"], data["urgent"], fact.at))
        case kind if kind == DELETED and known is not None:
            letters.drop(known.id)


def _tried(brake: PinBrake, fact: Fact) -> None:
    """A guesser's pauses go on, and who knew the PIN in the end is forgiven."""
    data = fact.data
    if fact.kind == REFUSED and "wrong" in data:
        tries = Tries(data["wrong"], fact.at, datetime.fromisoformat(data["until"]))
        brake.told((UUID(data["mailbox"]), UUID(data["extension"])), tries)
    elif fact.kind == PIN_RIGHT:
        brake.forgive((UUID(data["mailbox"]), UUID(data["extension"])))


def _letter(fact: Fact, call: UUID, at: datetime) -> Letter:
    data = fact.data
    return Letter(
        id=UUID(data["message"]),
        mailbox=UUID(data["mailbox"]),
        call=call,
        caller=data["caller"],
        caller_name=data.get("caller_name", ""),
        at=at,
        seconds=data["seconds"],
        file=data["file"],
        heard=False,
        urgent=data.get("urgent", False),
        changed_at=fact.at,
        told_in=fact.call,
    )
