"""A number of its own for each worker of each test run here; ports and addresses follow from it."""

import fcntl
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

SLOTS = 20
_held: list[IO[str]] = []


@cache
def slot() -> int:
    """The lowest number that no other test process holds; it is given back when this process ends."""
    for number in range(SLOTS):
        lock = (Path(tempfile.gettempdir()) / f"palabre-test-slot-{number}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        _held.append(lock)
        return number
    raise RuntimeError(f"{SLOTS} test processes run on this machine already")
