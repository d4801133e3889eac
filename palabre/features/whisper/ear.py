"""A supervisor's ear at one side of a conversation; its mode changes without dialling again."""

from dataclasses import dataclass
from typing import Any

from palabre.calls.call import Call, Told
from palabre.features.whisper.find_talk import Seen
from palabre.features.whisper.modes import Mode, speaks_to

MODE = "whisper_mode"
"""The fact of how a supervisor is there: mode, microphone, listened (the call), agent, parties."""


@dataclass(frozen=True)
class Be(Told):
    """Change what the supervisor does there; None leaves it as it is."""

    mode: Mode | None = None
    microphone: bool | None = None


@dataclass(frozen=True)
class TakeOver(Told):
    """The supervisor takes the agent's place."""


class Ear:
    """Where the supervisor of a call is: at which party, in which mode."""

    def __init__(self, call: Call, agent: str, mode: Mode, microphone: bool) -> None:
        self._call = call
        self._agent = agent
        self._bridge = call.new_id("bridge")
        self._inside = False
        self._leaving: str | None = None
        self.mode: Mode = mode
        self.microphone = microphone
        self.party: str | None = None
        self.at_client = False

    async def sit(self, seen: Seen, at_client: bool = False) -> None:
        """Listen at a party from now on, in the mode that is chosen. Raises Gone."""
        call = self._call
        self._leaving, self.party, self.at_client = self.party, call.new_id("ear"), at_client
        call.own(self.party)
        ear = {"microphone": self.microphone, "parties": [self.party]}
        note_mode(call, seen.call, self._agent, self.mode, **ear)
        heard_by = speaks_to(self.mode, self.microphone, at_client)
        await call.world.phone.listen_in(self.party, seen.party, heard_by)

    async def is_there(self) -> None:
        """The new ear hears: the supervisor changes over to it."""
        call, phone = self._call, self._call.world.phone
        if not self._inside:
            self._inside = True
            call.bridges.add(self._bridge)
            await phone.join(self._bridge, call.party)
        if self._leaving is not None:
            await self._drop(self._leaving)
        if self.party is not None:
            await phone.join(self._bridge, self.party)

    def lost(self) -> None:
        """Who was listened to is gone, and the ear with him."""
        self.party = None

    async def leave(self) -> None:
        """Listen no more; the supervisor hears nothing then."""
        for each in (self._leaving, self.party):
            if each is not None:
                await self._drop(each)
        self._leaving = self.party = None
        if self._inside and self._call.gone is None:
            self._inside = False
            await self._call.world.phone.part(self._bridge, self._call.party)

    async def _drop(self, ear: str) -> None:
        self._call.disown(ear)
        await self._call.world.phone.hang_up(ear)


def note_mode(call: Call, listened: Call, agent: str, mode: str, **more: Any) -> None:
    """The supervisor's call tells what he does in another one."""
    usual = {"microphone": True, "parties": []}
    call.note(MODE, mode=mode, agent=agent, listened=str(listened.id), **usual | more)
