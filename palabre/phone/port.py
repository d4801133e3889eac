"""The one port: what calls ask of a switch."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from palabre.kit.errors import PalabreError
from palabre.phone.causes import Cause
from palabre.phone.diversion import Diversion
from palabre.phone.events import Caller, SwitchEvent


class Gone(PalabreError):
    """The party, bridge or sound that was addressed is no longer there."""

    code, status = "gone", 410
    fr = "Cet appel est déjà terminé."
    en = "That call has already ended."


class SwitchRefused(PalabreError):
    """The switch did not do what it was asked."""

    code, status = "switch_refused", 502
    fr = "Le commutateur a refusé : {reason}."
    en = "The switch refused: {reason}."


class SwitchLost(PalabreError):
    """The switch is not there for the moment."""

    code, status = "switch_lost", 503
    fr = "Le commutateur ne répond pas pour le moment."
    en = "The switch does not respond for the moment."


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that can be played to a party, and what it says in words; `whole`: no key may cut it."""

    file: Path
    says: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """A party to be called: a device's endpoint, or a number behind a trunk's endpoint.

    `originator` is the party whose codecs come first, so that nothing has to be converted. `instead` is
    called when this one fails for a reason that lies with its carrier, `plainer` when the carrier refuses the
    number that is shown. `diversion` tells who has sent the call on. Where there is something to `accept`,
    whoever answers hears it, and takes the call by a key only. It stops ringing after `seconds`,
    where others may ring for longer. `withheld` hides the caller from the called side, not from the carrier.
    """

    party: str
    endpoint: str
    caller: Caller
    uri: str | None = None
    originator: str | None = None
    instead: "Leg | None" = None
    plainer: "Leg | None" = None
    diversion: Diversion | None = None
    accept: Sound | None = None
    seconds: float | None = None
    withheld: bool = False

    @property
    def number(self) -> str | None:
        """The number behind a trunk; None for a device."""
        return self.uri.removeprefix("sip:").partition("@")[0] if self.uri else None

    def asking(self, question: Sound | None) -> "Leg":
        """The leg and all its other ways, with a question for whoever picks up; itself without one."""
        if question is None:
            return self
        plainer = self.plainer.asking(question) if self.plainer else None
        instead = self.instead.asking(question) if self.instead else None
        return replace(self, accept=question, plainer=plainer, instead=instead)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A trunk as the switch must know it: whom to accept calls from, where to register."""

    endpoint: str
    addresses: tuple[str, ...] = ()
    server: str | None = None
    username: str = ""


SpeaksTo = Literal["nobody", "party", "other", "both"]


class Phone(Protocol):
    """Verbs on the parties of calls. Each raises Gone when its party has left, SwitchRefused otherwise.

    `party`, `bridge`, `playing` and `recording` are ids; those of new things are chosen by the caller.
    """

    def events(self) -> AsyncIterator[SwitchEvent]:
        """What happens, in order, for ever; the first event is SwitchUp."""
        ...

    async def ring(self, party: str) -> None:
        """Let the caller hear that it rings."""
        ...

    async def answer(self, party: str) -> None:
        """Pick up the caller's call."""
        ...

    async def dial(self, leg: Leg) -> None:
        """Call a party; Ringing, Answered or HungUp follow."""
        ...

    async def hang_up(self, party: str, cause: Cause = Cause.NORMAL) -> None:
        """End a party, telling it why; one that is gone already is no error."""
        ...

    async def connect(self, bridge: str, parties: Sequence[str]) -> None:
        """Let parties hear each other."""
        ...

    async def disconnect(self, bridge: str, staying: Sequence[str] = ()) -> None:
        """Take a bridge away; one that is gone already is no error.

        Those who stay have left it before: a sound that is asked for while a party is on its way out would go
        into the bridge that is no more, and never end.
        """
        ...

    async def join(self, bridge: str, party: str) -> None:
        """Let a party hear those who are in a bridge, and they it; the first one makes the bridge.

        A party that is in another bridge comes straight from there.
        """
        ...

    async def part(self, bridge: str, party: str) -> None:
        """Take one party out of a bridge; the others stay, and it stays in its call."""
        ...

    async def mute(self, party: str, muted: bool) -> None:
        """Take a party's voice, or give it back; it hears the others all the same."""
        ...

    async def listen_in(self, ear: str, party: str, speaks_to: SpeaksTo = "nobody") -> None:
        """Make a party `ear` that hears what another one hears and says, unnoticed; Answered follows.

        `speaks_to` is who hears what is said to the ear: nobody, the `party` that is listened to, the `other`
        side, or both. HungUp comes for it when the party goes.
        """
        ...

    async def tell_all(self, bridge: str, playing: str, sounds: Sequence[Sound]) -> None:
        """Play sounds to all who are in a bridge, while they go on talking."""
        ...

    async def record_all(self, bridge: str, recording: str, target: Path) -> None:
        """Record what is said in a bridge into a WAV file, until the bridge goes; RecordingEnded follows."""
        ...

    async def play(self, party: str, playing: str, sounds: Sequence[Sound]) -> None:
        """Play sounds one after the other; PlayingEnded follows once, after the last."""
        ...

    async def stop_playing(self, playing: str) -> None:
        """Stop a sound; one that has ended already is no error."""
        ...

    async def start_music(self, party: str, sounds: Sequence[Sound]) -> None:
        """Play sounds again and again behind whatever else is asked of the party; none: the stock music."""
        ...

    async def stop_music(self, party: str) -> None:
        """End the music; none playing is no error."""
        ...

    async def record(self, party: str, recording: str, target: Path, max_seconds: int) -> None:
        """Record what a party says into a WAV file; `#` or `max_seconds` ends it; RecordingEnded follows."""
        ...

    async def expect_recording(self, recording: str, target: Path) -> None:
        """A recording goes on since before this process began: it shall lie at `target` when it ends."""
        ...

    async def stop_recording(self, recording: str) -> None:
        """End a recording; one that has ended already is no error."""
        ...

    async def accept_transfer(self, party: str) -> None:
        """Tell a phone that its transfer is done, and that it is no longer needed."""

    def recovered(self, recording: str, target: Path) -> float | None:
        """Move what nobody waited for the end of to `target`: its seconds, None when there is nothing.

        For what a party had said when this process, or the switch, died; it must not go on being recorded.
        """
        ...

    async def refuse_transfer(self, party: str) -> None:
        """Tell a phone that its transfer is not done."""
        ...

    async def light(self, endpoint: str, new: int, old: int) -> None:
        """Tell a device how many messages wait, and how many were heard; also when it registers later."""
        ...

    async def add_carrier(self, carrier: Carrier) -> None:
        """Make a trunk known, or replace it."""
        ...

    async def remove_carrier(self, endpoint: str) -> None:
        """Forget a trunk."""
        ...
