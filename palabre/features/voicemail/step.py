"""Lets the caller leave a message."""

from typing import ClassVar, Literal

from palabre.calls import spoken
from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.features import greetings
from palabre.features.voicemail.keep import is_full
from palabre.features.voicemail.snapshot import Mailbox, Mailboxes
from palabre.features.voicemail.take_message import interrupted, offer, take_message, take_up
from palabre.phone.port import Sound
from palabre.routing.step import MailboxRef, Step

BUSY = ("busy", "rejected")


class Voicemail(Step):
    """Says the mailbox's greeting, gives the tone, and records until `#`, hang-up or the longest time.

    After `#` the caller may hear his message, say it again, or mark it as urgent.
    """

    type: ClassVar[str] = "voicemail"
    icon: ClassVar[str] = "mailbox"
    group: ClassVar[str] = "voice"

    mailbox: MailboxRef

    async def run(self, call: Call) -> Literal["done"] | None:
        """Take one message; a caller who hangs up after speaking has left one too."""
        mailbox = call.account.part(Mailboxes).get(self.mailbox)
        call.prefer_language(mailbox.language)
        started = interrupted(call, mailbox)
        if started is None and is_full(call, mailbox):
            await call.say(spoken.MAILBOX_FULL)
            return "done"
        if started is not None:
            letter = await take_up(call, mailbox, started)
        else:
            call.world.vault.check_room()
            await call.answer()
            await call.play([*await _greeting(call, mailbox), call.world.sounds.beep])
            letter = await take_message(call, mailbox)
        if call.leaving:
            return None
        by_key = "#" in call.keys
        call.keys.clear()
        if letter is not None and by_key:
            await offer(call, mailbox, letter)
        await call.say(spoken.MESSAGE_SAVED if letter else spoken.MESSAGE_EMPTY)
        return "done"


async def _greeting(call: Call, mailbox: Mailbox) -> list[Sound]:
    """The temporary greeting first while it lasts, else the one for why nobody has answered."""
    busy = _was_busy(call)
    lasts = mailbox.temporary_until is None or call.now() < mailbox.temporary_until
    wanted = [mailbox.temporary_greeting if lasts else None, mailbox.busy_greeting if busy else None]
    for greeting in (*wanted, mailbox.greeting):
        own = await greetings.Prompt(greeting=greeting).sounds(call) if greeting else []
        if own:
            return own
    said = [spoken.EXTENSION_BUSY] if busy and mailbox.extension else []
    usual = [await call.world.sounds.sentence(each, call.language) for each in (*said, spoken.LEAVE_MESSAGE)]
    return await greetings.opened(call, usual)


def _was_busy(call: Call) -> bool:
    """Whether the last one who was called had no time."""
    missed = (each for each in reversed(call.log.facts) if each.kind == Kind.DIAL_MISSED)
    last = next(missed, None)
    return last is not None and last.data["result"] in BUSY
