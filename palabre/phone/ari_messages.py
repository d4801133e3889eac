"""ARI's JSON, as far as we read it, turned into our own events."""

from collections.abc import Callable

import msgspec

from palabre.phone.causes import Cause
from palabre.phone.diversion import hops
from palabre.phone.events import (
    Answered,
    CallArrived,
    Caller,
    DigitPressed,
    Held,
    HungUp,
    PhoneLost,
    PhoneSeen,
    PlayingEnded,
    RecordingEnded,
    Resumed,
    Ringing,
    SwitchEvent,
    TransferAsked,
)

REQUEST_TERMINATED = 487
LEG = "leg"
"""The Stasis argument that marks a channel as one that we dialled."""


class Named(msgspec.Struct):
    """ARI's CallerID."""

    name: str = ""
    number: str = ""


class Dialplan(msgspec.Struct):
    """ARI's DialplanCEP."""

    exten: str = ""


class Channel(msgspec.Struct):
    """ARI's Channel."""

    id: str
    name: str = ""
    state: str = ""
    caller: Named = msgspec.field(default_factory=Named)
    dialplan: Dialplan = msgspec.field(default_factory=Dialplan)


class Playback(msgspec.Struct):
    """ARI's Playback."""

    id: str
    target_uri: str
    state: str = ""


class Recording(msgspec.Struct):
    """ARI's LiveRecording."""

    name: str
    target_uri: str
    duration: float = 0


class Endpoint(msgspec.Struct):
    """ARI's Endpoint."""

    resource: str
    state: str = ""


class ContactInfo(msgspec.Struct):
    """ARI's ContactInfo."""

    uri: str
    contact_status: str


class RequestedDestination(msgspec.Struct):
    """Where a REFER points to."""

    destination: str = ""


class ReferTo(msgspec.Struct):
    """ARI's ReferTo."""

    requested_destination: RequestedDestination = msgspec.field(default_factory=RequestedDestination)
    destination_channel: Channel | None = None


class ReferredBy(msgspec.Struct):
    """ARI's ReferredBy."""

    source_channel: Channel


class Message(msgspec.Struct):
    """Any message of the socket: an event, or the answer to a request."""

    type: str
    channel: Channel | None = None
    peer: Channel | None = None
    dialstatus: str = ""
    args: list[str] = []
    playback: Playback | None = None
    recording: Recording | None = None
    endpoint: Endpoint | None = None
    contact_info: ContactInfo | None = None
    refer_to: ReferTo | None = None
    referred_by: ReferredBy | None = None
    digit: str = ""
    cause: int = 0
    tech_cause: int = 0
    request_id: str = ""
    status_code: int = 0
    message_body: str = ""


def _entered(message: Message, channel: Channel) -> SwitchEvent | None:
    if message.args == [LEG]:
        return Answered(channel.id)
    caller = Caller(_clean(channel.caller.number), _clean(channel.caller.name))
    addressed = message.args[1] if len(message.args) > 1 else ""
    sent_on = hops(",".join(message.args[2:])) if len(message.args) > 2 else 0
    return CallArrived(
        channel.id, endpoint_of(channel), _clean(channel.dialplan.exten), caller, _clean(addressed), sent_on
    )


def endpoint_of(channel: Channel) -> str:
    """The SIP identity in a channel's name, `PJSIP/101@acme.example-00000001`."""
    return channel.name.removeprefix("PJSIP/").rpartition("-")[0]


def _clean(text: str) -> str:
    """Strangers choose these texts: no line end may travel on and start a header."""
    return "".join(each for each in text if each.isprintable())


def _destroyed(message: Message, channel: Channel) -> SwitchEvent | None:
    # a caller who cancels has hung up (RFC 3398 8.2.7); the switch knows no cause for it, and says 127
    cancelled = message.tech_cause == REQUEST_TERMINATED and message.cause == Cause.INTERWORKING
    return HungUp(channel.id, Cause.NORMAL if cancelled else message.cause, message.tech_cause)


def _digit(message: Message, channel: Channel) -> SwitchEvent | None:
    return DigitPressed(channel.id, message.digit)


def _held(message: Message, channel: Channel) -> SwitchEvent | None:
    return Held(channel.id)


def _resumed(message: Message, channel: Channel) -> SwitchEvent | None:
    return Resumed(channel.id)


ON_CHANNEL: dict[str, Callable[[Message, Channel], SwitchEvent | None]] = {
    "StasisStart": _entered,
    "ChannelDestroyed": _destroyed,
    "ChannelDtmfReceived": _digit,
    "ChannelHold": _held,
    "ChannelUnhold": _resumed,
}

SIGNS_OF_LIFE = ("RINGING", "PROGRESS")
"""180 and 183: either way the called side is being alerted."""

WANTED = (
    *ON_CHANNEL,
    "Dial",
    "ContactStatusChange",
    "PlaybackFinished",
    "RecordingFinished",
    "RecordingFailed",
    "ChannelTransfer",
    "RESTResponse",
)
"""The only messages that the switch shall send: a fifth of all it could (RESTResponse must be named too)."""


def to_event(message: Message) -> SwitchEvent | None:
    """What a message means for calls; None when it means nothing."""
    if message.channel is not None and (read := ON_CHANNEL.get(message.type)):
        return read(message, message.channel)
    if message.peer is not None:
        return Ringing(message.peer.id) if message.dialstatus in SIGNS_OF_LIFE else None
    if message.playback is not None:
        party = message.playback.target_uri.removeprefix("channel:")
        return PlayingEnded(party, message.playback.id, failed=message.playback.state == "failed")
    if message.recording is not None:
        party = message.recording.target_uri.removeprefix("channel:")
        failed = message.type == "RecordingFailed"
        return RecordingEnded(party, message.recording.name, message.recording.duration, failed)
    if message.referred_by is not None and message.refer_to is not None:
        wanted, other = (
            _clean(message.refer_to.requested_destination.destination),
            message.refer_to.destination_channel,
        )
        return TransferAsked(message.referred_by.source_channel.id, wanted, other.id if other else None)
    if message.endpoint is not None and message.contact_info is not None:
        return _contact(message.endpoint.resource, message.contact_info)
    return None


def _contact(endpoint: str, contact: ContactInfo) -> SwitchEvent:
    address = contact.uri.rpartition("@")[2].partition(";")[0]
    if contact.contact_status == "Removed":
        return PhoneLost(endpoint, address)
    return PhoneSeen(endpoint, address)
