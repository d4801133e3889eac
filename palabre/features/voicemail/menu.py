"""The mailbox on the phone: its main menu."""

from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.spoken import GOODBYE, INVALID_KEY
from palabre.features.voicemail import spoken
from palabre.features.voicemail.aloud import counted
from palabre.features.voicemail.ask import ask, ask_digits
from palabre.features.voicemail.door import TRIES, box_at, opens, refuse
from palabre.features.voicemail.listening import Listening
from palabre.features.voicemail.live import letters_of
from palabre.features.voicemail.options import options
from palabre.features.voicemail.snapshot import Mailbox, Mailboxes
from palabre.routing.flow import Flow
from palabre.routing.step import Step

OPENED = "mailbox_opened"
LONGEST_NUMBER = 6
FOLDERS = {"0": False, "1": True}
"""By key: whether the messages in it were heard."""


class CheckMailbox(Step):
    """Opens a mailbox to an extension, on whichever phone; without one it is asked for."""

    type: ClassVar[str] = "check_mailbox"
    icon: ClassVar[str] = "mailbox"
    group: ClassVar[str] = "voice"

    extension: UUID
    mailbox: UUID | None = None
    unknown: bool = False
    pin: str = ""

    async def run(self, call: Call) -> Flow | None:
        """Listen to messages, until he hangs up or has enough; or call a sender back."""
        await call.answer()
        mailbox = call.account.part(Mailboxes).by_id.get(self.mailbox) if self.mailbox else None
        if self.unknown:
            await refuse(call, "unknown")
        mailbox = mailbox or await _asked(call)
        if mailbox is None:
            return None
        call.prefer_language(mailbox.language)
        if not await opens(call, mailbox, self.extension, self.pin):
            return None
        call.note(OPENED, mailbox=str(mailbox.id), name=mailbox.name)
        return await _visit(call, mailbox, self.extension)


async def _asked(call: Call) -> Mailbox | None:
    for _ in range(TRIES):
        digits = await ask_digits(call, spoken.MAILBOX_NUMBER, LONGEST_NUMBER)
        found = box_at(call.account, digits)
        if found is not None:
            return found
        await refuse(call, "unknown")
    return None


async def _visit(call: Call, mailbox: Mailbox, extension: UUID) -> Flow | None:
    heard = False
    await call.play([await counted(call, letters_of(call.world, call.account).counts(mailbox.id))], True)
    while True:
        pressed = await ask(call, spoken.MAILBOX_MENU)
        match pressed:
            case "1":
                listening = Listening(call, mailbox, extension, heard)
                if not await listening.run():
                    return listening.calls_back
            case "2":
                heard = FOLDERS.get(await ask(call, spoken.MAILBOX_FOLDERS) or "", heard)
            case "0":
                await options(call, mailbox)
            case "*":
                continue
            case "#" | None:
                await call.say(GOODBYE)
                return None
            case _:
                await call.say(INVALID_KEY)
