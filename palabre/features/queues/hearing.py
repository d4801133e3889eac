"""What a caller hears while he waits: music, his place in line, how long it will take, messages."""

import asyncio
from collections.abc import Sequence

from palabre.calls.call import Call
from palabre.calls.facts import Kind
from palabre.calls.spoken import expected_wait, position_in_line
from palabre.features import greetings
from palabre.features.queues.live_line import Line
from palabre.features.queues.snapshot import Queue
from palabre.phone.events import PlayingEnded
from palabre.phone.port import Sound

NEVER = float("inf")
SHORTEST_TOLD = 45.0
"""A wait of less than this is not worth telling."""


class Hearing:
    """Music with announcements in it; nothing of it holds up the waiting itself. Times are the loop's."""

    def __init__(self, call: Call, queue: Queue, line: Line) -> None:
        self._call = call
        self._queue = queue
        self._line = line
        self._playing: str | None = None
        self._said: list[str] = []
        self._began = self._now()
        tells = queue.announce_position or queue.announce_wait
        self._place_at = self._now() if tells else NEVER
        self._message_at = self._now() + queue.message_seconds if queue.message else NEVER

    @property
    def next(self) -> float:
        """When something is to be said."""
        return NEVER if self._playing else min(self._place_at, self._message_at)

    async def music(self) -> None:
        """Music again."""
        sounds: Sequence[Sound] = ()
        if self._queue.music is not None:
            sounds = await greetings.Prompt(greeting=self._queue.music).sounds(self._call)
        await self._call.start_music(sounds)

    async def speak(self) -> None:
        """Say what is due."""
        sounds: list[Sound] = []
        now = self._now()
        if now >= self._place_at:
            self._place_at = now + self._queue.announce_seconds
            sounds += await self._place()
        if now >= self._message_at and self._queue.message is not None:
            self._message_at = now + self._queue.message_seconds
            sounds += await greetings.Prompt(greeting=self._queue.message).sounds(self._call)
        if sounds:
            await self._call.stop_music()
            self._playing, self._began = self._call.new_id("sound"), now
            self._said = [each.says for each in sounds]
            await self._call.world.phone.play(self._call.party, self._playing, sounds)

    async def take(self, event: PlayingEnded) -> None:
        """After the words comes music."""
        if event.playing == self._playing:
            self._note(cut=False)
            await self.music()

    async def stop(self) -> None:
        """Silence, so that something else can be asked of the caller's phone."""
        if self._playing is not None:
            playing = self._playing
            self._note(cut=True)
            if self._call.gone is None:
                await self._call.world.phone.stop_playing(playing)
        await self._call.stop_music()

    async def _place(self) -> list[Sound]:
        position = self._line.position(self._call.id)
        sentences = [position_in_line(position)] if self._queue.announce_position else []
        wait = self._line.foretell(position) if self._queue.announce_wait else None
        if wait is not None and wait >= SHORTEST_TOLD:
            sentences.append(expected_wait(wait))
        sounds = self._call.world.sounds
        return [await sounds.sentence(each, self._call.language) for each in sentences]

    def _note(self, cut: bool) -> None:
        lasted = round((self._now() - self._began) * 1000)
        self._call.note(Kind.PLAYED, said=self._said, ms=lasted, cut=cut)
        self._playing = None

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
