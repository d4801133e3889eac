"""A live call, and the verbs that a step has on it."""

import asyncio
import itertools
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from palabre.calls.directory import Account
from palabre.calls.facts import HIDDEN_KEY, SIGNS, Kind, Log
from palabre.calls.holding import note_hold
from palabre.calls.seat import Seat
from palabre.calls.sounds import Opening, due, uncut
from palabre.calls.spoken import Sentence
from palabre.calls.variables import (
    AccountVariables,
    Scope,
    Type,
    Value,
    VariableUnknown,
    account_value,
    fit,
)
from palabre.calls.world import Told, World
from palabre.kit.errors import Language
from palabre.kit.inbox import Inbox
from palabre.phone.causes import Cause
from palabre.phone.events import (
    Caller,
    DigitPressed,
    HungUp,
    PartyEvent,
    PlayingEnded,
    RecordingEnded,
)
from palabre.phone.port import Sound

if TYPE_CHECKING:
    from palabre.calls.talking import Talk

__all__ = ["Call", "Told", "World"]


class Call:
    """One call: who calls, what is known of it, and what can be done with it.

    `signs` counts what the caller has heard, and the keys that were taken from him; `opened` tells whether
    he has heard what opens all calls; while it is `discreet`, the log hides the keys that he presses.
    """

    def __init__(self, world: World, account: Account, party: str, log: Log, endpoint: str = "") -> None:
        self.world = world
        self.account = account
        self.party = party
        self.log = log
        self.inbox: Inbox[Any] = Inbox()
        self.caller = Caller("")
        self.dialled = ""
        self.language: Language = account.language
        self.language_chosen = False
        self.variables: dict[str, Value] = {}
        self.types: dict[str, Type] = {}
        self.answered = False
        self.gone: HungUp | None = None
        self.cause = Cause.NORMAL
        self.hung_up = False
        self.music = self.opened = self.discreet = False
        self.signs = 0
        self.seat = Seat()
        self.talk: Talk | None = None
        self.parties: set[str] = set()
        self.bridges: set[str] = set()
        self.holding: dict[str, datetime] = {}
        self.keys: deque[str] = deque()
        self._events: Inbox[PartyEvent | Told] = Inbox()
        self._numbers = itertools.count(len(log.facts))
        if party:
            self.own(party, endpoint)

    @property
    def id(self) -> UUID:
        """The call's id."""
        return self.log.call

    @property
    def origin(self) -> str | None:
        """The call's own party; None as long as nobody has been rung in a call of our making."""
        return self.party if self.party in self.parties else None

    @property
    def leaving(self) -> bool:
        """Whether what the call does at the moment must end: the caller has gone, or was led away."""
        acting = asyncio.current_task()
        return self.gone is not None or (acting is not None and acting.cancelling() > 0)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.world.clock.now()

    def note(self, kind: str, **data: Any) -> None:
        """Append a fact to the call's log."""
        self.signs += kind in SIGNS
        self.log.note(self.now(), kind, data)

    def set_variable(self, name: str, value: Value, scope: Scope = "call") -> None:
        """Give a variable of the call, or an account-wide one, a value of its type.

        Raises VariableUnknown (only account-wide ones must exist before), ValueNotOfType, ValueTooLarge.
        """
        if scope == "account":
            known = self.account.part(AccountVariables).by_name.get(name)
            if known is None:
                raise VariableUnknown(name=name)
            value = fit(name, value, known.type)
            self.world.written[self.account.id, name] = value, max(self.now(), known.changed_at)
        else:
            value = fit(name, value, self.types.get(name))
            self.variables[name] = value
        self.note(Kind.VARIABLE_SET, name=name, value=value, scope=scope)

    def account_variable(self, name: str) -> Value | None:
        """What an account-wide variable holds now; None when there is none of that name."""
        return account_value(self.account.part(AccountVariables), self.world.written, (self.account.id, name))

    def choose_language(self, language: Language) -> None:
        """From now on the caller hears this language."""
        self.language, self.language_chosen = language, True
        self.note(Kind.LANGUAGE_CHOSEN, language=language)

    def prefer_language(self, language: Language | None) -> None:
        """A thing that the call gets to has a language of its own; the caller's own choice goes before it."""
        if language is not None and not self.language_chosen:
            self.language = language

    def new_id(self, what: str) -> str:
        """A name for a party, sound, bridge or recording of this call, never given before."""
        return f"{self.id}-{what}{next(self._numbers)}"

    def own(self, party: str, endpoint: str = "") -> None:
        """From now on the party's events come to this call; `endpoint` is its SIP identity, once known."""
        self.parties.add(party)
        self.world.inboxes[party] = self.inbox
        self.world.lines.take(party, self.id, endpoint)

    def disown(self, party: str) -> None:
        """The party is no longer part of this call."""
        self.parties.discard(party)
        if self.world.inboxes.get(party) is self.inbox:
            del self.world.inboxes[party]
            self.world.lines.leave(party)

    def receive(self, event: PartyEvent | Told) -> None:
        """Take one event of one of the call's parties, or what it is told."""
        if isinstance(event, DigitPressed) and event.party == self.party:
            self.keys.append(event.digit)
            self.note(Kind.KEY_PRESSED, key=HIDDEN_KEY if self.discreet else event.digit)
        note_hold(self, event)
        if isinstance(event, HungUp):
            self.disown(event.party)
            self.note(Kind.PARTY_LEFT, party=event.party, cause=event.cause, sip=event.sip)
            if event.party == self.party:
                self.gone = event
        self._events.put_nowait(event)

    async def next_event(self, seconds: float | None = None) -> PartyEvent | Told | None:
        """The next event of any party; None when `seconds` have passed without one."""
        if seconds is None or not self._events.empty():
            return await self._events.get()
        try:
            async with asyncio.timeout(seconds):
                return await self._events.get()
        except TimeoutError:
            return None

    async def answer(self) -> None:
        """Pick up, once."""
        if not self.answered:
            self.answered = True
            await self.world.phone.answer(self.party)
            self.note(Kind.ANSWERED)

    async def say(self, *sentences: Sentence) -> None:
        """Say fixed sentences in the call's language, to their end."""
        await self.play([await self.world.sounds.sentence(each, self.language) for each in sentences])

    async def play(self, sounds: Sequence[Sound], cut_by_key: bool = False) -> bool:
        """Play sounds to the caller; True when a key has cut them (a key pressed before counts)."""
        sounds = due(sounds, self.opened)
        whole = uncut(sounds) if cut_by_key else 0
        if whole:
            await self._play(sounds[:whole], cut_by_key=False)
        return await self._play(sounds[whole:], cut_by_key)

    async def _play(self, sounds: Sequence[Sound], cut_by_key: bool) -> bool:
        if cut_by_key and self.keys:
            return True
        if not sounds:
            return False
        await self.stop_music()
        playing = self.new_id("sound")
        started = self.now()
        try:
            await self.world.phone.play(self.party, playing, sounds)
        except asyncio.CancelledError:
            await self._stop(playing)
            raise
        ended = False
        try:
            ended = await self._listen(playing, cut_by_key)
        finally:
            if not ended:
                await self._stop(playing)
            said = [each.says for each in sounds]
            lasted = round((self.now() - started).total_seconds() * 1000)
            opening = {"opening": True} if any(isinstance(each, Opening) for each in sounds) else {}
            self.opened = self.opened or bool(opening)
            self.note(Kind.PLAYED, said=said, ms=lasted, cut=not ended, **opening)
        return not ended

    async def start_music(self, sounds: Sequence[Sound] = ()) -> None:
        """Let the caller hear sounds over and over (none: the stock music) while the call does other things.

        It ends with `stop_music`, and by itself before anything else that the caller shall hear or say.
        """
        await self.stop_music()
        self.music, self.seat.sounds = True, (sounds := due(sounds, opened=True))
        await self.world.phone.start_music(self.party, sounds)
        self.note(Kind.MUSIC_STARTED, said=[each.says for each in sounds])

    async def stop_music(self) -> None:
        """Silence again; nothing happens when there is no music."""
        if self.music:
            self.music = False
            if self.gone is None:
                await self.world.phone.stop_music(self.party)
            self.note(Kind.MUSIC_STOPPED)

    async def _stop(self, playing: str) -> None:
        """No sound goes on by itself: whatever is asked of its hearer next would wait for its end."""
        if self.gone is None:
            await self.world.phone.stop_playing(playing)

    async def _listen(self, playing: str, cut_by_key: bool) -> bool:
        """Wait for the end of a sound (True) or for a key that cuts it (False)."""
        while True:
            match await self.next_event():
                case PlayingEnded(playing=name) if name == playing:
                    return True
                case DigitPressed(party=self.party) if cut_by_key and self.keys:
                    return False

    async def key(self, seconds: float) -> str | None:
        """The next key the caller presses, or has pressed already; None when none comes in time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not self.keys:
            left = deadline - loop.time()
            if left <= 0 or await self.next_event(left) is None:
                break
        if not self.keys:
            return None
        self.signs += 1
        return self.keys.popleft()

    async def record(self, target: Path, max_seconds: int, **about: str) -> RecordingEnded | None:
        """Record the caller until `#`, hang-up or `max_seconds`; None when nothing was kept.

        `about` goes into the log before it begins.
        """
        await self.stop_music()
        recording = self.new_id("recording")
        self.note(Kind.RECORDING_STARTED, recording=recording, **about)
        try:
            await self.world.phone.record(self.party, recording, target, max_seconds)
            while True:
                event = await self.next_event()
                if isinstance(event, RecordingEnded) and event.recording == recording:
                    return None if event.failed else event
        except asyncio.CancelledError:
            if self.gone is None:
                await self.world.phone.stop_recording(recording)
            return await self.recording_ended(recording)

    async def recording_ended(self, recording: str) -> RecordingEnded | None:
        """After the caller has hung up or was led away the switch completes the file: wait for that."""
        while (event := await self.next_event(2)) is not None:
            if isinstance(event, RecordingEnded) and event.recording == recording:
                return None if event.failed else event
        return None

    async def hang_up(self, cause: Cause = Cause.NORMAL) -> None:
        """End the caller's side, with a cause that his phone can show; one who is lent goes back instead."""
        self.cause = cause
        if self.gone is None and self.seat.lent is None:
            self.hung_up = True
            await self.world.phone.hang_up(self.party, cause)
