"""Lets a supervisor into an agent's conversation, until it or he is gone."""

import asyncio
from typing import ClassVar
from uuid import UUID

from palabre.calls.call import Call
from palabre.calls.speaking import speak_to
from palabre.calls.spoken import Sentence
from palabre.features.whisper.ear import Be, Ear, TakeOver
from palabre.features.whisper.find_talk import Seen, talking, talking_still
from palabre.features.whisper.modes import KEYS, MICROPHONE, TAKES_OVER, Mode
from palabre.features.whisper.snapshot import Whispering, may_listen
from palabre.features.whisper.spoken import CONVERSATION_OVER, LISTENING, NOBODY_TALKS, NOT_ALLOWED
from palabre.features.whisper.take_over import take_over
from palabre.phone.events import Answered, DigitPressed, HungUp
from palabre.phone.port import Gone
from palabre.routing.plan import Plan
from palabre.routing.step import Step

ENDED = "whisper_ended"
NOTICE_SECONDS = 3.0
LOOKS_SECONDS = 0.5
"""So often it is looked whether a client who was sent on talks again."""


class Supervise(Step):
    """The supervisor at `extension` is in the conversation of `agent` at the moment, in some mode.

    `microphone`: whether it is on from the start; None: as the account says. `takes`: he takes over at once.
    """

    type: ClassVar[str] = "supervise"
    icon: ClassVar[str] = "ear"
    group: ClassVar[str] = "people"
    personal: ClassVar[bool] = True

    extension: UUID
    agent: UUID
    mode: Mode = "listen"
    microphone: bool | None = None
    takes: bool = False

    async def run(self, call: Call) -> None:
        """Look for the conversation, and stay in it."""
        await call.answer()
        if not may_listen(call.account, self.extension, self.agent):
            return await _refuse(call, NOT_ALLOWED)
        seen = talking(call.world, call.account, self.agent)
        if seen is None:
            return await _refuse(call, NOBODY_TALKS)
        if self.takes:
            return (
                None
                if await take_over(call, seen, _digits(call, self.agent))
                else await _refuse(call, NOBODY_TALKS)
            )
        usual = call.account.part(Whispering)
        microphone = usual.microphone if self.microphone is None else self.microphone
        if not microphone:
            await call.say(LISTENING)
        return await _Watch(call, self, seen, microphone).stay()


async def _refuse(call: Call, why: Sentence) -> None:
    await call.say(why)
    await call.hang_up()


def _digits(call: Call, agent: UUID) -> str:
    return call.account.part(Plan).digits.get(agent, "")


class _Watch:
    def __init__(self, call: Call, wanted: Supervise, seen: Seen, microphone: bool) -> None:
        self._call = call
        self._agent = wanted.agent
        self._seen = seen
        self._client = seen.other
        self._usual = call.account.part(Whispering)
        self._ear = Ear(call, _digits(call, wanted.agent), wanted.mode, microphone)

    async def stay(self) -> None:
        """Hear the supervisor's keys and what he is told by a program, and go where the conversation goes."""
        call = self._call
        call.keys.clear()
        try:
            await self._notice()
            await self._ear.sit(self._seen)
            while True:
                match await call.next_event(LOOKS_SECONDS if self._ear.party is None else None):
                    case None if not await self._follow():
                        return await self._over()
                    case Answered(party=party) if party == self._ear.party:
                        await self._ear.is_there()
                    case HungUp(party=party) if party == self._ear.party:
                        self._ear.lost()
                        if not await self._follow():
                            return await self._over()
                    case DigitPressed(party=call.party, digit=key):
                        call.keys.clear()
                        if await self._press(key):
                            return None
                    case Be(mode=mode, microphone=microphone):
                        await self._be(mode or self._ear.mode, microphone)
                    case TakeOver() if await self._take_over():
                        return None
        finally:
            call.note(ENDED)

    async def _press(self, key: str) -> bool:
        """Obey a key; True when the supervisor has gone over to the agent's place."""
        if key == TAKES_OVER:
            return await self._take_over()
        if key == MICROPHONE:
            await self._be(self._ear.mode, not self._ear.microphone)
        elif key in KEYS:
            await self._be(KEYS[key], KEYS[key] != "listen")
        return False

    async def _be(self, mode: Mode, microphone: bool | None) -> None:
        self._ear.mode = mode
        self._ear.microphone = self._ear.microphone if microphone is None else microphone
        await self._ear.sit(self._seen, self._ear.at_client)

    async def _take_over(self) -> bool:
        seen = talking(self._call.world, self._call.account, self._agent)
        if seen is None:
            return False
        await self._ear.leave()
        if await take_over(self._call, seen, _digits(self._call, self._agent)):
            return True
        await self._ear.sit(self._seen, self._ear.at_client)
        return False

    async def _follow(self) -> bool:
        """Go to the client's next conversation, or to the agent's, as the account says.

        False when there will be none: the agent has hung up, or the client is gone.
        """
        world, client = self._call.world, self._client if self._usual.follows == "client" else None
        seen = talking_still(world, client) if client else talking(world, self._call.account, self._agent)
        if seen is not None:
            self._seen = seen
            await self._ear.sit(seen, at_client=client is not None)
        return seen is not None or client in world.lines.parties

    async def _over(self) -> None:
        await self._ear.leave()
        await _refuse(self._call, CONVERSATION_OVER)

    async def _notice(self) -> None:
        """Where the company wants it, the agent alone hears a tone."""
        if not self._usual.notice:
            return
        call, phone = self._call, self._call.world.phone
        mouth = call.new_id("ear")
        call.own(mouth)
        try:
            async with asyncio.timeout(NOTICE_SECONDS):
                await phone.listen_in(mouth, self._seen.party, "party")
                while await call.next_event() != Answered(mouth):
                    continue
                await speak_to(call, mouth, [call.world.sounds.beep])
        except (Gone, TimeoutError):
            return
        finally:
            call.disown(mouth)
            if call.gone is None:
                await phone.hang_up(mouth)
