"""The microphone and the earpiece of one call inside a handset process."""

import base64
import ctypes
import time
from collections.abc import Callable
from typing import Any

import pjsua2 as pj

RATE = 8000
FRAME_MS = 20
FRAME_BYTES = RATE * FRAME_MS // 1000 * 2
SILENCE = bytes(FRAME_BYTES)


def frame_bytes(frame: Any) -> bytes:
    """The samples of a received frame.

    Read from the vector's own memory (its first word points to the data): walking it through the binding
    costs a hundred times more, every 20 ms of every call.
    """
    if not frame.size:
        return SILENCE
    start = ctypes.c_void_p.from_address(int(frame.buf.this)).value
    return ctypes.string_at(start, frame.size) if start else SILENCE


class SoundLine(pj.AudioMediaPort):  # type: ignore[misc]  # the binding has no types
    """Hands every 20 ms heard to `say`, and speaks what it was given; silence is also a frame.

    Lines are used again by later calls and never destroyed: the media thread may be inside one.
    """

    def __init__(self, say: Callable[..., None]) -> None:
        super().__init__()
        self.say = say
        self.call: int | None = None
        self.speech = b""
        self.place = 0
        self.again = False
        shape = pj.MediaFormatAudio()
        shape.init(pj.PJMEDIA_FORMAT_PCM, RATE, 1, FRAME_MS * 1000, 16)
        self.createPort("line", shape)

    def speak(self, pcm: bytes, again: bool) -> None:
        """Start speaking 16-bit samples in place of what was spoken; `again` repeats them for ever."""
        self.speech, self.place, self.again = pcm, 0, again

    def onFrameReceived(self, frame: Any) -> None:
        call, heard_at = self.call, time.monotonic()
        if call is not None:
            self.say("sound", call=call, at=heard_at, pcm=base64.b64encode(frame_bytes(frame)).decode())

    def onFrameRequested(self, frame: Any) -> None:
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(self.next_frame())
        frame.size = FRAME_BYTES

    def next_frame(self) -> bytes:
        """The next 20 ms to speak."""
        speech, place = self.speech, self.place
        if not speech:
            return SILENCE
        piece = speech[place : place + FRAME_BYTES]
        self.place = place + len(piece)
        if len(piece) < FRAME_BYTES and self.again:
            self.place = FRAME_BYTES - len(piece)
            piece += speech[: self.place]
        elif len(piece) < FRAME_BYTES:
            self.speech, self.place = b"", 0
            if self.call is not None:
                self.say("spoken", call=self.call)
        return piece.ljust(FRAME_BYTES, b"\0")
