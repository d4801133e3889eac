"""What the switch tells us, in our own words."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, as shown to the called side; an empty number is an anonymous caller."""

    number: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CallArrived:
    """A phone or a trunk starts a call: `party` is its side, `endpoint` its SIP identity.

    `addressed` is the number in a carrier's To header, which tells more when `dialled` is our own login;
    `hops` is how often the call was sent on before.
    """

    party: str
    endpoint: str
    dialled: str
    caller: Caller
    addressed: str = ""
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Ringing:
    """The dialled party's phone rings."""

    party: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The dialled party has picked up."""

    party: str


@dataclass(frozen=True, slots=True)
class HungUp:
    """The party is gone; `cause` is of Q.850, `sip` the SIP code that said so (0: none)."""

    party: str
    cause: int
    sip: int = 0


@dataclass(frozen=True, slots=True)
class DigitPressed:
    """A key of the phone: 0-9, *, #, A-D."""

    party: str
    digit: str


@dataclass(frozen=True, slots=True)
class PlayingEnded:
    """A sound has been played to its end, was stopped, or could not be played."""

    party: str
    playing: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class RecordingEnded:
    """A recording is complete on disk; `seconds` is its length."""

    party: str
    recording: str
    seconds: float
    failed: bool = False


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """A phone asks to transfer the other side of its call (SIP REFER).

    With `other`, a second party of the same phone, both its calls shall become one (Replaces, RFC 3891).
    """

    party: str
    to: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A phone has put the other side of its call on hold."""

    party: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """A phone has taken the other side back."""

    party: str


@dataclass(frozen=True, slots=True)
class PhoneSeen:
    """A device registered, or registered anew."""

    endpoint: str
    address: str


@dataclass(frozen=True, slots=True)
class PhoneLost:
    """A device's registration ended."""

    endpoint: str
    address: str


@dataclass(frozen=True, slots=True)
class SwitchUp:
    """The switch is connected; `parties` and `bridges` are what it holds now."""

    parties: tuple["LiveParty", ...] = ()
    bridges: tuple["LiveBridge", ...] = ()


@dataclass(frozen=True, slots=True)
class SwitchDown:
    """The connection to the switch is gone."""


@dataclass(frozen=True, slots=True)
class LiveParty:
    """A party that the switch holds; `endpoint` is its SIP identity."""

    party: str
    up: bool
    endpoint: str = ""


@dataclass(frozen=True, slots=True)
class LiveBridge:
    """A bridge that the switch holds, with the parties in it."""

    bridge: str
    parties: frozenset[str] = field(default_factory=frozenset)


PartyEvent = (
    Ringing
    | Answered
    | HungUp
    | DigitPressed
    | PlayingEnded
    | RecordingEnded
    | TransferAsked
    | Held
    | Resumed
)
SwitchEvent = CallArrived | PartyEvent | PhoneSeen | PhoneLost | SwitchUp | SwitchDown
