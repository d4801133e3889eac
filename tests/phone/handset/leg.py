"""A call and a login as the SIP library sees them, inside a handset process."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from typing import Any, ParamSpec, Protocol

import pjsua2 as pj

from .sound_line import SoundLine

Arguments = ParamSpec("Arguments")

STATES = {
    pj.PJSIP_INV_STATE_EARLY: "ringing",
    pj.PJSIP_INV_STATE_CONFIRMED: "answered",
    pj.PJSIP_INV_STATE_DISCONNECTED: "ended",
}
MEDIA = {
    pj.PJSUA_CALL_MEDIA_NONE: "none",
    pj.PJSUA_CALL_MEDIA_ACTIVE: "active",
    pj.PJSUA_CALL_MEDIA_LOCAL_HOLD: "local_hold",
    pj.PJSUA_CALL_MEDIA_REMOTE_HOLD: "remote_hold",
    pj.PJSUA_CALL_MEDIA_ERROR: "error",
}
WITH_SOUND = ("active", "local_hold", "remote_hold")


class Desk(Protocol):
    """What legs and logins need from the handset they belong to."""

    login: Login | None

    def say(self, event: str, **what: Any) -> None:
        """Tell the test."""

    def keep(self, leg: Leg) -> int:
        """Number a new call."""

    def keep_successor(self, leg: Leg, call_id: int = pj.PJSUA_INVALID_ID) -> Leg:
        """The call that takes the place of `leg` after a transfer."""

    def free_line(self) -> SoundLine:
        """A microphone and earpiece that no call uses."""

    def greet(self, leg: Leg) -> None:
        """Ring, or refuse at once."""


def told(method: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Tell the test about an exception, which the library would swallow."""

    @functools.wraps(method)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            method(*args, **kwargs)
        except Exception:
            args[0].desk.say("trouble", text=traceback.format_exc())  # type: ignore[attr-defined]

    return guarded


class Leg(pj.Call):  # type: ignore[misc]  # the binding has no types
    """One call: reports what happens to it and carries its sound over a line."""

    def __init__(self, desk: Desk, call_id: int = pj.PJSUA_INVALID_ID) -> None:
        super().__init__(desk.login, call_id)
        self.desk = desk
        self.number = desk.keep(self)
        self.line: SoundLine | None = None
        self.speech, self.again = b"", False
        self.last_message = ""

    @told
    def onCallState(self, happened: Any) -> None:
        info = self.getInfo()
        if info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self.report(happened.e)  # its transaction is not reported any more
            self.hang_line()
        state = STATES.get(info.state, "calling")
        self.desk.say(
            "state", call=self.number, state=state, code=info.lastStatusCode, reason=info.lastReason
        )

    @told
    def onCallTsxState(self, happened: Any) -> None:
        self.report(happened.e)

    @told
    def onCallMediaState(self, _: Any) -> None:
        info = self.getInfo()  # its media list lives no longer than it does
        for index, media in enumerate(info.media):
            status = MEDIA[media.status] if media.type == pj.PJMEDIA_TYPE_AUDIO else "none"
            if status in WITH_SOUND:
                self.connect(self.getAudioMedia(index), speaking=status != "local_hold")
            codec = self.getStreamInfo(index).codecName if status in WITH_SOUND else ""
            self.desk.say("media", call=self.number, status=status, codec=codec)

    @told
    def onDtmfDigit(self, pressed: Any) -> None:
        self.desk.say("key", call=self.number, digit=pressed.digit, method=pressed.method)

    @told
    def onCallTransferRequest(self, asked: Any) -> None:
        asked.newCall = self.desk.keep_successor(self)

    @told
    def onCallReplaced(self, replaced: Any) -> None:
        replaced.newCall = self.desk.keep_successor(self, replaced.newCallId)

    @told
    def onCallTransferStatus(self, status: Any) -> None:
        code, final = status.statusCode, status.finalNotify
        self.desk.say("transfer", call=self.number, code=code, final=final)
        if final and code // 100 == 2 and self.isActive():
            self.hangup(pj.CallOpParam(True))  # RFC 5589, 6.1: the transferor leaves once it has worked

    def report(self, event: Any) -> None:
        """Tell the test of a message that came in, once."""
        if event.type == pj.PJSIP_EVENT_TSX_STATE and event.body.tsxState.type == pj.PJSIP_EVENT_RX_MSG:
            message = event.body.tsxState.src.rdata.wholeMsg
            if message != self.last_message:
                self.last_message = message
                self.desk.say("message", call=self.number, text=message)

    def connect(self, media: Any, speaking: bool) -> None:
        """Join the call's media to a line; the earpiece always, the microphone while `speaking`."""
        if self.line is None:
            self.line = self.desk.free_line()
            self.line.call = self.number
            self.line.speak(self.speech, self.again)
        media.startTransmit(self.line)
        if speaking:
            self.line.startTransmit(media)
        else:
            self.line.stopTransmit(media)

    def speak(self, pcm: bytes, again: bool) -> None:
        """Speak, as soon as there is a line."""
        self.speech, self.again = pcm, again
        if self.line:
            self.line.speak(pcm, again)

    def hang_line(self) -> None:
        """Give the line back."""
        if self.line:
            self.line.speak(b"", again=False)
            self.line.call = None
            self.line = None


class Login(pj.Account):  # type: ignore[misc]  # the binding has no types
    """One SIP identity: reports registrations and takes calls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.registered = False

    @told
    def onRegState(self, happened: Any) -> None:
        self.registered = happened.code // 100 == 2 and happened.expiration > 0
        self.desk.say("registration", code=happened.code, reason=happened.reason, lasts=happened.expiration)

    @told
    def onIncomingCall(self, asked: Any) -> None:
        leg = Leg(self.desk, asked.callId)
        self.desk.say("incoming", call=leg.number, text=asked.rdata.wholeMsg, source=asked.rdata.srcAddress)
        self.desk.greet(leg)

    @told
    def onMwiInfo(self, happened: Any) -> None:
        self.desk.say("messages_waiting", text=happened.rdata.wholeMsg)
