"""What a test says about a call's audio: checks wait for sound, and tell what was heard when they fail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import hearing, recognise
from .sound import RATE, Samples, read_wave
from .tape import Tape
from .waiting import Happenings

LOOK_EVERY = 0.1
LOOK_RARELY = 0.02
ENOUGH = 2.0  # seconds of a recording: sentences of one voice share shorter phrases
MOST = 0.8
WHOLE = 0.85  # the last breath may be lost in the quiet
SETTLING = 0.2  # a sound that changes is heard a moment later: the line's and the phone's buffers

Found = TypeVar("Found")


@dataclass(frozen=True)
class Heard:
    """A stretch of a call's tape; `at` and `until` are its moments in the event loop's time."""

    start: float
    end: float
    at: float
    until: float
    offset: float = 0.0  # where in the recording, for a recording
    likeness: float = 1.0

    @property
    def seconds(self) -> float:
        """How long it lasted."""
        return self.end - self.start


class Ears:
    """The hearing of one call.

    Recordings are sought from `mark` on: the last key pressed or the last recording recognised. Tones and
    silence are sought from the moment the check is made.
    """

    def __init__(self, happenings: Happenings) -> None:
        self.happenings = happenings
        self.tape = Tape()
        self.mark = 0.0
        self.over = False

    async def hears_tone(self, frequency: float, within: float = 3.0, lasting: float = 0.3) -> Heard:
        """A tone of some Hz, alone or among others, for `lasting` seconds on end."""
        since = self.tape.length

        def look() -> Heard | None:
            spans = hearing.tone_spans(self.tape.samples(since), frequency)
            return next((self.heard(since, span) for span in spans if span.seconds >= lasting), None)

        return await self.listen_for(look, within, f"tone of {frequency:g} Hz", since)

    async def hears_only(self, frequency: float, during: float = 0.5) -> None:
        """One tone and no other, all the time, from a moment after now."""
        since = await self.listen(SETTLING)
        await self.listen(during)
        samples = self.tape.samples(since, since + during)
        others = [tone for tone in hearing.tones(samples) if abs(tone.frequency - frequency) > 20]
        present = sum(span.seconds for span in hearing.tone_spans(samples, frequency))
        if others or present < 0.8 * during:
            raise AssertionError(self.account(f"not {frequency:g} Hz alone", since))

    async def hears_nothing_of(self, frequency: float, during: float = 1.0) -> None:
        """No trace of a tone, from a moment after now."""
        since = await self.listen(SETTLING)
        await self.listen(during)
        if spans := hearing.tone_spans(self.tape.samples(since, since + during), frequency):
            raise AssertionError(self.account(f"{frequency:g} Hz for {spans[0].seconds:.2f} s", since))

    async def hears_silence(self, seconds: float = 1.0, within: float | None = None) -> Heard:
        """Silence for `seconds` on end; `within` defaults to one second more than that."""
        since = self.tape.length

        def look() -> Heard | None:
            spans = hearing.quiet_spans(self.tape.samples(since))
            return next((self.heard(since, span) for span in spans if span.seconds >= seconds - 0.001), None)

        return await self.listen_for(look, within or seconds + 1, f"silence of {seconds:g} s", since)

    async def hears(
        self,
        recording: Path | Samples,
        within: float = 10.0,
        at_least: float | None = None,
        whole: bool = False,
    ) -> Heard:
        """A recording, after `mark`: 2 s or most of it if shorter, or `at_least` so long, or the `whole`."""
        samples, since = loaded(recording), self.mark
        length = len(samples) / RATE
        wanted = length * WHOLE if whole else at_least or min(ENOUGH, MOST * length)
        print_sought = recognise.Fingerprint.of(samples)

        def look() -> Heard | None:
            match = self.sought(print_sought, since)
            return match if match.seconds >= wanted else None

        what = f"{wanted:.1f} s of {named(recording)}"
        heard = await self.listen_for(look, within, what, since, least=wanted)
        self.mark = heard.end
        return heard

    async def not_hears(self, recording: Path | Samples, during: float = 3.0) -> None:
        """Not a recording, from now and for a while."""
        since, samples = self.tape.length, loaded(recording)
        await self.listen(during)
        heard = self.sought(recognise.Fingerprint.of(samples), since)
        if heard.seconds >= min(ENOUGH, MOST * len(samples) / RATE):
            raise AssertionError(self.account(f"{heard.seconds:.1f} s of {named(recording)}", since))

    def how_much_of(self, recording: Path | Samples, since: float = 0.0) -> Heard:
        """The longest stretch of a recording heard so far, 0 s if none: what a key left of a prompt."""
        return self.sought(recognise.Fingerprint.of(loaded(recording)), since)

    def gaps_in(self, frequency: float, since: float = 0.0) -> list[float]:
        """How long a tone was away each time it came back, in seconds: the holes in a conversation."""
        spans = hearing.tone_spans(self.tape.samples(since), frequency)
        return [after.start - before.end for before, after in zip(spans, spans[1:], strict=False)]

    async def listen(self, seconds: float) -> float:
        """Let some seconds of sound pass; gives the place on the tape where they began."""
        since = self.tape.length

        def look() -> bool | None:
            return True if self.tape.length >= since + seconds else None

        await self.listen_for(look, seconds + 3, f"{seconds:g} s of sound", since)
        return since

    def forget(self) -> None:
        """Seek recordings only in what is heard from now on."""
        self.mark = self.tape.length

    def sought(self, recording: recognise.Fingerprint, since: float) -> Heard:
        """The longest stretch of a recording after a place on the tape."""
        match = recognise.find(recording, self.tape.samples(since))
        if not match.seconds:
            return Heard(since, since, 0.0, 0.0, likeness=0.0)
        span = hearing.Span(match.start, match.end)
        return self.heard(since, span, match.offset, match.likeness)

    def heard(self, since: float, span: hearing.Span, offset: float = 0.0, likeness: float = 1.0) -> Heard:
        """A span of the samples after `since` as a stretch of the tape."""
        start, end = since + span.start, since + span.end
        return Heard(start, end, self.tape.moment(start), self.tape.moment(end), offset, likeness)

    async def listen_for(
        self,
        look: Callable[[], Found | None],
        within: float,
        wanted: str,
        since: float,
        least: float = 0.0,
    ) -> Found:
        """Look again whenever more was heard, until found; less often the more there is to look through.

        What lasts `least` seconds cannot be there before so much was heard.
        """
        next_look = since + least

        def look_again() -> Found | None:
            nonlocal next_look
            if not self.over and self.tape.length < next_look:
                return None
            next_look = self.tape.length + max(LOOK_EVERY, (self.tape.length - since) * LOOK_RARELY)
            found = look()
            if found is None and self.over:
                raise AssertionError(self.account(f"no {wanted} before the call ended", since))
            return found

        try:
            return await asyncio.wait_for(self.happenings.wait_for(look_again), within)
        except TimeoutError:
            raise AssertionError(self.account(f"no {wanted} within {within:g} s", since)) from None

    def account(self, problem: str, since: float) -> str:
        """The problem, and what the ears had."""
        samples = self.tape.samples(since)
        tones = ", ".join(
            f"{tone.frequency:.0f} Hz at {tone.level:.0f}" for tone in hearing.tones(samples)[:5]
        )
        quiet = sum(span.seconds for span in hearing.quiet_spans(samples))
        heard = f"{len(samples) / RATE:.1f} s at {hearing.level(samples):.0f} dBFS, {quiet:.1f} s of it quiet"
        return self.happenings.account(f"{problem}; heard {heard}; tones: {tones or 'none'}")


def loaded(recording: Path | Samples) -> Samples:
    """The samples of a recording."""
    return read_wave(recording) if isinstance(recording, Path) else recording


def named(recording: Path | Samples) -> str:
    """What to call a recording in a message."""
    return recording.name if isinstance(recording, Path) else "the recording"
