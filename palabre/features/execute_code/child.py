"""A program of its own that runs scripts of subscribers: one JSON object a line in, one a line out.

Before the first script it gives up everything that it could do harm with: it opens no file and no connection
any more, starts no program, and cannot grow. Its engine, QuickJS, may crash when its memory is full
(https://github.com/hmsk/quickjs.rb/issues/116): then this process goes, and nothing else.
"""

import ctypes
import json
import os
import resource
import sys
from typing import Any

import quickjs  # type: ignore[import-untyped]  # the library brings no types

SECONDS = 0.1
HEAP_BYTES = 16 * 1024 * 1024
STACK_BYTES = 256 * 1024
PROCESS_BYTES = 512 * 1024 * 1024
NOBODY = 65534
PR_SET_NO_NEW_PRIVS = 38  # prctl(2)

CHECK = "new Function('vars', source); null"
RUN = "JSON.stringify(new Function('vars', source)(JSON.parse(given)))"


def main() -> None:
    """Serve until the other side closes."""
    _give_up_rights()
    _write({"result": "ready"})
    while line := sys.stdin.buffer.readline():
        _write(_answer(json.loads(line)))


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


def _give_up_rights() -> None:
    ctypes.CDLL(None).prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    for what, most in (
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, PROCESS_BYTES),
    ):
        resource.setrlimit(what, (most, most))


def _answer(program: dict[str, Any]) -> dict[str, Any]:
    """Run one script in an engine of its own: `result` (JSON), or `trouble` and what the engine says."""
    context = quickjs.Context()
    context.set_memory_limit(HEAP_BYTES)
    context.set_max_stack_size(STACK_BYTES)
    context.set_time_limit(SECONDS)
    context.set("source", program["code"])
    context.set("given", json.dumps(program["vars"]))
    try:
        return {"result": context.eval(CHECK if program["check"] else RUN)}
    except quickjs.StackOverflow:
        return {"trouble": "large"}
    except quickjs.JSException as trouble:
        text = str(trouble).partition("\n")[0]
        return {"trouble": _kind(text), "text": text[:200]}
    except MemoryError:
        return {"trouble": "large"}


def _kind(text: str) -> str:
    if text.startswith("InternalError: interrupted"):
        return "slow"
    return "large" if text == "null" or "out of memory" in text or "too long" in text else "error"


if __name__ == "__main__":
    main()
