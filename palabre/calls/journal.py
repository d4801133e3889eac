"""Facts on the local disk first: they survive a kill of the process and an absence of the database.

A journal is a folder of segments `00000001.jsonl`, one fact a line. What has been copied to the database is
remembered in the file `copied`; a segment goes when it is copied and a newer one carries what lives on.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from palabre.calls.facts import Fact, Keep

log = logging.getLogger(__name__)
SUFFIX = ".jsonl"
SEGMENT_BYTES = 16 * 1024 * 1024
FLUSH_SECONDS = 0.002
READ_BYTES = 256 * 1024
PLACE_BYTES = 40
"""A place is written over the one before, always as long: no moment shows half of it."""


@dataclass(frozen=True, order=True)
class Place:
    """A position in the journal."""

    segment: int = 1
    offset: int = 0


class Journal(Keep):
    """Appends facts; batches of a few milliseconds go to the disk in one write."""

    def __init__(self, folder: Path, living: Callable[[], Iterable[Fact]] = tuple) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._living = living
        self._encode = msgspec.json.Encoder().encode
        self._pending: list[bytes] = []
        self._flush: asyncio.TimerHandle | None = None
        self.written = asyncio.Event()
        self._number = max(segments(folder), default=0) + 1
        self._file = _create(folder, self._number)
        self._size = 0

    def append(self, fact: Fact) -> None:
        """Take one fact; it is on disk a few milliseconds later."""
        self._pending.append(self._encode(fact) + b"\n")
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)

    def flush(self) -> None:
        """Write what is pending; a full disk keeps it pending and tries again."""
        self._flush = None
        if not self._pending:
            return
        try:
            self._size += _write_all(self._file, b"".join(self._pending))
        except OSError as trouble:
            log.error("the journal cannot be written, %d facts wait: %s", len(self._pending), trouble)
            self._flush = asyncio.get_running_loop().call_later(1, self.flush)
            return
        self._pending.clear()
        self.written.set()
        if self._size > SEGMENT_BYTES:
            self.rotate()

    def settle(self) -> bool:
        """Write what is pending at once; False when the disk does not take it."""
        if self._flush is not None:
            self._flush.cancel()
        self.flush()
        return not self._pending

    def rotate(self) -> None:
        """Begin a segment, which first repeats the facts of living calls, so that older ones can go."""
        self._size = 0
        try:
            file = _create(self.folder, self._number + 1)
        except OSError as trouble:
            log.error("the journal goes on in its old segment: %s", trouble)
            return
        os.close(self._file)
        self._file, self._number = file, self._number + 1
        repeated = [self._encode(fact) + b"\n" for fact in self._living()]
        self._pending = [*repeated, *self._pending]
        # What is repeated does not count: very many living calls must not fill segment after segment.
        self._size = -sum(map(len, repeated))
        self.flush()

    def close(self) -> None:
        """Write the rest and stop."""
        if self._flush is not None:
            self._flush.cancel()
        self.flush()
        os.close(self._file)


def _create(folder: Path, number: int) -> int:
    return os.open(_path(folder, number), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _write_all(file: int, lines: bytes) -> int:
    """Write every byte, or none: what a full disk cut is taken back."""
    written = os.write(file, lines)
    if written != len(lines):
        os.ftruncate(file, os.fstat(file).st_size - written)
        raise OSError("the disk is full")
    return written


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number:08}{SUFFIX}"


def segments(folder: Path) -> list[int]:
    """The numbers of the segments in a journal, oldest first."""
    return sorted(int(name.removesuffix(SUFFIX)) for name in os.listdir(folder) if name.endswith(SUFFIX))


class Reader:
    """Reads a journal from the place that has been copied, and remembers how far that is."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._decode = msgspec.json.Decoder(Fact).decode
        self.place = self._remembered()

    def _remembered(self) -> Place:
        with contextlib.suppress(OSError, ValueError):
            segment, offset = (self.folder / "copied").read_text().split()
            return Place(int(segment), int(offset))
        return Place(min(segments(self.folder), default=1))

    def batch(self) -> tuple[list[Fact], Place]:
        """The next facts, at most 256 KiB of them, and the place behind them."""
        following = [Place(each) for each in segments(self.folder) if each > self.place.segment]
        for place in (self.place, *following):
            if data := self._read(place):
                whole = data.rfind(b"\n") + 1
                return list(self._facts(data[:whole])), Place(place.segment, place.offset + whole)
        return [], self.place

    def _read(self, place: Place) -> bytes:
        try:
            with _path(self.folder, place.segment).open("rb") as file:
                file.seek(place.offset)
                data = file.read(READ_BYTES)
                while b"\n" not in data and (more := file.read(READ_BYTES)):
                    data += more
        except FileNotFoundError:
            return b""
        return data if b"\n" in data else b""

    def _facts(self, data: bytes) -> Iterator[Fact]:
        for line in data.splitlines():
            try:
                yield self._decode(line)
            except msgspec.DecodeError:
                log.error("a damaged line of the journal is left out: %r", line[:200])

    def remember(self, place: Place) -> None:
        """Everything before `place` is in the database; segments before it can go."""
        file = os.open(self.folder / "copied", os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{place.segment} {place.offset}".ljust(PLACE_BYTES).encode())
        finally:
            os.close(file)
        begun, self.place = place.segment > self.place.segment, place
        for number in segments(self.folder) if begun else ():
            if number < place.segment:
                _path(self.folder, number).unlink()

    def everything(self) -> Iterator[Fact]:
        """All facts that the journal still holds, copied or not, oldest first."""
        for number in segments(self.folder):
            yield from self._facts(_path(self.folder, number).read_bytes())

    def copied(self) -> Iterator[Fact]:
        """Those of them that are in the database already."""
        for number in segments(self.folder):
            if number <= self.place.segment:
                data = _path(self.folder, number).read_bytes()
                yield from self._facts(data[: self.place.offset] if number == self.place.segment else data)
