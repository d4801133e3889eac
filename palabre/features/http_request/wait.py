"""Keeps a caller company while something else takes its time."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from palabre.calls.call import Call
from palabre.phone.port import Sound

T = TypeVar("T")
SILENT_SECONDS = 1.5
"""So long a caller may hear nothing: most answers come sooner, and a click of music would only irritate."""


async def accompanied(call: Call, work: Coroutine[Any, Any, T], sounds: Sequence[Sound]) -> T:
    """The result of some work, for which the caller waits with music, or with ringing before the answer."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task}, timeout=SILENT_SECONDS)
        if not task.done():
            await (call.start_music(sounds) if call.answered else call.world.phone.ring(call.party))
        return await task
    finally:
        task.cancel()
        await asyncio.wait({task})
        await call.stop_music()
