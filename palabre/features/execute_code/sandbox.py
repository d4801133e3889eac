"""Lets child processes run scripts, and ends those that go on for too long."""

import atexit
import os
import queue
import select
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from palabre.kit.errors import PalabreError

CHILDREN = 2
START_SECONDS = 10.0
PATIENCE_SECONDS = 1.5
"""What a script may take by the clock, above all waiting for the processor; its own time is much shorter."""
WAIT_SECONDS = 2.0
SCRIPTS_PER_CHILD = 1000
MOST_READS, READ_BYTES, LONGEST_ANSWER = 100, 65536, 200_000
PROGRAM = Path(__file__).with_name("child.py")


class CodeFailed(PalabreError):
    """A script ended with an error."""

    code, status = "code_failed", 422
    fr = "Le code s'est arrêté sur une erreur : {text}."
    en = "The code stopped with an error: {text}."


class CodeNotValid(PalabreError):
    """What cannot be read as JavaScript."""

    code, status = "code_not_valid", 422
    fr = "Le code ne peut pas être lu : {text}."
    en = "The code cannot be read: {text}."


class CodeTooSlow(PalabreError):
    """A script did not end in its time."""

    code, status = "code_too_slow", 422
    fr = "Le code ne se termine pas dans le temps accordé."
    en = "The code does not end within the time that it has."


class CodeTooLarge(PalabreError):
    """A script needs too much memory, calls itself too deeply, or gives too much back."""

    code, status = "code_too_large", 422
    fr = "Le code utilise trop de mémoire."
    en = "The code uses too much memory."


class CodeBusy(PalabreError):
    """Too many scripts wait to be run."""

    code, status = "code_busy", 503
    fr = "Trop de scripts attendent d'être exécutés."
    en = "Too many scripts are waiting to be run."


class Program(msgspec.Struct, frozen=True):
    """A script and the variables that it may look at; `check` only reads it."""

    code: str
    vars: dict[str, Any] = {}
    check: bool = False


class _Answer(msgspec.Struct):
    result: str | None = None
    trouble: str | None = None
    text: str = ""


class _Child:
    """A process with a script engine; its pipe's end ends it, so that it never outlives us."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        self.scripts = 0
        self._heard = select.poll()
        assert self._process.stdout
        self._heard.register(self._process.stdout, select.POLLIN)
        try:
            self._read_within(START_SECONDS)
        except PalabreError:
            self.end()
            raise

    def ask(self, program: Program) -> _Answer:
        """Its answer. Raises CodeTooSlow; CodeTooLarge when the process broke or said too much."""
        self.scripts += 1
        assert self._process.stdin
        try:
            self._process.stdin.write(msgspec.json.encode(program) + b"\n")
            self._process.stdin.flush()
        except OSError as gone:
            raise CodeTooLarge from gone
        return self._read_within(PATIENCE_SECONDS)

    def _read_within(self, seconds: float) -> _Answer:
        assert self._process.stdout
        said = b""
        for _ in range(MOST_READS):
            if not self._heard.poll(seconds * 1000):
                raise CodeTooSlow
            said += (part := os.read(self._process.stdout.fileno(), READ_BYTES))
            if said.endswith(b"\n"):
                return msgspec.json.decode(said, type=_Answer)
            if not part or len(said) > LONGEST_ANSWER:
                break
        raise CodeTooLarge

    def end(self) -> None:
        """Let it go, and see it gone."""
        self._process.kill()
        self._process.communicate()


threads = ThreadPoolExecutor(CHILDREN, "code")
_free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
for _ in range(CHILDREN):
    _free.put(None)


@atexit.register
def _end_children() -> None:
    """Those that wait for a script, when this process ends."""
    while True:
        try:
            child = _free.get_nowait()
        except queue.Empty:
            return
        if child is not None:
            child.end()


def run(program: Program) -> Any:
    """What the script returns, as a value out of JSON; None for nothing. Blocks.

    Raises CodeFailed, CodeTooSlow, CodeTooLarge, CodeBusy.
    """
    answer = _ask(program)
    if answer.trouble == "slow":
        raise CodeTooSlow
    if answer.trouble == "large":
        raise CodeTooLarge
    if answer.trouble is not None:
        raise CodeFailed(text=answer.text)
    return None if answer.result is None else msgspec.json.decode(answer.result)


@lru_cache(1000)
def fault_in(code: str) -> str | None:
    """Why a script is not JavaScript; None when it is. Blocks. Raises CodeBusy."""
    try:
        return _ask(Program(code, check=True)).text or None
    except (CodeTooSlow, CodeTooLarge) as trouble:
        return trouble.text("en")


def _ask(program: Program) -> _Answer:
    try:
        child = _free.get(timeout=WAIT_SECONDS)
    except queue.Empty:
        raise CodeBusy from None
    try:
        child = child or _Child()
        answer = child.ask(program)
        if child.scripts >= SCRIPTS_PER_CHILD:
            child.end()
            child = None
    except BaseException:
        if child is not None:
            child.end()
        child = None
        raise
    finally:
        _free.put(child)
    return answer
