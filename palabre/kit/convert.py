"""Converts what people send in a process of its own, which neither long nor hostile files can make ours feel.

`python -m palabre.kit.convert TARGET BYTES SECONDS` is that process: a file on its input, JSON on its output.
"""

import asyncio
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from palabre.kit.audio import (
    AudioEmpty,
    AudioFacts,
    AudioLimits,
    AudioSilent,
    AudioTooLarge,
    AudioTooLong,
    NotAudio,
    VideoNotAudio,
    to_telephone,
)
from palabre.kit.errors import PalabreError

PATIENCE_SECONDS = 60.0
MEMORY_BYTES = 2_000_000_000
NICE = 10
AT_ONCE = 2
REFUSALS: tuple[type[PalabreError], ...] = (
    AudioEmpty,
    AudioSilent,
    AudioTooLarge,
    AudioTooLong,
    NotAudio,
    VideoNotAudio,
)


class AudioTooSlow(PalabreError):
    """The file took longer to read than any recording of that size should."""

    code, status = "audio_too_slow", 422
    fr = "Ce fichier n'a pas pu être lu en {seconds:g} secondes."
    en = "This file could not be read in {seconds:g} seconds."


class Converting:
    """So many conversions at once as leave the processor to the calls; the others wait for their turn."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def convert(self, source: bytes, target: Path, limits: AudioLimits) -> AudioFacts:
        """Make a file's contents telephone sounds in `target`, narrow and wide, as `to_telephone` does.

        Raises what `to_telephone` raises, and AudioTooSlow.
        """
        if len(source) > limits.bytes:
            raise AudioTooLarge(megabytes=limits.bytes / 1e6)
        if not source:
            raise AudioEmpty
        async with self._turns:
            child = await _child(target, limits)
            try:
                async with asyncio.timeout(self._patience):
                    told, _ = await child.communicate(source)
            except TimeoutError as slow:
                raise AudioTooSlow(seconds=self._patience) from slow
            finally:
                if child.returncode is None:
                    child.kill()
                    await child.wait()
        return _read(told)


async def _child(target: Path, limits: AudioLimits) -> asyncio.subprocess.Process:
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    what = [str(target), str(limits.bytes), str(limits.seconds)]
    program = [sys.executable, "-m", __name__]
    return await asyncio.create_subprocess_exec(*program, *what, stdin=pipe, stdout=pipe, stderr=nothing)


def _read(told: bytes) -> AudioFacts:
    """What the other process says; one that says nothing has been brought down by the file."""
    if not told:
        raise NotAudio
    answer: dict[str, Any] = json.loads(told)
    for each in REFUSALS:
        if each.code == answer.get("refused"):
            raise each(**answer["values"])
    return AudioFacts(**answer)


def main(target: str, size: str, seconds: str) -> None:
    """The other process."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = AudioLimits(int(size), float(seconds))
    answer: dict[str, Any]
    try:
        answer = asdict(to_telephone(sys.stdin.buffer.read(), Path(target), limits, wide=True))
    except PalabreError as refusal:
        answer = {"refused": refusal.code, "values": refusal.values}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
