"""One call of a test phone: what its user does, and what the test may say about it."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import sound
from .ears import Ears
from .message import Address, Message
from .sound import RATE, Samples
from .waiting import Happenings
from .wire import Wire

SOON = 5.0
KEY_MS = 100
INCOMING = "incoming"
TALK_TONES = (600.0, 1000.0)


@dataclass(frozen=True)
class Press:
    """A key pressed, and when, in the event loop's time."""

    digit: str
    at: float


class Call(Ears):
    """A call made or received; `messages` are those the other side sent, `keys` those it pressed."""

    def __init__(
        self, wire: Wire, number: int, happenings: Happenings, invite: Message | None = None
    ) -> None:
        super().__init__(happenings)
        self.wire = wire
        self.number = number
        self.messages: list[Message] = [invite] if invite else []
        self.invite = invite
        self.source = ""  # the address an incoming call came from
        self.state = INCOMING if invite else "calling"
        self.media = self.codec = self.reason = self.keys = ""
        self.code = 0
        self.presses: list[Press] = []
        self.transfer_code: int | None = None
        self.speaking = False

    @property
    def headers(self) -> Message:
        """The INVITE that brought an incoming call."""
        assert self.invite, "only an incoming call has an INVITE to look at"
        return self.invite

    @property
    def caller(self) -> Address:
        """Who calls, as the phone shows it: the From header."""
        return self.headers.address("from") or Address("", "")

    @property
    def cause(self) -> int | None:
        """The Q.850 cause the other side gave last, or None."""
        return next((message.cause for message in reversed(self.messages) if message.cause is not None), None)

    async def rings(self, within: float = SOON) -> int:
        """The other side rings (or plays early audio); gives the status, 180 or 183."""
        await self.until(lambda: self.state in ("ringing", "answered"), within, "ringing")
        return next((m.code for m in self.messages if m.code in (180, 183)), self.code)

    async def answered(self, within: float = SOON) -> None:
        """The call is up and has audio."""
        await self.until(lambda: self.state == "answered" and self.media != "", within, "answer")

    async def ended(self, within: float = SOON) -> int:
        """The call is over; gives the SIP status: 200 after talking, otherwise why it failed."""
        await self.until(lambda: self.over, within, "end")
        return self.code

    async def until(self, look: Callable[[], bool], within: float, wanted: str) -> None:
        """Wait for something about the call; a call that is over will not change any more."""

        def look_again() -> bool | None:
            if look():
                return True
            if self.over:
                raise AssertionError(self.happenings.account(f"no {wanted}: the call ended with {self.code}"))
            return None

        await self.happenings.until(look_again, within, wanted)

    async def ring(self) -> None:
        """Ring once more (180)."""
        await self.ask("answer", code=180, reason="", headers={})

    async def early_media(self) -> None:
        """Let the caller hear without answering (183)."""
        await self.ask("answer", code=183, reason="", headers={})
        await self.until(lambda: self.media != "", SOON, "early audio")

    async def answer(self, headers: dict[str, str] | None = None) -> None:
        """Take the call."""
        await self.ask("answer", code=200, reason="", headers=headers or {})
        await self.answered()

    async def reject(self, code: int = 486, reason: str = "", headers: dict[str, str] | None = None) -> None:
        """Refuse the call with a SIP status."""
        await self.ask("answer", code=code, reason=reason, headers=headers or {})
        await self.ended()

    async def hang_up(self) -> None:
        """End the call, give up calling, or refuse it; nothing happens when it is over already."""
        if not self.over:
            await self.ask("hang_up", code=0)
            await self.ended()

    async def hold(self) -> None:
        """Put the other side on hold."""
        await self.ask("hold")
        await self.until(lambda: self.media == "local_hold", SOON, "hold")

    async def unhold(self) -> None:
        """Take the other side back."""
        await self.ask("unhold")
        await self.until(lambda: self.media == "active", SOON, "audio after hold")

    async def transfer(self, uri: str) -> None:
        """Ask that the other side be connected to `uri`, without waiting for it (REFER)."""
        self.transfer_code = None
        await self.ask("transfer", uri=uri)

    async def connect_to(self, other: Call) -> None:
        """Ask that the other sides of two calls of this phone be connected (REFER with Replaces)."""
        self.transfer_code = None
        await self.ask("join", other=other.number)

    async def transferred(self, within: float = SOON) -> int:
        """The end of a transfer; gives its SIP status."""

        def look() -> int | None:
            return self.transfer_code

        return await self.happenings.until(look, within, "end of the transfer")

    async def press(self, digits: str, method: str = "rfc4733", gap: float = 0.1) -> None:
        """Press keys, by `rfc4733` events, SIP `info` or `inband` tones, with `gap` seconds after each."""
        self.forget()
        for digit in digits:
            self.presses.append(Press(digit, asyncio.get_running_loop().time()))
            if method == "inband":
                self.play(sound.key_tones(digit, KEY_MS / 1000, 0))
            else:
                await self.ask("press", digits=digit, method=method, milliseconds=KEY_MS)
            await asyncio.sleep(KEY_MS / 1000 + gap)

    def play_tone(self, frequency: float, level: float = sound.LEVEL) -> None:
        """Speak a tone until told otherwise; levels are in dBFS."""
        self.play(sound.tone(frequency, 1.0, level), again=True)

    def play_file(self, path: Path, again: bool = False) -> float:
        """Speak a recording; gives its length in seconds."""
        return self.play(sound.read_wave(path), again)

    def play(self, samples: Samples, again: bool = False) -> float:
        """Speak samples in place of what was spoken; gives their length in seconds."""
        self.speaking = len(samples) > 0
        pcm = base64.b64encode(samples.tobytes()).decode()
        self.wire.tell("speak", call=self.number, pcm=pcm, again=again)
        return len(samples) / RATE

    def stop_playing(self) -> None:
        """Fall silent."""
        self.play(sound.silence(0))

    async def played(self, within: float = 30.0) -> None:
        """What was to be spoken once has been spoken."""
        await self.until(lambda: not self.speaking, within, "end of the recording")

    async def talks_with(self, other: Call, tones: tuple[float, float] = TALK_TONES) -> None:
        """Each hears the other, and only the other: two tones, both ways."""
        mine, theirs = tones
        self.play_tone(mine)
        other.play_tone(theirs)
        await asyncio.gather(self.hears_tone(theirs), other.hears_tone(mine))
        await asyncio.gather(self.hears_only(theirs), other.hears_only(mine))
        self.stop_playing()
        other.stop_playing()

    async def ask(self, do: str, **what: Any) -> Any:
        """Have the handset do something with this call."""
        return await self.wire.ask(do, call=self.number, **what)

    def take(self, event: dict[str, Any]) -> str:
        """Note what the handset says about this call; gives the words for the story."""
        match event:
            case {"event": "sound", "pcm": pcm, "at": moment}:
                self.tape.add(base64.b64decode(pcm), moment)
                return ""
            case {"event": "state", "state": state, "code": code, "reason": reason}:
                if state != "calling" or self.state != INCOMING:
                    self.state = state
                self.code, self.reason, self.over = code, reason, state == "ended"
                return f"{self.state} ({code} {reason})"
            case {"event": "media", "status": status, "codec": codec}:
                self.media, self.codec = status, codec
                return f"audio {status} {codec}"
            case {"event": "message", "text": text}:
                self.messages.append(Message.parse(text))
                return f"got {self.messages[-1].first_line}"
            case {"event": "key", "digit": digit}:
                self.keys += digit
                return f"got key {digit}"
            case {"event": "transfer", "code": code, "final": final}:
                self.transfer_code = code if final else None
                return f"transfer {code}"
            case {"event": "spoken"}:
                self.speaking = False
        return str(event["event"])
