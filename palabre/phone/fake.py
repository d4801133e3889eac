"""A switch without sound, whose callers and phones follow a script."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from palabre.phone.causes import Cause
from palabre.phone.events import (
    Answered,
    CallArrived,
    DigitPressed,
    HungUp,
    LiveBridge,
    LiveParty,
    PlayingEnded,
    RecordingEnded,
    Ringing,
    SwitchEvent,
    SwitchUp,
)
from palabre.phone.fake_acts import Acts
from palabre.phone.fake_bridges import Bridges
from palabre.phone.fake_lamps import FakeLamps
from palabre.phone.happened import Done, Heard
from palabre.phone.port import Carrier, Gone, Leg, Sound
from palabre.phone.script import Absent, Answers, Moment, Refuses, SaysNothing, Script

CHARACTERS_A_SECOND = 15
SHORTEST_SOUND = 0.4
RING_SECONDS = 0.1
SWITCH_PATIENCE = 6
"""Timer B of RFC 3261 as our switch is set."""
KEY_SECONDS = 0.1
STOCK = "music"


@dataclass
class _Party:
    script: Script
    talks: float | None = None
    up: bool = False
    calls: bool = False
    endpoint: str = ""
    prompts: int = 0
    timers: list[asyncio.TimerHandle] = field(default_factory=list)


@dataclass
class _Running:
    party: str
    began: float
    timer: asyncio.TimerHandle
    heard: Heard | None = None


class FakePhone(FakeLamps, Bridges, Acts):
    """Implements Phone. `heard` and `done` keep what happened, `parties` and `bridges` what there is.

    A verb takes no time but gives way to others, as a request to a switch does. Times are the loop's.
    """

    def __init__(self, script: Script | None = None) -> None:
        FakeLamps.__init__(self)
        Bridges.__init__(self)
        Acts.__init__(self)
        self.script = script or Script()
        self.heard: list[Heard] = []
        self.done: list[Done] = []
        self.legs: list[Leg] = []
        self.parties: dict[str, _Party] = {}
        self.carriers: dict[str, Carrier] = {}
        self._playing: dict[str, _Running] = {}
        self._recording: dict[str, _Running] = {}
        self._music: dict[str, Heard] = {}

    async def events(self) -> AsyncIterator[SwitchEvent]:
        """What the script and the verbs bring about, in order."""
        yield SwitchUp(
            tuple(LiveParty(name, party.up, party.endpoint) for name, party in self.parties.items()),
            tuple(LiveBridge(name, frozenset(inside)) for name, inside in self.bridges.items()),
        )
        while True:
            yield await self._events.get()

    def arrive(self, arrived: CallArrived, script: Script | None = None) -> None:
        """A phone or a trunk starts a call, and its caller begins to act."""
        party = self.parties[arrived.party] = _Party(
            script or self.script, calls=True, endpoint=arrived.endpoint
        )
        self._events.put_nowait(arrived)
        self._act(arrived.party, party, None)

    def revive(self, name: str) -> None:
        """A party that the switch has held since before."""
        self.parties[name] = _Party(self.script, up=True, calls=True)

    def press(self, name: str, keys: str) -> None:
        """A party presses keys now."""
        for place, key in enumerate(keys):
            self._later(name, place * KEY_SECONDS, partial(self._key, name, key))

    def leave(self, name: str, cause: int = Cause.NORMAL, sip: int = 0) -> None:
        """A party hangs up, or is gone for another reason; its sounds and recordings end."""
        party = self.parties.pop(name, None)
        if party is None:
            return
        for timer in party.timers:
            timer.cancel()
        self._end_music(name)
        for inside in self.bridges.values():
            inside.discard(name)
        self._events.put_nowait(HungUp(name, cause, sip))
        for playing in [each for each, running in self._playing.items() if running.party == name]:
            self._end_playing(playing, cut=True)
        for recording in [each for each, running in self._recording.items() if running.party == name]:
            self._end_recording(recording)
        self._deafen(name)

    async def ring(self, party: str) -> None:
        """The caller hears that it rings."""
        await self._begin("ring", party)

    async def answer(self, party: str) -> None:
        """The caller's call is picked up."""
        (await self._begin("answer", party)).up = True

    async def dial(self, leg: Leg) -> None:
        """The called side does what the script says."""
        number = leg.number or ""
        self._did("dial", leg.party, f"{leg.endpoint} {number}".strip())
        self.legs.append(leg)
        await asyncio.sleep(0)
        behaviour = self.script.behaviour(leg.endpoint, number)
        if isinstance(behaviour, Absent):
            raise Gone()
        self.parties[leg.party] = _Party(self.script, endpoint=leg.endpoint)
        match behaviour:
            case SaysNothing():
                self._later(
                    leg.party, SWITCH_PATIENCE, partial(self.leave, leg.party, Cause.NO_RESPONSE, 408)
                )
            case Refuses(cause, sip, seconds):
                self._later(leg.party, seconds, partial(self.leave, leg.party, cause, sip))
            case Answers(seconds, talks):
                self._rings(leg.party)
                self._later(leg.party, seconds, partial(self._pick_up, leg.party, talks))
            case _:
                self._rings(leg.party)

    async def hang_up(self, party: str, cause: Cause = Cause.NORMAL) -> None:
        """The party is gone; the switch tells so."""
        self._did("hang_up", party, cause.name)
        await asyncio.sleep(0)
        self.leave(party, cause)

    async def play(self, party: str, playing: str, sounds: Sequence[Sound]) -> None:
        """The party hears words, for as long as one takes to say them."""
        await self._begin("play", party)
        assert sounds, "a switch refuses to play nothing"
        if self.is_leaving(party):
            return
        heard = Heard(party, tuple(each.says for each in sounds), self._now())
        self.heard.append(heard)
        seconds = self.script.sounds.get(heard.says) or sum(map(length, sounds))
        timer = self._after(seconds, partial(self._end_playing, playing))
        self._playing[playing] = _Running(party, self._now(), timer, heard)

    async def stop_playing(self, playing: str) -> None:
        """The sound is cut."""
        self._did("stop_playing", playing)
        await asyncio.sleep(0)
        self._end_playing(playing, cut=True)

    async def start_music(self, party: str, sounds: Sequence[Sound]) -> None:
        """The party hears music until it is stopped; the same once more goes on where it was."""
        await self._begin("start_music", party)
        says = tuple(each.says for each in sounds) or (STOCK,)
        if self.is_leaving(party) or (party in self._music and self._music[party].says == says):
            return
        self._end_music(party)
        heard = self._music[party] = Heard(party, says, self._now())
        self.heard.append(heard)

    async def stop_music(self, party: str) -> None:
        """Silence again."""
        self._did("stop_music", party)
        await asyncio.sleep(0)
        self._end_music(party)

    async def record(self, party: str, recording: str, target: Path, max_seconds: int) -> None:
        """The party speaks until `#`, hang-up or the longest time; no file is written."""
        await self._begin("record", party)
        timer = self._after(max_seconds, partial(self._end_recording, recording))
        self._recording[recording] = _Running(party, self._now(), timer)

    async def stop_recording(self, recording: str) -> None:
        """The recording is complete."""
        self._did("stop_recording", recording)
        await asyncio.sleep(0)
        self._end_recording(recording)

    async def accept_transfer(self, party: str) -> None:
        """The phone is told yes."""
        await self._begin("accept_transfer", party)

    async def refuse_transfer(self, party: str) -> None:
        """The phone is told no."""
        await self._begin("refuse_transfer", party)

    async def add_carrier(self, carrier: Carrier) -> None:
        """The trunk is known."""
        self.carriers[carrier.endpoint] = carrier

    async def remove_carrier(self, endpoint: str) -> None:
        """The trunk is forgotten."""
        self.carriers.pop(endpoint, None)

    async def _begin(self, verb: str, party: str) -> _Party:
        self._did(verb, party)
        await asyncio.sleep(0)
        return self._party(party)

    def _party(self, name: str) -> _Party:
        if name not in self.parties:
            raise Gone()
        return self.parties[name]

    def _must_be_there(self, name: str) -> object:
        return self._party(name)

    def _did(self, verb: str, subject: str, detail: str = "") -> None:
        self.done.append(Done(self._now(), verb, subject, detail))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _after(self, seconds: float, act: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds, act)

    def _later(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        """Do it in some seconds, if the party is still there."""
        if name in self.parties:
            self.parties[name].timers.append(self._after(seconds, act))

    def _rings(self, name: str) -> None:
        self._later(name, RING_SECONDS, partial(self._events.put_nowait, Ringing(name)))

    def _pick_up(self, name: str, talks: float | None) -> None:
        self.parties[name].up = True
        self._events.put_nowait(Answered(name))
        if talks is not None:
            self._later(name, talks, partial(self.leave, name))

    def _act(self, name: str, party: _Party, prompt: int | None) -> None:
        """What the caller does from the beginning on, or from the end of a prompt on."""
        for press in party.script.presses:
            if press.at.prompt == prompt:
                self._later(name, press.at.seconds, partial(self.press, name, press.keys))
        leaves: Moment | None = party.script.hangs_up
        if leaves is not None and leaves.prompt == prompt:
            self._later(name, leaves.seconds, partial(self.leave, name))

    def _key(self, name: str, key: str) -> None:
        self._events.put_nowait(DigitPressed(name, key))
        if key == "#":
            for recording in [each for each, running in self._recording.items() if running.party == name]:
                self._end_recording(recording)

    def _end_playing(self, playing: str, cut: bool = False) -> None:
        running = self._playing.pop(playing, None)
        if running is None or running.heard is None:
            return
        running.timer.cancel()
        running.heard.seconds = self._now() - running.began
        running.heard.cut = cut
        self._events.put_nowait(PlayingEnded(running.party, playing))
        party = self.parties.get(running.party)
        if party is not None and party.calls:
            party.prompts += 1
            self._act(running.party, party, party.prompts)

    def _end_music(self, name: str) -> None:
        if (heard := self._music.pop(name, None)) is not None:
            heard.seconds = self._now() - heard.at

    def _end_recording(self, recording: str) -> None:
        running = self._recording.pop(recording, None)
        if running is not None:
            running.timer.cancel()
            self._events.put_nowait(RecordingEnded(running.party, recording, self._now() - running.began))


def length(sound: Sound) -> float:
    """Seconds that it takes to say a sound's words."""
    return max(SHORTEST_SOUND, len(sound.says) / CHARACTERS_A_SECOND)
