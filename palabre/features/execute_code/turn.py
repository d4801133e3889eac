"""Lets the scripts of all calls have their turn."""

import asyncio
from functools import partial
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from palabre.features.execute_code.sandbox import CodeBusy, Program, run, threads
from palabre.kit.virtual_time import aside

WAIT_SECONDS = 3.0
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[UUID, asyncio.Lock]] = WeakKeyDictionary()


async def in_turn(account: UUID, program: Program) -> Any:
    """What a script returns; one account's run one at a time, so that the others' find a free process.

    Raises CodeFailed, CodeTooSlow, CodeTooLarge, CodeBusy.
    """
    turns = _turns.setdefault(asyncio.get_running_loop(), {})
    try:
        async with asyncio.timeout(WAIT_SECONDS), turns.setdefault(account, asyncio.Lock()):
            return await aside(threads, partial(run, program))
    except TimeoutError as late:
        raise CodeBusy from late
