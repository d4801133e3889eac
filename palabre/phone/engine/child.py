"""Starts a program that never outlives us."""

import asyncio
import ctypes
import os
import resource
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from palabre.kit.urgency import go_ahead

PR_SET_PDEATHSIG = 1  # prctl(2)
OPEN_FILES = 65535
libc = ctypes.CDLL(None, use_errno=True)


async def start_child(
    command: Sequence[str], environment: dict[str, str], output: Path, ahead: int = 0
) -> asyncio.subprocess.Process:
    """The program in a group of its own, so that Ctrl-C reaches it through us; its words go to `output`.

    It is served `ahead` of others by so many steps of niceness, where the system lets us say so.
    """
    parent = os.getpid()

    def before_start() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        files = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
        if ahead:
            go_ahead(ahead)

    with output.open("wb") as words:
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            start_new_session=True,
            preexec_fn=before_start,
        )
