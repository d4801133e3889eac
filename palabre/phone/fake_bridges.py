"""The bridges of the fake switch."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from palabre.phone.port import Gone, Sound

LEAVING_SECONDS = 0.02
"""As long as the real switch may take to let go of whoever is in a bridge that is destroyed."""


class Bridges:
    """Who is together with whom: `bridges` by name, and whose voice is taken."""

    def __init__(self) -> None:
        self.bridges: dict[str, set[str]] = {}
        self.muted: set[str] = set()
        self._leaving: dict[str, float] = {}

    async def connect(self, bridge: str, parties: Sequence[str]) -> None:
        """The parties hear each other."""
        self._did("connect", bridge, " ".join(parties))
        await asyncio.sleep(0)
        inside = self.bridges.setdefault(bridge, set())
        for each in parties:
            self._must_be_there(each)
            self._take_out(each)
            inside.add(each)

    async def join(self, bridge: str, party: str) -> None:
        """One more in it."""
        await self.connect(bridge, [party])

    async def part(self, bridge: str, party: str) -> None:
        """One less in it."""
        await self._in("part", bridge, party)
        self._must_be_there(party)
        self.bridges[bridge].discard(party)

    def together(self, party: str) -> set[str]:
        """Whom a party hears."""
        return {each for inside in self.bridges.values() if party in inside for each in inside} - {party}

    def _take_out(self, party: str) -> None:
        for inside in self.bridges.values():
            inside.discard(party)

    async def disconnect(self, bridge: str, staying: Sequence[str] = ()) -> None:
        """The bridge is gone; its parties stay, on their way out if they have not left before."""
        self._did("disconnect", bridge)
        await asyncio.sleep(0)
        until = asyncio.get_running_loop().time() + LEAVING_SECONDS
        self._leaving |= dict.fromkeys(self.bridges.pop(bridge, set()) - set(staying), until)

    def is_leaving(self, party: str) -> bool:
        """Whether a sound for a party is lost: it goes into a bridge that is no more."""
        return self._leaving.get(party, 0.0) > asyncio.get_running_loop().time()

    async def mute(self, party: str, muted: bool) -> None:
        """Nobody hears the party, or everybody does again."""
        self._did("mute" if muted else "unmute", party)
        await asyncio.sleep(0)
        self._must_be_there(party)
        self.muted = self.muted | {party} if muted else self.muted - {party}

    async def tell_all(self, bridge: str, playing: str, sounds: Sequence[Sound]) -> None:
        """All in the bridge hear it."""
        await self._in("tell_all", bridge, " ".join(each.says for each in sounds))

    async def record_all(self, bridge: str, recording: str, target: Path) -> None:
        """What is said in the bridge is recorded."""
        await self._in("record_all", bridge, recording)

    async def expect_recording(self, recording: str, target: Path) -> None:
        """Nothing is ever written."""
        self._did("expect_recording", recording, str(target))

    async def _in(self, verb: str, bridge: str, detail: str) -> None:
        self._did(verb, bridge, detail)
        await asyncio.sleep(0)
        if bridge not in self.bridges:
            raise Gone()

    def _did(self, verb: str, subject: str, detail: str = "") -> None:
        raise NotImplementedError

    def _must_be_there(self, name: str) -> object:
        raise NotImplementedError
