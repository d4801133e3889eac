"""Listening to the messages of one folder."""

from uuid import UUID

from palabre.calls import spoken as general
from palabre.calls.call import Call
from palabre.features import extensions
from palabre.features.voicemail import spoken
from palabre.features.voicemail.aloud import details, numbered
from palabre.features.voicemail.ask import ask, ask_digits
from palabre.features.voicemail.door import box_at
from palabre.features.voicemail.keep import change, delete, forward, is_full
from palabre.features.voicemail.letters import Letter
from palabre.features.voicemail.live import letters_of
from palabre.features.voicemail.snapshot import Mailbox
from palabre.phone.port import Sound
from palabre.routing.flow import Flow
from palabre.routing.plan import Plan
from palabre.routing.walk import Begin

LONGEST_NUMBER = 6


class Listening:
    """One folder, as it was when it was opened: `heard` is the one of old messages.

    What is deleted can be brought back until the folder is left. `calls_back` is the call to a sender.
    """

    def __init__(self, call: Call, mailbox: Mailbox, extension: UUID, heard: bool) -> None:
        self._call = call
        self._extension = extension
        letters = letters_of(call.world, call.account).of(mailbox.id)
        self._letters = [each for each in letters if each.heard == heard]
        self._place = 0
        self._doomed: set[UUID] = set()
        self.calls_back: Flow | None = None

    async def run(self) -> bool:
        """Until he goes back to the main menu (True), or has enough."""
        if not self._letters:
            await self._call.say(spoken.MAILBOX_NO_MESSAGE)
            return True
        try:
            await self._play()
            while True:
                match await ask(self._call, spoken.MAILBOX_LISTENING):
                    case "*":
                        return True
                    case "#" | None:
                        await self._call.say(general.GOODBYE)
                        return False
                    case "3":
                        if await self._advanced():
                            return False
                    case pressed:
                        await self._obey(pressed)
        finally:
            for each in self._letters:
                if each.id in self._doomed:
                    delete(self._call, each)

    @property
    def _letter(self) -> Letter:
        return self._letters[self._place]

    async def _obey(self, pressed: str | None) -> None:
        match pressed:
            case "4":
                await self._go(-1)
            case "5":
                await self._play()
            case "6":
                await self._go(1)
            case "7":
                await self._delete()
            case "8":
                await self._forward()
            case "9":
                await self._save()
            case _:
                await self._call.say(general.INVALID_KEY)

    async def _go(self, by: int) -> None:
        if 0 <= self._place + by < len(self._letters):
            self._place += by
            await self._play()
        else:
            await self._call.say(spoken.MAILBOX_NO_MORE)

    async def _play(self) -> None:
        """Its number, whether it is urgent, and what was said; who has heard it, or cut it, knows it."""
        letter, sounds = self._letter, [await numbered(self._call, self._place + 1)]
        if letter.urgent:
            sounds.append(await self._call.world.sounds.sentence(spoken.MAILBOX_URGENT, self._call.language))
        sounds.append(Sound(self._call.world.vault.lend(letter.file), "message"))
        await self._call.play(sounds, cut_by_key=True)
        self._letters[self._place] = change(self._call, letter, heard=True)

    async def _delete(self) -> None:
        self._doomed ^= {self._letter.id}
        gone = self._letter.id in self._doomed
        await self._call.say(spoken.MAILBOX_DELETED if gone else spoken.MAILBOX_UNDELETED)

    async def _save(self) -> None:
        wanted = await ask(self._call, spoken.MAILBOX_FOLDERS)
        if wanted in ("0", "1"):
            self._letters[self._place] = change(self._call, self._letter, heard=wanted == "1")
            await self._call.say(spoken.MAILBOX_SAVED)

    async def _forward(self) -> None:
        digits = await ask_digits(self._call, spoken.MAILBOX_FORWARD, LONGEST_NUMBER)
        to = box_at(self._call.account, digits)
        if to is None:
            return await self._call.say(spoken.MAILBOX_UNKNOWN)
        if is_full(self._call, to):
            return await self._call.say(general.MAILBOX_FULL)
        forward(self._call, self._letter, to, self._call.account.part(Plan).digits.get(self._extension, ""))
        return await self._call.say(spoken.MAILBOX_FORWARDED)

    async def _advanced(self) -> bool:
        """Whether he calls the sender back."""
        match await ask(self._call, spoken.MAILBOX_ADVANCED):
            case "2":
                return await self._call_back()
            case "3":
                await self._call.play([await details(self._call, self._letter)], cut_by_key=True)
        return False

    async def _call_back(self) -> bool:
        extension = self._call.account.part(extensions.Extensions).by_id.get(self._extension)
        if not self._letter.caller or extension is None:
            await self._call.say(spoken.MAILBOX_NO_NUMBER)
            return False
        await self._call.play([await details(self._call, self._letter)], cut_by_key=True)
        if await ask(self._call, spoken.MAILBOX_CALL_BACK) != "1":
            return False
        way = extensions.way_to(self._call.account, extension, self._letter.caller)
        assert isinstance(way.target, Begin)
        self.calls_back = way.target.flow
        return True
