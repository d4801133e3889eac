"""What calls do with messages: told to the log, from which the database learns it, and counted at once."""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid4

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.features.voicemail.letters import Letter
from palabre.features.voicemail.live import letters_of
from palabre.features.voicemail.snapshot import Mailbox

SAFE_SECONDS = 5.0
CHANGED = "message_changed"
DELETED = "message_deleted"
FORWARDED = "message_forwarded"


def file_of(account: UUID, message: UUID) -> str:
    """A message's key in the vault."""
    return f"messages/{account}/{message}.wav"


def left(call: Call, mailbox: Mailbox, message: UUID, seconds: float) -> Letter:
    """The caller has left a message, and its sound is in the intake. Raises StorageFull."""
    file = file_of(call.account.id, message)
    call.world.vault.keep(file)
    caller, name = call.caller.number, call.caller.name
    letter = Letter(
        id=message,
        mailbox=mailbox.id,
        call=call.id,
        caller=caller,
        caller_name=name,
        at=call.now(),
        seconds=seconds,
        file=file,
        heard=False,
        urgent=False,
        changed_at=call.now(),
        told_in=call.id,
    )
    call.note(
        Kind.RECORDED,
        seconds=seconds,
        caller=caller,
        caller_name=name,
        message=str(message),
        mailbox=str(mailbox.id),
        file=file,
    )
    letters_of(call.world, call.account).put(letter)
    return letter


def change(call: Call, letter: Letter, heard: bool | None = None, urgent: bool | None = None) -> Letter:
    """It was heard, or is new again, or urgent."""
    letters = letters_of(call.world, call.account)
    known = letters.get(letter.id)
    if known is None:
        return letter
    wanted = known.heard if heard is None else heard, known.urgent if urgent is None else urgent
    if wanted != (known.heard, known.urgent):
        known = known.becomes(*wanted, call.now())
        names = {"message": str(letter.id), "mailbox": str(letter.mailbox)}
        call.note(CHANGED, **names, heard=known.heard, urgent=known.urgent)
        letters.put(known)
    return known


def delete(call: Call, letter: Letter) -> None:
    """It is gone; its sound goes a little later, when the log is safe on disk."""
    call.note(DELETED, message=str(letter.id), mailbox=str(letter.mailbox), file=letter.file)
    letters_of(call.world, call.account).drop(letter.id)
    asyncio.get_running_loop().call_later(SAFE_SECONDS, call.world.vault.remove, letter.file)


def forward(call: Call, letter: Letter, to: Mailbox, by: str) -> None:
    """A copy goes into another mailbox, new there. Raises NotFound, StorageFull."""
    copy = uuid4()
    file = file_of(call.account.id, copy)
    call.world.vault.copy(letter.file, file)
    sent = replace(letter, id=copy, mailbox=to.id, file=file, told_in=call.id)
    names = {"message": str(copy), "mailbox": str(to.id), "of": str(letter.id), "file": file}
    said = {"caller": letter.caller, "caller_name": letter.caller_name, "seconds": letter.seconds}
    call.note(
        FORWARDED,
        **names,
        **said,
        left_in=str(letter.call),
        received_at=letter.at.isoformat(),
        urgent=letter.urgent,
        by=by,
    )
    letters_of(call.world, call.account).put(sent.becomes(False, letter.urgent, call.now()))


def is_full(call: Call, mailbox: Mailbox) -> bool:
    """Whether it takes no more messages."""
    return sum(letters_of(call.world, call.account).counts(mailbox.id)) >= mailbox.max_messages
