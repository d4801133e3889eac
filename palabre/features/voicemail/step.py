"""Lets the caller leave a message."""

from typing import ClassVar, Literal
from uuid import uuid4

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.features import greetings
from palabre.features.voicemail.snapshot import Mailbox, Mailboxes
from palabre.phone.port import Sound
from palabre.routing.step import MailboxRef, Step

SHORTEST_SECONDS = 1.0
"""Below this the caller has said nothing."""


class Voicemail(Step):
    """Says the mailbox's greeting, gives the tone, and records until `#`, hang-up or the longest time."""

    type: ClassVar[str] = "voicemail"
    icon: ClassVar[str] = "mailbox"
    group: ClassVar[str] = "voice"

    mailbox: MailboxRef

    async def run(self, call: Call) -> Literal["done"] | None:
        """Record one message; a caller who hangs up after speaking has left one too."""
        mailbox = call.account.part(Mailboxes).get(self.mailbox)
        call.prefer_language(mailbox.language)
        if mailbox.full:
            await call.say(spoken.MAILBOX_FULL)
            return "done"
        await call.answer()
        await call.play([*await _greeting(call, mailbox), call.world.sounds.beep])
        kept = await record_message(call, mailbox)
        if call.leaving:
            return None
        await call.say(spoken.MESSAGE_SAVED if kept else spoken.MESSAGE_EMPTY)
        return "done"


async def record_message(call: Call, mailbox: Mailbox) -> bool:
    """Whether a message was kept; its fact is what the mailbox is filled from."""
    message = uuid4()
    file = f"messages/{call.account.id}/{message}.wav"
    recorded = await call.record(call.world.files / file, mailbox.max_seconds)
    call.keys.clear()
    if recorded is None or recorded.seconds < SHORTEST_SECONDS:
        return False
    facts = {"message": str(message), "mailbox": str(mailbox.id), "file": file}
    call.note(Kind.RECORDED, seconds=recorded.seconds, caller=call.caller.number, **facts)
    return True


async def _greeting(call: Call, mailbox: Mailbox) -> list[Sound]:
    own = await greetings.Prompt(greeting=mailbox.greeting).sounds(call) if mailbox.greeting else []
    if own:
        return own
    return await greetings.opened(
        call, [await call.world.sounds.sentence(spoken.LEAVE_MESSAGE, call.language)]
    )
