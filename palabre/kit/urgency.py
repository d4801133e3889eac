"""Being served before others."""

import os
from contextlib import suppress
from pathlib import Path

GROUP = Path("/proc/self/autogroup")
"""Linux, sched(7): with autogrouping, niceness counts within a session, and this between sessions."""


def go_ahead(steps: int) -> None:
    """This process goes `steps` of niceness before others, and its session before others, where we may."""
    with suppress(PermissionError):
        os.nice(-steps)
    with suppress(OSError):
        GROUP.write_text(str(-steps))
