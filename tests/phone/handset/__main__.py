"""A SIP phone in a process of its own, told what to do by lines of JSON.

One process per phone: the library allows one endpoint and four calls per process, its media thread must not
wait for the interpreter that runs the tests, and leaving by `os._exit` spares its destructors.
Run as `python -m tests.phone.handset SOCKET LOG_FILE`, SOCKET being an inherited file descriptor.
"""

import base64
import json
import os
import queue
import random
import socket
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import Any

import pjsua2 as pj

from palabre.kit.urgency import go_ahead

from .leg import Leg, Login
from .sound_line import SoundLine

POLL_MS = 10
LAST_WORDS = 1.0
AHEAD = 10
"""Steps of niceness before everything else that a test run does: a phone has a processor of its own."""
RTP_PORTS = (22000, 29900)  # above the SIP ports of all stacks, below the system's own choice of ports
TRANSPORTS = {
    "udp": pj.PJSIP_TRANSPORT_UDP,
    "tcp": pj.PJSIP_TRANSPORT_TCP,
    "tls": pj.PJSIP_TRANSPORT_TLS,
}
METHODS = {"rfc4733": pj.PJSUA_DTMF_METHOD_RFC2833, "info": pj.PJSUA_DTMF_METHOD_SIP_INFO}


class Handset:
    """Obeys requests (`do_…`, answered by number) and says what happens."""

    def __init__(self, wire: socket.socket, log: str) -> None:
        self.wire = wire
        self.log = log
        self.asked: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self.said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.legs: dict[int, Leg] = {}
        self.lines: list[SoundLine] = []
        self.login: Login | None = None
        self.greeting = 180
        self.endpoint = pj.Endpoint()
        self.address = ""
        self.transport = -1

    def say(self, event: str, **what: Any) -> None:
        """Tell the test, without waiting for it."""
        self.said.put(json.dumps({"event": event, **what}).encode() + b"\n")

    def keep(self, leg: Leg) -> int:
        """Number a new call; the object stays for good, as the library may still name it."""
        number = len(self.legs) + 1
        self.legs[number] = leg
        return number

    def keep_successor(self, leg: Leg, call_id: int = pj.PJSUA_INVALID_ID) -> Leg:
        """The call that takes the place of `leg` after a transfer."""
        successor = Leg(self, call_id)
        self.say("successor", call=successor.number, of=leg.number)
        return successor

    def free_line(self) -> SoundLine:
        """A microphone and earpiece that no call uses."""
        for line in self.lines:
            if line.call is None:
                return line
        self.lines.append(SoundLine(self.say))
        return self.lines[-1]

    def greet(self, leg: Leg) -> None:
        """Ring, refuse, or leave the caller waiting, as `do_greet` chose."""
        if self.greeting:
            leg.answer(operation(self.greeting))

    def do_start(self, address: str, port: int, transport: str, codecs: list[str]) -> str:
        """Open the endpoint; gives the address and port it listens on."""
        endpoint, config = self.endpoint, pj.EpConfig()
        endpoint.libCreate()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.logConfig.level = 4
        config.logConfig.consoleLevel = 0
        config.logConfig.filename = self.log
        config.medConfig.clockRate = config.medConfig.sndClockRate = 8000
        config.medConfig.ecTailLen = 0
        config.medConfig.noVad = True
        endpoint.libInit(config)
        listening = pj.TransportConfig()
        listening.port, listening.boundAddress = port, address
        self.transport = endpoint.transportCreate(TRANSPORTS[transport], listening)
        endpoint.libStart()
        endpoint.audDevManager().setNullDev()
        for codec in endpoint.codecEnum2():
            name = codec.codecId.split("/")[0]
            endpoint.codecSetPriority(codec.codecId, 255 - codecs.index(name) if name in codecs else 0)
        self.address = endpoint.transportGetInfo(self.transport).localName
        return self.address

    def do_log_in(self, identity: str, registrar: str, login: list[str], route: str, asks: bool) -> None:
        """Become `identity`; an empty `registrar` means not to register, `asks` to ask for its messages."""
        config = pj.AccountConfig()
        config.mwiConfig.enabled = asks
        config.idUri = identity
        config.regConfig.registrarUri = registrar
        config.regConfig.retryIntervalSec = 0
        if route:
            config.sipConfig.proxies.append(route)
        if login:
            config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", login[0], 0, login[1]))
        config.sipConfig.transportId = self.transport
        config.callConfig.timerUse = pj.PJSUA_SIP_TIMER_INACTIVE
        config.natConfig.sdpNatRewriteUse = config.natConfig.contactRewriteUse = 0
        config.natConfig.viaRewriteUse = config.natConfig.udpKaIntervalSec = 0
        config.mediaConfig.lockCodecEnabled = False
        config.mediaConfig.transportConfig.boundAddress = self.address.rsplit(":", 1)[0]
        config.mediaConfig.transportConfig.port = random.randrange(*RTP_PORTS, 2)
        self.login = Login(self)
        self.login.create(config)

    def do_register(self, again: bool) -> None:
        """Register once more, or take the registration back."""
        assert self.login
        self.login.setRegistration(again)

    def do_greet(self, code: int) -> None:
        """Choose what callers get at once: 180, a refusal, or nothing (0)."""
        self.greeting = code

    def do_dial(self, uri: str, headers: dict[str, str], identity: str) -> int:
        """Call `uri`; gives the call's number."""
        leg, wish = Leg(self), operation(0, headers)
        wish.txOption.localUri = identity
        leg.makeCall(uri, wish)
        return leg.number

    def do_answer(self, call: int, code: int, reason: str, headers: dict[str, str]) -> None:
        """Answer provisionally, finally or with a refusal."""
        self.legs[call].answer(operation(code, headers, reason))

    def do_hang_up(self, call: int, code: int) -> None:
        """End a call; `code` refuses an unanswered incoming one."""
        self.legs[call].hangup(operation(code))

    def do_hold(self, call: int) -> None:
        """Put the other side on hold."""
        self.legs[call].setHold(pj.CallOpParam(True))

    def do_unhold(self, call: int) -> None:
        """Talk again."""
        wish = pj.CallOpParam(True)
        wish.opt.flag |= pj.PJSUA_CALL_UNHOLD
        self.legs[call].reinvite(wish)

    def do_transfer(self, call: int, uri: str) -> None:
        """Send the other side to `uri` (REFER)."""
        self.legs[call].xfer(uri, pj.CallOpParam(True))

    def do_join(self, call: int, other: int) -> None:
        """Connect the other sides of two calls and leave (REFER with Replaces)."""
        self.legs[call].xferReplaces(self.legs[other], pj.CallOpParam(True))

    def do_press(self, call: int, digits: str, method: str, milliseconds: int) -> None:
        """Send keys by RFC 4733 events or SIP INFO."""
        keys = pj.CallSendDtmfParam()
        keys.digits, keys.method, keys.duration = digits, METHODS[method], milliseconds
        self.legs[call].sendDtmf(keys)

    def do_speak(self, call: int, pcm: str, again: bool) -> None:
        """Speak 16-bit samples at 8 kHz (base64); none means silence."""
        self.legs[call].speak(base64.b64decode(pcm), again)

    def obey(self, request: dict[str, Any]) -> None:
        """Do one request and answer it."""
        number = request.pop("number")
        try:
            value = getattr(self, f"do_{request.pop('do')}")(**request)
            self.say("done", number=number, value=value)
        except pj.Error as error:
            self.say("failed", number=number, text=f"{error.reason} ({error.status}) in {error.title}")
        except Exception as error:
            self.say("failed", number=number, text=repr(error))

    def listen(self) -> None:
        """Take requests in, on a thread; the end of the socket means to leave, whatever else goes on."""
        with suppress(OSError):
            for line in self.wire.makefile("rb"):
                self.asked.put(json.loads(line))
        self.asked.put(None)
        time.sleep(2 * LAST_WORDS)
        os._exit(1)

    def talk(self) -> None:
        """Send out what was said, on a thread, so that the media thread never waits for the test."""
        try:
            while True:
                self.wire.sendall(self.said.get())
        except OSError:
            return

    def serve(self) -> None:
        """Work until the socket closes."""
        for work in (self.listen, self.talk):
            threading.Thread(target=work, daemon=True).start()
        while True:
            while not self.asked.empty():
                request = self.asked.get()
                if request is None:
                    return self.leave()
                self.obey(request)
            self.endpoint.libHandleEvents(POLL_MS) if self.address else time.sleep(POLL_MS / 1000)

    def leave(self) -> None:
        """Hang up what is left and give the farewells a moment to be sent."""
        if not self.address:
            return
        self.endpoint.hangupAllCalls()
        if self.login and self.login.registered:
            self.login.setRegistration(False)
        end = time.monotonic() + LAST_WORDS
        while time.monotonic() < end and self.busy():
            self.endpoint.libHandleEvents(POLL_MS)

    def busy(self) -> bool:
        """Whether the world still counts on this phone."""
        return bool(self.login and self.login.registered) or any(leg.isActive() for leg in self.legs.values())


def operation(code: int, headers: dict[str, str] | None = None, reason: str = "") -> Any:
    """The library's parameter for most things done to a call."""
    wish = pj.CallOpParam(True)
    wish.statusCode, wish.reason = code, reason
    for name, value in (headers or {}).items():
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        wish.txOption.headers.append(header)
    return wish


if __name__ == "__main__":
    os.setsid()
    go_ahead(AHEAD)
    status = 1
    try:
        Handset(socket.socket(fileno=int(sys.argv[1])), sys.argv[2]).serve()
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)  # whatever happens: the library would wait for ever
