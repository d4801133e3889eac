"""The test's end of the socket to a handset process."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[3]
HANDSET = "tests.phone.handset"
ANSWER_WITHIN = 20.0
LEAVE_WITHIN = 5.0


class HandsetError(AssertionError):
    """The SIP library refused what it was asked to do."""


class Wire:
    """Starts a handset process, asks it for things and passes on what it says."""

    def __init__(self, heard: Callable[[dict[str, Any]], None]) -> None:
        self.heard = heard
        self.numbers = itertools.count(1)
        self.open_questions: dict[int, asyncio.Future[Any]] = {}

    @classmethod
    async def to_new_handset(cls, log: Path, heard: Callable[[dict[str, Any]], None]) -> Self:
        """Start a process; `heard` gets its events in order, `log` the library's own log and errors."""
        wire = cls(heard)
        ours, theirs = socket.socketpair()
        with theirs, log.open("wb") as output:
            command = (sys.executable, "-m", HANDSET, str(theirs.fileno()), f"{log}.sip")
            wire.process = await asyncio.create_subprocess_exec(
                *command,
                cwd=ROOT,
                pass_fds=(theirs.fileno(),),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        wire.reader, wire.writer = await asyncio.open_connection(sock=ours, limit=2**22)
        wire.reading = asyncio.create_task(wire.read())
        return wire

    process: asyncio.subprocess.Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    reading: asyncio.Task[None]

    async def ask(self, do: str, **what: Any) -> Any:
        """Have something done; raises HandsetError with the library's words."""
        number = next(self.numbers)
        answer = self.open_questions[number] = asyncio.get_running_loop().create_future()
        try:
            self.writer.write(json.dumps({"number": number, "do": do, **what}).encode() + b"\n")
            await self.writer.drain()
            async with asyncio.timeout(ANSWER_WITHIN):
                return await answer
        except (TimeoutError, ConnectionError) as error:
            raise HandsetError(f"the phone's process did not answer '{do}': {error!r}") from error
        finally:
            del self.open_questions[number]

    def tell(self, do: str, **what: Any) -> None:
        """Have something done that needs no answer; a failure is heard as trouble."""
        self.writer.write(json.dumps({"number": 0, "do": do, **what}).encode() + b"\n")

    async def read(self) -> None:
        """Sort what the process says into answers and events, until it ends."""
        try:
            async for line in self.reader:
                self.sort(json.loads(line))
        except ConnectionError:
            pass
        self.heard({"event": "gone"})
        for question in self.open_questions.values():
            if not question.done():
                question.set_exception(HandsetError("the phone's process ended"))

    def sort(self, said: dict[str, Any]) -> None:
        """Answer a question or pass an event on."""
        if said["event"] not in ("done", "failed"):
            self.heard(said)
            return
        if said["number"] == 0 and said["event"] == "failed":
            self.heard({"event": "trouble", "text": said["text"]})
        question = self.open_questions.get(said["number"])
        if question is None or question.done():
            return
        if said["event"] == "done":
            question.set_result(said["value"])
        else:
            question.set_exception(HandsetError(said["text"]))

    async def close(self) -> None:
        """Let the process hang up and leave; kill it when it does not."""
        try:
            if self.process.returncode is None:
                self.writer.write_eof()
            async with asyncio.timeout(LEAVE_WITHIN):
                await self.process.wait()
        except (TimeoutError, ConnectionError):
            if self.process.returncode is None:
                self.process.kill()
            await self.process.wait()
        await self.reading
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()
