"""The port's verbs, spoken to Asterisk."""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from palabre.phone.ari_messages import LEG, WANTED, Channel, Endpoint, endpoint_of, to_event
from palabre.phone.ari_socket import APP, Address, AriSocket, segment
from palabre.phone.causes import Cause
from palabre.phone.events import (
    LiveBridge,
    LiveParty,
    PhoneSeen,
    RecordingEnded,
    SwitchDown,
    SwitchEvent,
    SwitchUp,
)
from palabre.phone.leg_headers import caller_id, headers_of
from palabre.phone.listening import Listening
from palabre.phone.music import Music
from palabre.phone.port import Carrier, Gone, Leg, Sound, SwitchLost, SwitchRefused
from palabre.phone.recordings import Recordings

log = logging.getLogger(__name__)
UNREACHABLE = "Allocation failed"
MIXING = "mixing,dtmf_events"
UNSAID = {"inhibitConnectedLineUpdates": True}
"""Nobody's phone is told by an UPDATE whom it is joined with: so the switch need not tell itself either."""
DYNAMIC = "asterisk/config/dynamic/res_pjsip"


class Bridge(msgspec.Struct):
    """ARI's Bridge."""

    id: str
    channels: list[str] = []


class Asterisk(Listening):
    """Implements Phone. `recordings` is the folder where the switch records, `music` where it reads lists."""

    def __init__(self, socket: AriSocket, recordings: Path, music: Path) -> None:
        self._socket = socket
        self._ask = socket.ask
        self._recordings = Recordings(recordings)
        self._music = Music(music, socket.ask)
        self._targets: dict[str, Path] = {}

    @classmethod
    def at(cls, port: int, password: str, recordings: Path, music: Path) -> "Asterisk":
        """The switch that listens on a port of this machine."""
        return cls(AriSocket(Address(port, password)), recordings, music)

    async def events(self) -> AsyncIterator[SwitchEvent]:
        """What happens, in order, for ever, across restarts of the switch."""
        async for messages in self._socket.connections():
            try:
                yield await self._begin()
            except (SwitchLost, SwitchRefused) as trouble:
                log.warning("the switch is not ready: %s", trouble)
                continue
            while (message := await messages.get()) is not None:
                event = to_event(message)
                if isinstance(event, RecordingEnded):
                    event = self._keep(event)
                if event is not None:
                    yield event
            yield SwitchDown()
            self._targets.clear()

    async def _begin(self) -> SwitchUp:
        self._music.forget()
        allowed = {"allowed": [{"type": each} for each in WANTED]}
        await self._ask("PUT", f"applications/{APP}/eventFilter", allowed)
        channels = msgspec.json.decode(await self._ask("GET", "channels"), type=list[Channel])
        bridges = msgspec.json.decode(await self._ask("GET", "bridges"), type=list[Bridge])
        return SwitchUp(
            tuple(LiveParty(each.id, each.state == "Up", endpoint_of(each)) for each in channels),
            tuple(LiveBridge(each.id, frozenset(each.channels)) for each in bridges),
        )

    def _keep(self, event: RecordingEnded) -> RecordingEnded:
        target = self._targets.pop(event.recording, None)
        if target is None or self._recordings.move(event.recording, target):
            return event
        return replace(event, failed=True)

    async def registered(self) -> list[PhoneSeen]:
        """The devices that are registered now (asked at start; events follow)."""
        found = msgspec.json.decode(await self._ask("GET", "endpoints/PJSIP"), type=list[Endpoint])
        return [PhoneSeen(each.resource, "") for each in found if each.state == "online"]

    async def ring(self, party: str) -> None:
        """180 to an unanswered caller, a ringing tone to an answered one."""
        await self._ask("POST", f"channels/{segment(party)}/ring")

    async def answer(self, party: str) -> None:
        """200 to the caller."""
        await self._ask("POST", f"channels/{segment(party)}/answer")

    async def dial(self, leg: Leg) -> None:
        """INVITE to a device or over a trunk; a device that is not registered is Gone at once."""
        body: dict[str, Any] = {
            "endpoint": f"PJSIP/{leg.endpoint}" + (f"/{leg.uri}" if leg.uri else ""),
            "app": APP,
            "appArgs": LEG,
            "callerId": caller_id(leg.caller),
            "timeout": -1,
        }
        if variables := headers_of(leg):
            body["variables"] = variables
        if leg.originator is not None:
            body["originator"] = leg.originator
        try:
            await self._ask("POST", f"channels/{segment(leg.party)}", body)
        except SwitchRefused as refused:
            if UNREACHABLE in refused.text("en"):
                raise Gone() from refused
            raise

    async def hang_up(self, party: str, cause: Cause = Cause.NORMAL) -> None:
        """BYE, CANCEL or a final refusal, whichever the party's state asks for."""
        try:
            await self._ask("DELETE", f"channels/{segment(party)}", {"reason_code": str(int(cause))})
        except Gone:
            log.debug("%s had left already", party)

    async def connect(self, bridge: str, parties: Sequence[str]) -> None:
        """A mixing bridge that still tells us the keys pressed in it."""
        name = segment(bridge)
        await self._socket.ask_in_turn(
            ("POST", f"bridges/{name}", {"type": MIXING}),
            ("POST", f"bridges/{name}/addChannel", {"channel": list(parties), **UNSAID}),
        )

    async def disconnect(self, bridge: str, staying: Sequence[str] = ()) -> None:
        """Taking a channel out waits until it is out; destroying the bridge does not."""
        for party in staying:
            try:
                await self.part(bridge, party)
            except (Gone, SwitchRefused) as out:
                log.debug("%s is not in %s: %s", party, bridge, out)
        try:
            await self._ask("DELETE", f"bridges/{segment(bridge)}")
        except Gone:
            log.debug("bridge %s had gone already", bridge)

    async def join(self, bridge: str, party: str) -> None:
        """A second bridge of the same name is refused, which is as good."""
        name = segment(bridge)
        try:
            await self._ask("POST", f"bridges/{name}", {"type": MIXING})
        except SwitchRefused as refused:
            log.debug("%s is there: %s", bridge, refused)
        await self._ask("POST", f"bridges/{name}/addChannel", {"channel": [party], **UNSAID})

    async def part(self, bridge: str, party: str) -> None:
        """It hears nothing then, until something else is asked of it."""
        await self._ask("POST", f"bridges/{segment(bridge)}/removeChannel", {"channel": [party]})

    async def mute(self, party: str, muted: bool) -> None:
        """Nothing of what the party says goes further."""
        verb = "POST" if muted else "DELETE"
        await self._ask(verb, f"channels/{segment(party)}/mute", {"direction": "in"})

    async def tell_all(self, bridge: str, playing: str, sounds: Sequence[Sound]) -> None:
        """Through an announcer of the switch's own in the bridge."""
        media = [f"sound:{each.file.with_suffix('')}" for each in sounds]
        await self._ask("POST", f"bridges/{segment(bridge)}/play/{segment(playing)}", {"media": media})

    async def record_all(self, bridge: str, recording: str, target: Path) -> None:
        """One file of all voices."""
        self._targets[recording] = target
        wanted = {"name": recording, "format": "wav", "ifExists": "overwrite"}
        await self._ask("POST", f"bridges/{segment(bridge)}/record", wanted)

    async def play(self, party: str, playing: str, sounds: Sequence[Sound]) -> None:
        """Plays files by their path without extension, so that the switch takes the cheapest format."""
        media = [f"sound:{each.file.with_suffix('')}" for each in sounds]
        await self._ask("POST", f"channels/{segment(party)}/play/{segment(playing)}", {"media": media})

    async def stop_playing(self, playing: str) -> None:
        """Cuts the sound."""
        try:
            await self._ask("DELETE", f"playbacks/{segment(playing)}")
        except Gone:
            log.debug("%s had ended already", playing)

    async def start_music(self, party: str, sounds: Sequence[Sound]) -> None:
        """Unlike a playback it is nothing that the channel waits in: other requests pass it by."""
        name = await self._music.name_of(sounds)
        await self._ask("POST", f"channels/{segment(party)}/moh", {"mohClass": name})

    async def stop_music(self, party: str) -> None:
        """Silence again."""
        try:
            await self._ask("DELETE", f"channels/{segment(party)}/moh")
        except Gone:
            log.debug("%s had left already", party)

    async def record(self, party: str, recording: str, target: Path, max_seconds: int) -> None:
        """Records into the switch's spool; the file is moved to `target` when it is complete."""
        self._targets[recording] = target
        await self._ask(
            "POST",
            f"channels/{segment(party)}/record",
            {
                "name": recording,
                "format": "wav",
                "maxDurationSeconds": str(max_seconds),
                "ifExists": "overwrite",
                "terminateOn": "#",
            },
        )

    async def expect_recording(self, recording: str, target: Path) -> None:
        """One that has ended meanwhile is moved at once, also if the switch had no time to complete it."""
        self._targets[recording] = target
        try:
            await self._ask("GET", f"recordings/live/{segment(recording)}")
        except Gone:
            self._recordings.recover(recording, self._targets.pop(recording))

    async def stop_recording(self, recording: str) -> None:
        """Ends the recording and keeps it."""
        try:
            await self._ask("POST", f"recordings/live/{segment(recording)}/stop")
        except Gone:
            log.debug("%s had ended already", recording)

    async def accept_transfer(self, party: str) -> None:
        """A final NOTIFY 200 to the phone's REFER (RFC 3515)."""
        await self._transfer(party, "channel_answered")

    async def refuse_transfer(self, party: str) -> None:
        """A final NOTIFY 603 to the phone's REFER (RFC 3515)."""
        await self._transfer(party, "channel_declined")

    async def _transfer(self, party: str, state: str) -> None:
        await self._ask("POST", f"channels/{segment(party)}/transfer_progress", {"states": state})

    async def add_carrier(self, carrier: Carrier) -> None:
        """Identification by address, or a registration whose `line` marks the calls that come back."""
        await self.remove_carrier(carrier.endpoint)
        if carrier.addresses:
            fields = {"endpoint": carrier.endpoint, "match": ",".join(carrier.addresses)}
            await self._push("identify", carrier.endpoint, fields)
        if carrier.server:
            await self._push("registration", carrier.endpoint, _registration(carrier, carrier.server))

    async def remove_carrier(self, endpoint: str) -> None:
        """Forgets both, whichever there was."""
        for kind in ("identify", "registration"):
            try:
                await self._ask("DELETE", f"{DYNAMIC}/{kind}/{segment(endpoint)}")
            except Gone:
                log.debug("no %s %s", kind, endpoint)

    async def _push(self, kind: str, name: str, fields: dict[str, str]) -> None:
        listed = [{"attribute": attribute, "value": value} for attribute, value in fields.items()]
        await self._ask("PUT", f"{DYNAMIC}/{kind}/{segment(name)}", {"fields": listed})


def _registration(carrier: Carrier, server: str) -> dict[str, str]:
    return {
        "server_uri": f"sip:{server}",
        "client_uri": f"sip:{carrier.username}@{server.partition(';')[0]}",
        "outbound_auth": carrier.endpoint,
        "contact_user": carrier.username,
        "line": "yes",
        "endpoint": carrier.endpoint,
        "max_random_initial_delay": "0",
        "retry_interval": "10",
        "forbidden_retry_interval": "60",
    }
